import { formatLabels, labelExtensions } from "./formatLabels.js";
import type { InstanceMap } from "./instanceMap.js";
import type { LabelMap } from "./labelMap.js";
import { checkedExtension, writeFileSafely } from "./writeFileSafely.js";

/**
 * Writes ids by the path's extension: `.npy` as uint16; `.png` as an indexed PNG whose palette holds the legend's
 * colours (as VOC does) if no id is above 255, else as 16-bit grey; `.json` as one COCO mask for each id that occurs (an instance
 * map's 0 is none):
 * `{ id, category?, area, bbox, segmentation }`.
 *
 * @throws UnwritableError for another extension or a place that cannot be written
 * @example await writeLabels(labels, "labels.png"); // readLabels reads the same ids
 */
export async function writeLabels(labels: LabelMap | InstanceMap, path: string): Promise<void> {
  await writeFileSafely(path, formatLabels(labels, checkedExtension(path, labelExtensions)));
}
