import { maskArea, maskBox, RgbImage } from "../../../image/index.js";
import { encodeIds } from "../../../image/rle/index.js";
import { FIRST_THING_SLOT } from "../../../world/plain/plainScene.js";
import { CLASSES } from "../../../world/scene.js";
import { type Layout, padded } from "../layout.js";
import { type MaskedThing, seenThings } from "../seenThings.js";
import { eitherKind, type Frame, type Shot } from "../shots.js";

/** Of COCO's photos the most usual size, and a field of view of 60 degrees. */
export const COCO_FRAME: Frame = { width: 640, height: 480, fx: 554.26, fy: 554.26, cx: 320, cy: 240 };
const { width, height } = COCO_FRAME;
const DIFFERS = "classes of the worlds; masks are run lengths, never polygons";
const FIRST_IMAGE = 139;

/** Floor, walls and ceiling, ground and sky are stuff; all else can be counted. */
const STUFF: readonly string[] = ["sky", "floor", "wall", "ceiling", "ground", "rug", "picture", "path"];

/** The worlds' classes, as COCO lists classes; 0 is void there, so that the sky is 100. */
const categoryId = (id: number): number => (id === 0 ? 100 : id);
export const COCO_CATEGORIES = Object.entries(CLASSES).map(([name, { id }]) => ({
  ...{ id: categoryId(id), name, supercategory: "world" },
  isthing: Number(!STUFF.includes(name)),
}));

export const cocoImage = (id: number, file: string) => ({ id, file_name: file, width, height });

export const cocoAnnotation = ({ thing, mask, area, box }: MaskedThing, id: number, imageId: number) => ({
  ...{ id, image_id: imageId, category_id: categoryId(CLASSES[thing.className].id) },
  ...{ segmentation: mask, area, bbox: box, iscrowd: 0 },
});

export const cocoInstances: Layout = {
  name: "coco-instances",
  splits: [],
  differs: DIFFERS,
  async write(files, shots) {
    const [images, annotations]: [object[], object[]] = [[], []];
    for (let i = 0; i < shots.count; i++) {
      const shot = await shots.take(i, eitherKind(i), COCO_FRAME);
      const file = `${padded(FIRST_IMAGE + i, 12)}.jpg`;
      await files.jpeg(`val2017/${file}`, shot.photo);
      images.push(cocoImage(FIRST_IMAGE + i, file));
      for (const thing of seenThings(shot))
        annotations.push(cocoAnnotation(thing, annotations.length + 1, FIRST_IMAGE + i));
    }
    const categories = COCO_CATEGORIES.filter(({ isthing }) => isthing === 1);
    await files.json("annotations/instances_val2017.json", { images, annotations, categories });
  },
};

export const cocoPanoptic: Layout = {
  name: "coco-panoptic",
  splits: [],
  differs: DIFFERS,
  async write(files, shots) {
    const [images, annotations]: [object[], object[]] = [[], []];
    for (let i = 0; i < shots.count; i++) {
      const shot = await shots.take(i, eitherKind(i), COCO_FRAME);
      const [id, name] = [FIRST_IMAGE + i, padded(FIRST_IMAGE + i, 12)];
      const { picture, segments } = segmentsOf(shot);
      await files.jpeg(`val2017/${name}.jpg`, shot.photo);
      await files.png(`annotations/panoptic_val2017/${name}.png`, picture);
      images.push(cocoImage(id, `${name}.jpg`));
      annotations.push({ image_id: id, file_name: `${name}.png`, segments_info: segments });
    }
    await files.json("annotations/panoptic_val2017.json", {
      images,
      annotations,
      categories: COCO_CATEGORIES,
    });
  },
};

/** A segment for each class of stuff and each thing, with ids that need all three bytes of a colour. */
function segmentsOf({ slots, classes, scene }: Shot): { picture: RgbImage; segments: object[] } {
  const keys = Uint16Array.from(slots, (slot, i) => {
    const thing = scene.things[slot - FIRST_THING_SLOT];
    return thing === undefined || thing.isFlat ? 1000 + classes.data[i] : slot;
  });
  const segments: object[] = [];
  const colours = new Map<number, number>();
  for (const [key, mask] of encodeIds({ width, height, data: keys })) {
    const id = (0x10307 * (segments.length + 1) + 0x2b0900) % 2 ** 24;
    const category = key >= 1000 ? key - 1000 : CLASSES[scene.things[key - FIRST_THING_SLOT].className].id;
    colours.set(key, id);
    segments.push({
      ...{ id, category_id: categoryId(category), area: maskArea(mask), bbox: maskBox(mask), iscrowd: 0 },
    });
  }
  const data = new Uint8Array(3 * keys.length);
  for (const [i, key] of keys.entries()) {
    const id = colours.get(key) ?? 0;
    data.set([id & 255, (id >> 8) & 255, id >> 16], 3 * i);
  }
  return { picture: new RgbImage({ width, height, data }), segments };
}
