import type { WidgetModel } from "@jupyter-widgets/base";
import { addTo, findIn } from "./liveModels.js";

/** Set in the saved state of a model whose planes lie in an output. */
export const keptInOutput = "is_kept_in_output";

/** Models without their planes: what they know is how their controls stand, or stood at the last save. */
const models = new Map<string, Set<WeakRef<WidgetModel>>>();

/** Told by a model that was restored without its planes. */
export function addSavedControls(model: WidgetModel): void {
  addTo(models, model);
}

/**
 * The state that an output stores, with its controls as they stood at the last save. A smaller copy has pixels of
 * its own: places in the picture stay as they were stored with it.
 */
export function withSavedControls(
  stored: Readonly<Record<string, unknown>>,
  id: string | undefined,
  path: string | undefined,
): Record<string, unknown> {
  const model = id === undefined ? undefined : findIn(models, id, path);
  if (!model) return { ...stored };
  const isSameSize = ["width", "height"].every((side) => model.get(side) === stored[side]);
  const controls = Object.entries(model.attributes as Record<string, unknown>).filter(
    ([key, value]) =>
      key in stored &&
      !key.startsWith("_") &&
      key !== "width" &&
      key !== "height" &&
      (isSameSize || !hasPlace(value)),
  );
  const isPlane = (key: string): boolean => ArrayBuffer.isView(stored[key]);
  return { ...stored, ...Object.fromEntries(controls.filter(([key]) => !isPlane(key))) };
}

/** Whether a value is, or holds, a place in the picture. */
function hasPlace(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "x" in value || Object.values(value).some(hasPlace);
}
