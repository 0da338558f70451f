/**
 * Shows the widgets that a notebook has saved also where it has no kernel. Jupyter's widget manager
 * waits for one in vain there ("Loading widget…"), and stays out when one is chosen later.
 */
import { registerWidgetManager, WidgetRenderer } from "@jupyter-widgets/jupyterlab-manager";
import type { JupyterFrontEndPlugin } from "@jupyterlab/application";
import type { ISessionContext } from "@jupyterlab/apputils";
import { CodeCell } from "@jupyterlab/cells";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";

type Context = NotebookPanel["context"];

/** An object of which some properties are others; methods of its class see it as it is. */
function changed<T extends object>(target: T, properties: Partial<T>): T {
  return new Proxy(target, {
    get: (_, name) =>
      Object.hasOwn(properties, name) ? Reflect.get(properties, name) : Reflect.get(target, name),
  });
}

/** A notebook that restored widgets do not mark as changed: it has them already, and closing it asks nothing. */
function unmarked(model: Context["model"]): Context["model"] {
  return new Proxy(model, {
    get: (_, name) => Reflect.get(model, name),
    set: (_, name, value) => name === "dirty" || Reflect.set(model, name, value),
  });
}

/** A kernel as the manager knows those that have no widgets: it asks nothing of them. */
const noKernel = (id: string) => ({
  id: `none of ${id}`,
  handleComms: false,
  registerCommTarget: () => {},
  removeCommTarget: () => {},
  requestCommInfo: async () => ({ content: { status: "ok", comms: {} } }),
});

/** The context of a notebook as one that has a kernel. Once it really has one, it is told as it is. */
function contextWithKernel(context: Context, id: string): Context {
  const { sessionContext } = context;
  const none = { kernel: noKernel(id) } as unknown as ISessionContext["session"];
  const hasKernel = () => Boolean(sessionContext.session?.kernel);
  const modelWithoutMarks = unmarked(context.model);
  const properties: Partial<Context> & { everySave: Context["saveState"] } = {
    // Views in outputs keep what a hand has changed, kernel or not.
    everySave: context.saveState,
    get model() {
      return hasKernel() ? context.model : modelWithoutMarks;
    },
    sessionContext: changed(
      sessionContext as Context["sessionContext"],
      {
        get session() {
          return hasKernel() ? sessionContext.session : none;
        },
      } as Partial<Context["sessionContext"]>,
    ),
    // The manager saves what a kernel keeps alive. Without one, what the notebook has stays.
    saveState: {
      connect: (slot: Parameters<Context["saveState"]["connect"]>[0]) =>
        context.saveState.connect((sender, state) => {
          if (hasKernel()) slot(sender, state);
        }),
    } as Context["saveState"],
  };
  return changed(context, properties);
}

/** The places in a notebook where widgets wait for their manager. */
function* renderersOf({ content }: NotebookPanel): IterableIterator<WidgetRenderer> {
  for (const cell of content.widgets) {
    if (!(cell instanceof CodeCell)) continue;
    for (const output of cell.outputArea.widgets) {
      for (const part of output.children()) if (part instanceof WidgetRenderer) yield part;
    }
  }
}

async function watch(panel: NotebookPanel): Promise<void> {
  const { context, sessionContext, content } = panel;
  await Promise.all([context.ready, sessionContext.ready]);
  if (panel.isDisposed || sessionContext.session?.kernel) return;
  const registered = registerWidgetManager(
    contextWithKernel(context, panel.id),
    content.rendermime,
    renderersOf(panel),
  );
  panel.disposed.connect(() => registered.dispose());
}

const plugin: JupyterFrontEndPlugin<void> = {
  id: "@vision-peel/lab:widgets-without-kernel",
  description: "Shows saved widgets in notebooks without a kernel.",
  autoStart: true,
  requires: [INotebookTracker],
  activate(_app, tracker: INotebookTracker) {
    tracker.widgetAdded.connect((_, panel) => void watch(panel));
  },
};

export default plugin;
