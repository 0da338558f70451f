/** Brings the view that an output stores up to what its model is now: state, and planes that have changed. */
import type { WidgetModel } from "@jupyter-widgets/base";
import { planeNames } from "../../../../layers/state.js";
import { atFactor, factorBetween } from "../../../stored/atFactor.js";
import { boxViewName, type StoredPlane, type StoredView, storedMime } from "../../../stored/format.js";
import { isSamePlane, packNow } from "./packNow.js";

const widgetViewMime = "application/vnd.jupyter.widget-view+json";
type Bundle = Readonly<Record<string, unknown>>;

/** What stays as it was stored: the grid that it is stored on, and what is no more once a file is read. */
const stays = new Set(["note", "width", "height", "running", "failure", "undoable", "redoable"]);

/**
 * The outputs of a view, or of a box of views, as they are now; undefined where nothing has changed.
 *
 * @param modelOf the model of an id, if the page has it
 */
export function refreshed(
  bundle: Bundle,
  modelOf: (id: string) => WidgetModel | undefined,
): Bundle | undefined {
  const stored = bundle[storedMime] as StoredView | undefined;
  if (!stored?.state) return undefined;
  if (stored.view === boxViewName) {
    const children = (stored.state.children ?? []) as readonly Bundle[];
    const news = children.map((child) => refreshed(child, modelOf));
    if (!news.some(Boolean)) return undefined;
    const state = { ...stored.state, children: children.map((child, i) => news[i] ?? child) };
    return { ...bundle, [storedMime]: { ...stored, state } };
  }
  const { model_id } = (bundle[widgetViewMime] ?? {}) as { model_id?: string };
  const model = model_id ? modelOf(model_id) : undefined;
  const isOfView = model && model.get("_view_name") === stored.view && stored.stateIn === undefined;
  const news = isOfView ? viewNow(stored, model) : undefined;
  return news && { ...bundle, [storedMime]: news };
}

interface Size {
  readonly width: number;
  readonly height: number;
}
const sizeOf = (get: (side: "width" | "height") => unknown): Size => ({
  width: Number(get("width")),
  height: Number(get("height")),
});

function viewNow(stored: StoredView, model: WidgetModel): StoredView | undefined {
  const isPicture = "width" in stored.state;
  const factor = isPicture
    ? factorBetween(
        sizeOf((side) => model.get(side)),
        sizeOf((side) => stored.state[side]),
      )
    : 1;
  // Of another picture: nobody knows how the two lie on each other.
  if (factor === undefined) return undefined;
  const planes = "layers" in stored.state ? planesNow(stored.planes, model, factor) : undefined;
  const at = planes?.factor ?? factor;
  const state = Object.fromEntries(
    Object.entries(stored.state).map(([key, value]) => {
      const now = stays.has(key) ? undefined : model.get(key);
      // A plane that another tells, as depth its painting, is not stored: it stays null.
      const isPlane = ArrayBuffer.isView(now) || now instanceof ArrayBuffer;
      return [key, now === undefined || isPlane ? value : atFactor(now, at)];
    }),
  );
  if (planes && at !== factor)
    Object.assign(
      state,
      atFactor(
        sizeOf((side) => model.get(side)),
        at,
      ),
    );
  const isSame = JSON.stringify(state) === JSON.stringify(stored.state);
  if (isSame && !planes) return undefined;
  return { ...stored, state, planes: planes?.planes ?? stored.planes };
}

/** The planes of a view whose layers come and go; undefined where they are what is stored, or are not here. */
function planesNow(
  stored: StoredView["planes"],
  model: WidgetModel,
  factor: number,
): { planes: Record<string, StoredPlane>; factor: number } | undefined {
  const layers = model.get("layers");
  const names = planeNames(layers);
  const values = names.map((name) => model.get(name));
  // A model that was restored from a file has none: its output has them.
  if (!values.every((value) => ArrayBuffer.isView(value))) return undefined;
  const isKept = names.map((name, i) => isSamePlane(stored[name], values[i], layers[i], factor));
  if (isKept.every(Boolean) && names.length === Object.keys(stored).length) return undefined;
  const kept = names.map((name, i) => (isKept[i] ? stored[name] : undefined));
  const packed = packNow(layers, values, kept, factor);
  return {
    planes: Object.fromEntries(names.map((name, i) => [name, packed.planes[i]])),
    factor: packed.factor,
  };
}
