import type { WidgetModel } from "@jupyter-widgets/base";
import type { AnyModel } from "./afm.js";
import { addTo, findIn } from "./liveModels.js";

/** Models that a file has given back without their planes: those are in the outputs that show them. */
const models = new Map<string, Set<WeakRef<WidgetModel>>>();

/** Told by a model that was restored without its planes. */
export function addSavedModel(model: WidgetModel): void {
  addTo(models, model);
}

/**
 * Passes what a hand changes in a view without a kernel on to the model of the file, with which it is saved. A view that
 * is stored smaller than it was has places of its own: they are not passed on.
 */
export function passOnToSaved(
  view: AnyModel<Record<string, unknown>>,
  names: readonly string[],
  id: string,
  path: string | undefined,
): void {
  for (const name of names)
    view.on(`change:${name}`, () => {
      const model = findIn(models, id, path);
      if (!model) return;
      const isSameSize = ["width", "height"].every((side) => model.get(side) === view.get(side));
      const value = view.get(name);
      if (isSameSize || !hasPlace(value)) model.set(name, value);
    });
}

/** Whether a value is, or holds, a place in the picture. */
function hasPlace(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "x" in value || Object.values(value).some(hasPlace);
}
