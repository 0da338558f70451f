import type { WidgetModel } from "@jupyter-widgets/base";
import { standsAlone } from "../../stored/format.js";
import { itemsOf, type List } from "./lists.js";

/**
 * Whether a notebook's file needs a model's planes. An output that shows a view stores it (`storedMime`), and what
 * no output shows any more nobody will see: such planes would be in the file twice, or for nothing. Views inside
 * a box keep theirs: beside sliders that move them, without a kernel, the state alone makes them live.
 */
export function needsPlanes(model: WidgetModel): boolean {
  const manager = model.widget_manager as unknown as Manager;
  const cells = manager.context?.model?.cells;
  // Consoles and other programs have no notebook that could be looked at.
  if (!cells || !manager._modelsSync) return true;
  return inBoxes(manager, cells).has(model.model_id);
}

/** What of JupyterLab's manager is looked at. Where a newer one has it no more, planes are saved. */
interface Manager {
  readonly context?: { readonly model?: { readonly cells?: List<Cell> } };
  readonly _modelsSync?: ReadonlyMap<string, WidgetModel>;
}

interface Cell {
  readonly outputs?: List<Output>;
}

interface Output {
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Of each notebook, the models that are shown inside others; found once for all models of a save. */
const found = new WeakMap<object, ReadonlySet<string>>();

function inBoxes(manager: Manager, cells: List<Cell>): ReadonlySet<string> {
  const known = found.get(cells);
  if (known) return known;
  const ids = new Set<string>();
  const use = (id: string): void => {
    const held = ids.has(id) ? undefined : manager._modelsSync?.get(id);
    ids.add(id);
    for (const value of Object.values(held?.attributes ?? {}))
      for (const inner of modelsIn(value)) use(inner);
  };
  for (const output of itemsOf(cells).flatMap(({ outputs }) => itemsOf(outputs))) {
    const id = shownBy(output.data);
    if (id === undefined) continue;
    // A view of its own is stored; what it may hold is not.
    const before = ids.has(id);
    use(id);
    if (!before && standsAlone(output.data ?? {})) ids.delete(id);
  }
  found.set(cells, ids);
  // A save asks for one model after the other, without a pause; the next one may find other outputs.
  setTimeout(() => found.delete(cells));
  return ids;
}

function shownBy(data: Output["data"]): string | undefined {
  const { model_id } = (data?.["application/vnd.jupyter.widget-view+json"] ?? {}) as { model_id?: unknown };
  return typeof model_id === "string" && model_id !== "" ? model_id : undefined;
}

/** The ids of the models that a value of a model holds: children, and what an output widget shows. */
function modelsIn(value: unknown, depth = 0): string[] {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || depth > 3) return [];
  if ("model_id" in value && "attributes" in value) return [(value as WidgetModel).model_id];
  if (Array.isArray(value)) return value.flatMap((item) => modelsIn(item, depth + 1));
  const data = (value as Output).data;
  const shown = data && !standsAlone(data) ? shownBy(data) : undefined;
  if (shown !== undefined) return [shown];
  if (Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.values(value).flatMap((item) => modelsIn(item, depth + 1));
}
