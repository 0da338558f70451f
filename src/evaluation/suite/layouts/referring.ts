import type { DatasetName } from "../../../datasets/registry.js";
import { referencesTo } from "../../../world/words/index.js";
import { formatPickle, type Plain } from "../formats/pickle.js";
import { type Layout, padded } from "../layout.js";
import { seenThings } from "../seenThings.js";
import { eitherKind } from "../shots.js";
import { COCO_CATEGORIES, COCO_FRAME, cocoAnnotation, cocoImage } from "./coco.js";

/** Sentences of one thing. */
const MOST_SENTENCES = 3;
const FIRST_IMAGE = 9;

/** Which sorts of words a data set has: RefCOCO+ does not say where. */
function referring(name: DatasetName, splitBy: "unc" | "umd", saysWhere: boolean): Layout {
  return {
    name,
    splits: ["val"],
    differs: "masks are run lengths, never polygons; sentences are made by rules",
    async write(files, shots) {
      const [images, annotations, refs]: [object[], object[], Plain[]] = [[], [], []];
      let sentId = 0;
      for (let i = 0; i < shots.count; i++) {
        const shot = await shots.take(i, eitherKind(i), COCO_FRAME);
        const imageId = FIRST_IMAGE + i;
        const file = `COCO_train2014_${padded(imageId, 12)}.jpg`;
        await files.jpeg(`images/mscoco/images/train2014/${file}`, shot.photo);
        images.push(cocoImage(imageId, file));
        const seen = seenThings(shot);
        for (const thing of seen) {
          const annotation = cocoAnnotation(thing, 1000 + annotations.length, imageId);
          annotations.push(annotation);
          const { attributes, place, relation, order } = referencesTo(thing, seen);
          const said = saysWhere ? [attributes[0], place[0], relation[0], order[0]] : attributes;
          const words = said.filter((one) => one !== undefined).slice(0, MOST_SENTENCES);
          if (words.length === 0) continue;
          const sentences = words.map((sent) => ({
            sent_id: sentId++,
            sent,
            raw: sent,
            tokens: sent.split(" "),
          }));
          refs.push({
            ...{ ref_id: refs.length, ann_id: annotation.id, image_id: imageId, file_name: file },
            ...{ category_id: annotation.category_id, split: "val", sentences },
            sent_ids: sentences.map(({ sent_id }) => sent_id),
          });
        }
      }
      await files.bytes(`${name}/refs(${splitBy}).p`, formatPickle(refs));
      await files.json(`${name}/instances.json`, { images, annotations, categories: COCO_CATEGORIES });
    },
  };
}

export const refcoco = referring("refcoco", "unc", true);
export const refcocoPlus = referring("refcoco+", "unc", false);
export const refcocog = referring("refcocog", "umd", true);
