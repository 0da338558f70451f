import type { WidgetModel } from "@jupyter-widgets/base";
import { isOfNotebook } from "./liveModels.js";

/** Set in the saved state of a model whose planes lie in an output. */
export const keptInOutput = "is_kept_in_output";

/** Restored models without their planes: what they know is how their controls stood at the last save. */
const models = new Map<string, Set<WeakRef<WidgetModel>>>();

/** Told by a model that was restored without its planes. It is not kept alive. */
export function addSavedControls(model: WidgetModel): void {
  const id = model.model_id;
  const all = models.get(id) ?? new Set();
  const reference = new WeakRef(model);
  models.set(id, all.add(reference));
  model.once("destroy", () => {
    all.delete(reference);
    if (all.size === 0) models.delete(id);
  });
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
  const all = [...((id !== undefined && models.get(id)) || [])].map((reference) => reference.deref());
  const model = all.findLast((candidate) => candidate && isOfNotebook(candidate, path));
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
