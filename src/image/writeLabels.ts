import { formatLabels, labelExtensions } from "./formatLabels.js";
import type { InstanceMap } from "./instanceMap.js";
import type { LabelMap } from "./labelMap.js";
import { checkedExtension, writeFileSafely } from "./writeFileSafely.js";

/**
 * Writes ids by the path's extension: `.npy` as uint16; `.png` as an indexed PNG whose palette holds the legend's
 * colours (as VOC does) if no id is above 255, else as 16-bit grey; `.json` as a whole COCO annotation file, with
 * the legend's classes as categories and one annotation for each id that occurs, `{ id, image_id, category_id,
 * iscrowd, area, bbox, segmentation }`. Background and void are no category.
 *
 * @throws UnwritableError for another extension or a place that cannot be written
 * @example await writeLabels(labels, "labels.png"); // readLabels reads the same ids
 */
export async function writeLabels(labels: LabelMap | InstanceMap, path: string): Promise<void> {
  await writeFileSafely(path, formatLabels(labels, checkedExtension(path, labelExtensions)));
}
