import { CLASSES, type ClassName } from "../../../world/scene.js";
import { type Layout, padded } from "../layout.js";
import type { Frame, Shot } from "../shots.js";

/** frankfurt's camera; places count from the corner here. */
const CAMERA: Frame = { width: 2048, height: 1024, fx: 2262.52, fy: 2265.3, cx: 1096.98, cy: 513.137 };

/** What stands for what: worlds have yards where Cityscapes has streets. Ids of Cityscapes. */
const STANDS_FOR: Partial<Record<ClassName, number>> = {
  ...{ ground: 7, path: 8, house: 11, crate: 26, barrel: 24, ball: 20, chair: 33, table: 13 },
  ...{ plant: 22, tree: 21, sky: 23 },
};
/** What stands for nothing does not count: static. */
const STATIC = 4;
/** Classes from here on have things that are told apart (helpers/labels.py); 29 and 30 are not scored, nor here. */
const FIRST_WITH_THINGS = 24;

export const cityscapes: Layout = {
  name: "cityscapes",
  splits: ["val"],
  differs:
    "yards: crates stand for cars, barrels for persons, chairs for bicycles; no polygons and no colours",
  async write(files, shots) {
    for (let i = 0; i < shots.count; i++) {
      const shot = await shots.take(i, "yard", CAMERA);
      const name = `frankfurt/frankfurt_000000_${padded(i, 6)}`;
      const ids = Uint8Array.from(shot.classes.data, (id) => ID_OF.get(id) ?? STATIC);
      await files.png(`leftImg8bit/val/${name}_leftImg8bit.png`, shot.photo);
      await files.levels(`gtFine/val/${name}_gtFine_labelIds.png`, CAMERA, ids);
      await files.levels(`gtFine/val/${name}_gtFine_instanceIds.png`, CAMERA, instanceIds(ids, shot));
    }
  },
};

const ID_OF = new Map(
  Object.entries(STANDS_FOR).map(([name, id]) => [CLASSES[name as ClassName].id as number, id]),
);

/** Class, or 1000 · class + number, counted by class from 0. */
function instanceIds(ids: Uint8Array, { instances }: Shot): Uint16Array {
  const numbers = new Map<string, number>();
  const counts = new Map<number, number>();
  return Uint16Array.from(ids, (id, i) => {
    if (id < FIRST_WITH_THINGS) return id;
    const key = `${id} ${instances.data[i]}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = counts.get(id) ?? 0;
      numbers.set(key, number);
      counts.set(id, number + 1);
    }
    return 1000 * id + number;
  });
}
