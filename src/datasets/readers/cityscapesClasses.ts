import type { LegendEntry } from "../../image/index.js";
import { cityscapesLabels } from "../../metrics/masks/cityscapesLabels.js";

/** Classes by id with their colours; the first seven are void. */
export const CITYSCAPES_CLASSES: readonly LegendEntry[] = cityscapesLabels.map(({ id, name, colour }) => ({
  ...{ id, name, colour },
}));

/** The ids that are scored: 19 of 34. */
export const CITYSCAPES_SCORED: readonly number[] = cityscapesLabels
  .filter(({ isScored }) => isScored)
  .map(({ id }) => id);
