/**
 * Keeps the widgets that a notebook has saved. Jupyter's widget manager saves only those that the
 * kernel of the moment has made: after a look at an old notebook, its next save would drop all that it shows.
 */
import type { JupyterFrontEndPlugin } from "@jupyterlab/application";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";

type NotebookModel = NonNullable<NotebookPanel["content"]["model"]>;

const stateMime = "application/vnd.jupyter.widget-state+json";
const viewMime = "application/vnd.jupyter.widget-view+json";

/** Saved models by their ids. */
type States = Record<string, unknown>;
type Saved = { [stateMime]?: { version_major: number; version_minor: number; state: States } };

/** The models that the outputs of a notebook show. */
function* shownIn(model: NotebookModel): Iterable<string> {
  for (const cell of model.cells) {
    const { outputs = [] } = cell.toJSON() as {
      outputs?: { data?: Record<string, { model_id?: string }> }[];
    };
    for (const { data } of outputs) {
      const id = data?.[viewMime]?.model_id;
      if (id) yield id;
    }
  }
}

/** What the new states lack of the old ones, of what is shown and of all that it is made of. */
function missing(shown: Iterable<string>, before: States, after: States): States {
  const wanted = new Set(shown);
  for (const id of wanted) {
    const references = JSON.stringify(before[id] ?? null).matchAll(/"IPY_MODEL_([^"]+)"/g);
    for (const [, reference] of references) wanted.add(reference);
  }
  return Object.fromEntries(
    Object.entries(before).filter(([id]) => wanted.has(id) && !Object.hasOwn(after, id)),
  );
}

const savedIn = (model: NotebookModel): Saved => (model.getMetadata("widgets") as Saved | undefined) ?? {};

function keep(model: NotebookModel): void {
  let before = savedIn(model)[stateMime]?.state ?? {};
  model.metadataChanged.connect((_, { key }) => {
    if (key !== "widgets") return;
    const saved = savedIn(model);
    const written = saved[stateMime];
    if (!written) return;
    const isWhole = Object.keys(before).every((id) => Object.hasOwn(written.state, id));
    const lost = isWhole ? {} : missing(shownIn(model), before, written.state);
    before = { ...lost, ...written.state };
    if (Object.keys(lost).length > 0) {
      model.setMetadata("widgets", { ...saved, [stateMime]: { ...written, state: before } });
    }
  });
}

const plugin: JupyterFrontEndPlugin<void> = {
  id: "@vision-peel/lab:kept-widgets",
  description: "Keeps the saved widgets that a notebook shows when it is saved again.",
  autoStart: true,
  requires: [INotebookTracker],
  activate(_app, tracker: INotebookTracker) {
    tracker.widgetAdded.connect(async (_, { context }) => {
      await context.ready;
      if (!context.isDisposed) keep(context.model);
    });
  },
};

export default plugin;
