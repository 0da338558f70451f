/** The live view of a box, by the manager of one of the views in it. */
import type { DOMWidgetView, WidgetModel } from "@jupyter-widgets/base";
import { boxViewName, storedMime } from "../../../stored/format.js";

const widgetViewMime = "application/vnd.jupyter.widget-view+json";

interface Stored {
  readonly view?: string;
  readonly state?: { readonly children?: readonly Readonly<Record<string, unknown>>[] };
}

/** The id of the first view of ours in a stored box, however deep; undefined for what is no box. */
export function firstViewIn(stored: unknown): string | undefined {
  const { view, state } = (stored ?? {}) as Stored;
  if (view !== boxViewName) return undefined;
  for (const child of state?.children ?? []) {
    const inner = child[storedMime];
    if (inner === undefined) continue;
    const deeper = firstViewIn(inner);
    if (deeper !== undefined) return deeper;
    const { model_id } = (child[widgetViewMime] ?? {}) as { model_id?: string };
    if ((inner as Stored).view !== boxViewName && model_id) return model_id;
  }
  return undefined;
}

interface Manager {
  get_model(id: string): Promise<WidgetModel>;
  create_view(model: WidgetModel, options?: object): Promise<DOMWidgetView>;
}

/** The box's own model and a view of it. Rejects where the manager does not know it. */
export async function boxViewBeside(
  child: WidgetModel,
  id: string,
): Promise<{ model: WidgetModel; view: DOMWidgetView }> {
  const manager = child.widget_manager as unknown as Manager;
  const model = await manager.get_model(id);
  return { model, view: await manager.create_view(model) };
}
