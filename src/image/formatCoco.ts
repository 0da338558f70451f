import type { InstanceMap } from "./instanceMap.js";
import type { LabelMap } from "./labelMap.js";
import { maskArea, maskBox } from "./rle/encode.js";
import { encodeIds } from "./rle/ids.js";
import type { LegendEntry } from "./types.js";

/** Names of what is no category: nothing is there, or nothing is known of it. */
const NO_CATEGORY = new Set(["background", "nothing", "void", "rejected"]);
const USUAL_VOID = 255;
const REJECTED = 65_535;

/**
 * A whole annotation file as COCO's data sets have them (cocodataset.org/#format-data), which pycocotools loads: one
 * image, the legend's classes as categories, and one annotation for each id that occurs. Things are all of one
 * category, "thing". Background and void are none; where a file of ids has named nothing, these are 0, 255 (if it is
 * the largest) and 65535.
 *
 * @returns an object to be written as JSON
 */
export function cocoOf(labels: LabelMap | InstanceMap): object {
  const { width, height, data, provenance } = labels;
  const masks = encodeIds({ width, height, data });
  const things: readonly LegendEntry[] | undefined =
    "legend" in labels ? undefined : [{ id: 1, name: "thing" }];
  const categories = things ?? categoriesOf(labels as LabelMap, [...masks.keys()]);
  const known = new Set(categories.map(({ id }) => id));
  const annotations = [...masks].flatMap(([id, segmentation]) => {
    const category = things ? 1 : id;
    if (things ? id === 0 : !known.has(id)) return [];
    const measures = { area: maskArea(segmentation), bbox: maskBox(segmentation) };
    return [{ id, image_id: 1, category_id: category, iscrowd: 0, ...measures, segmentation }];
  });
  const file = typeof provenance?.file === "string" ? provenance.file : "";
  return {
    info: { description: "Masks written by Peel" },
    licenses: [],
    images: [{ id: 1, width, height, file_name: file.split(/[\\/]/).at(-1) }],
    categories: categories.map(({ id, name }) => ({ id, name, supercategory: "" })),
    // Annotations count from 1: pycocotools takes 0 for none.
    annotations: annotations.map((one, i) => (things ? one : { ...one, id: i + 1 })),
  };
}

function categoriesOf({ legend }: LabelMap, present: readonly number[]): LegendEntry[] {
  const listed = new Set(legend.map(({ id }) => id));
  const unlisted = present.filter((id) => !listed.has(id)).map((id) => ({ id, name: `class ${id}` }));
  const largest = Math.max(...present);
  return [...legend, ...unlisted]
    .filter(({ id, name }) => {
      if (NO_CATEGORY.has(name.toLowerCase())) return false;
      const isNamed = name !== `class ${id}`;
      return isNamed || !(id === 0 || id === REJECTED || (id === USUAL_VOID && largest === USUAL_VOID));
    })
    .sort((a, b) => a.id - b.id);
}
