import { join } from "node:path";
import { readImage } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import { decodeMask } from "../../image/index.js";
import { Fields } from "../fields.js";
import { exists, firstThere, inside } from "../folders.js";
import { readPickle } from "../formats/readFiles.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { ReferringSample } from "../sample.js";
import { checkSameSize } from "../truthDepth.js";
import { maskOfAnnotation, readCoco } from "./cocoFile.js";

const PHOTOS = "images/mscoco/images/train2014";
const NOTE =
  "Every sentence is a sample: cIoU sums over all, gIoU is their mean. Overlapping polygons are one mask; 2573 refs of RefCOCOg's val have 4896 sentences.";

function referring(
  name: string,
  title: string,
  splitBy: string,
  splits: readonly string[],
): DatasetReader<ReferringSample> {
  return {
    name,
    title,
    task: "referring",
    splits,
    licence: "Apache-2.0 (refer); photos of COCO under the terms of Flickr",
    source: "https://github.com/lichengunc/refer",
    layout: `${name}/refs(${splitBy}).p, ${name}/instances.json and ${PHOTOS}/COCO_train2014_*.jpg`,
    open: async (folder, split) => {
      const root = (await exists(join(folder, name))) ? join(folder, name) : folder;
      const file = join(root, `refs(${splitBy}).p`);
      const refs = Fields.listOf(await readPickle(file), file).filter((ref) => ref.text("split") === split);
      const coco = await readCoco(join(root, "instances.json"));
      const photos = await firstThere(folder, PHOTOS, "train2014", `../${PHOTOS}`);
      const entries: Entry<ReferringSample>[] = [];
      for (const ref of refs) {
        const [image, annotation] = [
          coco.images.get(ref.whole("image_id")),
          coco.annotations.get(ref.whole("ann_id")),
        ];
        if (!image || !annotation) {
          const expected = `a file with image ${ref.whole("image_id")} and annotation ${ref.whole("ann_id")}`;
          throw unreadable(coco.file, expected, "one without", "take both files of one folder");
        }
        const photoFile = inside(photos, image.text("file_name"), coco.file);
        for (const sentence of ref.list("sentences")) {
          const id = `${ref.whole("ref_id")}/${sentence.whole("sent_id")}`;
          const read = () => readSentence(id, sentence.text("sent"), photoFile, annotation);
          entries.push({ id, files: [photoFile], read });
        }
      }
      return { entries, sources: [file, coco.file], hint: { note: NOTE } };
    },
  };
}

async function readSentence(
  id: string,
  expression: string,
  photoFile: string,
  annotation: Fields,
): Promise<ReferringSample> {
  const photo = await readImage(photoFile);
  const mask = decodeMask(maskOfAnnotation(annotation, photo));
  checkSameSize(photo, mask, photoFile, annotation.file);
  return { id, photo, expression, mask };
}

/** RefCOCO, split by UNC. */
export const refcoco = referring("refcoco", "RefCOCO", "unc", ["val", "testA", "testB", "train"]);
/** RefCOCO+, whose sentences do not say where, split by UNC. */
export const refcocoPlus = referring("refcoco+", "RefCOCO+", "unc", ["val", "testA", "testB", "train"]);
/** RefCOCOg, with longer sentences, split by UMD. */
export const refcocog = referring("refcocog", "RefCOCOg", "umd", ["val", "test", "train"]);
