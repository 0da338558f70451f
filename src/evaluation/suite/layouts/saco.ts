import { type Layout, padded } from "../layout.js";
import { type MaskedThing, seenThings } from "../seenThings.js";
import { eitherKind, type Frame } from "../shots.js";

const FRAME: Frame = { width: 1024, height: 768, fx: 886.8, fy: 886.8, cx: 512, cy: 384 };
const { width, height } = FRAME;
/** Asked of every picture, and in none of them. */
const ABSENT = "elephant";
const FIRST_IMAGE = 10_000_000;

export const sacoGold: Layout = {
  name: "saco-gold",
  splits: ["metaclip"],
  differs: "all three annotators draw the same, and look at everything",
  async write(files, shots) {
    const [images, annotations]: [object[], object[]] = [[], []];
    for (let i = 0; i < shots.count; i++) {
      const shot = await shots.take(i, eitherKind(i), FRAME);
      const file = `0/${padded(i, 6)}.jpeg`;
      await files.jpeg(`metaclip-images/${file}`, shot.photo);
      const seen = seenThings(shot);
      for (const phrase of [...new Set(seen.map(({ thing }) => thing.className)), ABSENT]) {
        const id = FIRST_IMAGE + images.length;
        images.push({
          ...{ id, file_name: file, text_input: phrase, width, height, queried_category: "1" },
          ...{ is_instance_exhaustive: 1, is_pixel_exhaustive: 1 },
        });
        for (const thing of seen)
          if (thing.thing.className === phrase) annotations.push(drawn(thing, annotations.length + 1, id));
      }
    }
    const categories = [{ id: 1, name: "object" }];
    for (const annotator of ["a", "b", "c"])
      await files.json(`gt-annotations/gold_metaclip_merged_${annotator}_release_test.json`, {
        ...{ info: {}, images, annotations, categories },
      });
  },
};

/** Boxes and areas are parts of the picture there. */
const drawn = ({ mask, area, box: [x, y, w, h] }: MaskedThing, id: number, imageId: number): object => ({
  ...{ id, image_id: imageId, category_id: 1, segmentation: mask, iscrowd: 0 },
  ...{ area: area / (width * height), bbox: [x / width, y / height, w / width, h / height] },
});
