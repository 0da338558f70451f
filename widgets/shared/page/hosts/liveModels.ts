import type { WidgetModel } from "@jupyter-widgets/base";

/**
 * The models of ours that widget managers of this page have made, by their ids: an output finds its
 * model here, without a word to a manager, and is told of one that comes later. A copy of a notebook
 * has outputs of the same ids; the path tells which of the two a model belongs to.
 */
const models = new Map<string, Set<WeakRef<WidgetModel>>>();
/** Those whose planes the kernel holds back until they are asked for. */
const held = new Map<string, Set<WeakRef<HeldModel>>>();
const waiting = new Map<string, Set<Request>>();

export interface HeldModel extends WidgetModel {
  /** Asks the kernel for everything; the model will be live when it has come. */
  requestWhole(): void;
}

interface Request {
  readonly path: string | undefined;
  readonly tell: (model: WidgetModel) => void;
}

/** JupyterLab's manager of a notebook; that of a console has no context. */
interface Manager {
  readonly isDisposed?: boolean;
  readonly context?: { readonly path: string; readonly isDisposed: boolean };
}

/** Told by a model when it is made. It is not kept alive. */
export function addLiveModel(model: WidgetModel): void {
  addTo(models, model);
  for (const request of requestsFor(model)) request.tell(model);
}

/** Told by a model that a reloaded page got without its planes: they are asked for when an output shows it. */
export function addHeldModel(model: HeldModel): void {
  if (findIn(held, model.model_id, undefined) !== model) addTo(held, model);
  if (requestsFor(model).length > 0) model.requestWhole();
}

const requestsFor = (model: WidgetModel): Request[] =>
  [...(waiting.get(model.model_id) ?? [])].filter(({ path }) => isOfNotebook(model, path));

/**
 * Calls back with the model of an id: at once if it is there, and whenever one comes. Returns how to stop.
 *
 * @param path of the notebook that asks; undefined where there is none
 */
export function onLiveModel(
  id: string,
  path: string | undefined,
  tell: (model: WidgetModel) => void,
): () => void {
  const request = { path, tell };
  const all = waiting.get(id) ?? new Set();
  waiting.set(id, all.add(request));
  const model = findIn(models, id, path);
  if (model) tell(model);
  else findIn(held, id, path)?.requestWhole();
  return () => {
    all.delete(request);
    if (all.size === 0) waiting.delete(id);
  };
}

/** The newest model of an id that is of the notebook with this path. */
export function findIn<Model extends WidgetModel>(
  all: ReadonlyMap<string, ReadonlySet<WeakRef<Model>>>,
  id: string,
  path: string | undefined,
): Model | undefined {
  const found = [...(all.get(id) ?? [])].map((reference) => reference.deref());
  return found.findLast((candidate) => candidate && isOfNotebook(candidate, path));
}

/** Keeps a model until it is gone, without keeping it alive. */
export function addTo<Model extends WidgetModel>(all: Map<string, Set<WeakRef<Model>>>, model: Model): void {
  const id = model.model_id;
  const references = all.get(id) ?? new Set();
  const reference = new WeakRef(model);
  all.set(id, references.add(reference));
  model.once("destroy", () => {
    references.delete(reference);
    if (references.size === 0) all.delete(id);
  });
}

/** Whether a model is of the notebook with this path. */
export function isOfNotebook(model: WidgetModel, path: string | undefined): boolean {
  const { isDisposed, context } = model.widget_manager as Manager;
  // A notebook that was closed and is opened again has a new manager: the old one lingers for a while.
  if (isDisposed || context?.isDisposed) return false;
  return path === undefined || context === undefined || context.path === path;
}
