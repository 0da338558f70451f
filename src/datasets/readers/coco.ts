import { join } from "node:path";
import { readImage, readSegmentIds } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import { Fields } from "../fields.js";
import { inside, readJson } from "../folders.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { InstancesSample, PanopticSample } from "../sample.js";
import { checkSameSize } from "../truthDepth.js";
import { type CocoFile, categoriesOf, instanceOf, readCoco, sizeOf } from "./cocoFile.js";

const LICENCE = "annotations CC BY 4.0, photos under the terms of Flickr";
const SOURCE = "https://cocodataset.org/#download";

/** COCO's things of 80 classes. */
export const cocoInstances: DatasetReader<InstancesSample> = {
  name: "coco-instances",
  title: "COCO instances",
  task: "instances",
  splits: ["val2017", "train2017"],
  licence: LICENCE,
  source: SOURCE,
  layout: "annotations/instances_val2017.json and val2017/*.jpg",
  open: async (folder, split) => {
    const coco = await readCoco(join(folder, "annotations", `instances_${split}.json`));
    checkReferences(coco);
    const entries = [...coco.images].map(([imageId, image]): Entry<InstancesSample> => {
      const id = String(imageId);
      const photoFile = inside(join(folder, split), image.text("file_name"), coco.file);
      const read = async (): Promise<InstancesSample> => {
        const photo = await readImage(photoFile);
        checkSameSize(photo, sizeOf(image), photoFile, coco.file);
        const instances = (coco.annotationsOf.get(imageId) ?? []).map((one) => instanceOf(one, photo));
        return { id, photo, instances, categories: coco.categories };
      };
      return { id, files: [photoFile], read };
    });
    const note =
      "AP over IoU 0.50:0.05:0.95 with 101 recall points; areas are those of the annotation; crowds are ignored.";
    const expectedSize = split === "val2017" ? 5000 : 118_287;
    return { entries, sources: [coco.file], hint: { note }, expectedSize };
  },
};

/** @throws UnreadableError for things of a category or an image that the file does not list: nobody could score them */
function checkReferences({ file, images, annotations, categories }: CocoFile): void {
  if (categories.length === 0)
    throw unreadable(file, "a file with categories", "one without", "take the authors' file");
  const known = new Set(categories.map(({ id }) => id));
  for (const annotation of annotations.values()) {
    const [category, image] = [annotation.whole("category_id"), annotation.whole("image_id")];
    const lacks = !known.has(category)
      ? `category ${category}`
      : images.has(image)
        ? undefined
        : `image ${image}`;
    if (lacks)
      throw unreadable(
        file,
        `a file with ${lacks}, which ${annotation.place} is of`,
        "one without",
        "mend the file",
      );
  }
}

/** COCO's segments of things and stuff. */
export const cocoPanoptic: DatasetReader<PanopticSample> = {
  name: "coco-panoptic",
  title: "COCO panoptic",
  task: "panoptic",
  splits: ["val2017", "train2017"],
  licence: LICENCE,
  source: SOURCE,
  layout: "annotations/panoptic_val2017.json, annotations/panoptic_val2017/*.png and val2017/*.jpg",
  open: async (folder, split) => {
    const file = join(folder, "annotations", `panoptic_${split}.json`);
    const root = new Fields(await readJson(file), file);
    const images = new Map(root.list("images").map((image) => [image.whole("id"), image]));
    const categories = categoriesOf(root);
    const entries = root.list("annotations").map((annotation): Entry<PanopticSample> => {
      const imageId = annotation.whole("image_id");
      const image = images.get(imageId);
      if (!image)
        throw unreadable(
          file,
          `a file with the image ${imageId}`,
          "one without",
          "take both lists of one file",
        );
      const photoFile = inside(join(folder, split), image.text("file_name"), file);
      const truthFile = inside(
        join(folder, "annotations", `panoptic_${split}`),
        annotation.text("file_name"),
        file,
      );
      const id = String(imageId);
      const read = async (): Promise<PanopticSample> => {
        const photo = await readImage(photoFile);
        const panoptic = await segmentsOf(annotation, truthFile);
        checkSameSize(photo, panoptic, photoFile, truthFile);
        return { id, photo, panoptic, categories };
      };
      return { id, files: [photoFile, truthFile], read };
    });
    const note = "PQ by class over the whole set, then the mean of classes that occur; 0 is void.";
    const expectedSize = split === "val2017" ? 5000 : 118_287;
    return { entries, sources: [file], hint: { note }, expectedSize };
  },
};

/** @throws UnreadableError if a pixel has an id that the list does not have */
async function segmentsOf(annotation: Fields, file: string): Promise<PanopticSample["panoptic"]> {
  const ids = await readSegmentIds(file);
  const segments = annotation.list("segments_info").map((segment) => ({
    id: segment.whole("id"),
    category: segment.whole("category_id"),
    isCrowd: segment.has("iscrowd") && segment.whole("iscrowd") !== 0,
    area: segment.number("area"),
  }));
  const known = new Set([0, ...segments.map(({ id }) => id)]);
  const stranger = ids.data.find((id) => !known.has(id));
  if (stranger === undefined) return { ...ids, segments };
  throw unreadable(
    file,
    `ids of ${annotation.place}.segments_info`,
    `a file with ${stranger}`,
    "take both of one release",
  );
}
