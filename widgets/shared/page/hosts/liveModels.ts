import type { WidgetModel } from "@jupyter-widgets/base";

/**
 * The models of ours that widget managers of this page have made, by their ids: an output finds its
 * model here, without a word to a manager, and is told of one that comes later. A copy of a notebook
 * has outputs of the same ids; the path tells which of the two a model belongs to.
 */
const models = new Map<string, Set<WeakRef<WidgetModel>>>();
const waiting = new Map<string, Set<Request>>();

interface Request {
  readonly path: string | undefined;
  readonly tell: (model: WidgetModel) => void;
}

/** JupyterLab's manager of a notebook; that of a console has no context. */
interface Manager {
  readonly isDisposed?: boolean;
  readonly context?: { readonly path: string };
}

/** Told by a model when it is made. It is not kept alive. */
export function addLiveModel(model: WidgetModel): void {
  const id = model.model_id;
  const all = models.get(id) ?? new Set();
  const reference = new WeakRef(model);
  models.set(id, all.add(reference));
  model.once("destroy", () => {
    all.delete(reference);
    if (all.size === 0) models.delete(id);
  });
  for (const request of [...(waiting.get(id) ?? [])]) {
    if (isOfNotebook(model, request.path)) request.tell(model);
  }
}

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
  const found = [...(models.get(id) ?? [])].map((reference) => reference.deref());
  const model = found.findLast((candidate) => candidate && isOfNotebook(candidate, path));
  if (model) tell(model);
  return () => {
    all.delete(request);
    if (all.size === 0) waiting.delete(id);
  };
}

/** Whether a model is of the notebook with this path. */
export function isOfNotebook(model: WidgetModel, path: string | undefined): boolean {
  const { isDisposed, context } = model.widget_manager as Manager;
  return !isDisposed && (path === undefined || context === undefined || context.path === path);
}
