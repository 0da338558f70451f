import {
  DecodePool,
  decodeDepth,
  decodeInstances,
  decodeSemantic,
  designLegend,
  type RgbImage,
} from "vision-peel";
import type { Measure } from "../../cases.js";
import { compare } from "../../compare.js";
import { differenceOf } from "../../differenceOf.js";
import { paintedPatches } from "./patches.js";

const COUNT = 8;
const SIDE = 1024;

/** Decodes `pictures` one after another in this thread, and by a pool. */
function poolContest(
  name: string,
  pictures: readonly RgbImage[],
  plainly: (painted: RgbImage) => { readonly data: Uint16Array | Float32Array },
  pooled: (pool: DecodePool) => AsyncIterable<{ readonly data: Uint16Array | Float32Array }>,
): Measure {
  return async (rounds) => {
    const pool = new DecodePool();
    const expected = pictures.map((painted) => plainly(painted).data);
    try {
      return await compare<(Uint16Array | Float32Array)[]>(
        {
          name,
          amount: pictures.reduce((pixels, { width, height }) => pixels + width * height, 0),
          unit: "pixel",
          rivals: [
            { name: "this thread", run: () => pictures.map((painted) => plainly(painted).data) },
            {
              name: "DecodePool",
              async run() {
                const planes: (Uint16Array | Float32Array)[] = [];
                for await (const { data } of pooled(pool)) planes.push(data);
                return planes;
              },
            },
          ],
          verify: (planes) =>
            planes.length === expected.length
              ? planes.map((plane, i) => differenceOf("values", plane, expected[i])).find(Boolean)
              : `${planes.length} pictures came`,
        },
        rounds,
      );
    } finally {
      pool.close();
    }
  };
}

const legend = designLegend(Array.from({ length: 19 }, (_, i) => `class ${i + 1}`));
const many = (): RgbImage[] => Array<RgbImage>(COUNT).fill(paintedPatches(legend, SIDE, SIDE));
const large = (): RgbImage[] => [paintedPatches(legend, 4 * SIDE, 4 * SIDE)];
const sized = `${COUNT} pictures of ${SIDE}²`;

const depth = (name: string, pictures: readonly RgbImage[]) =>
  poolContest(name, pictures, decodeDepth, (pool) => pool.decodeMany("depth", pictures));
const classes = (name: string, pictures: readonly RgbImage[]) =>
  poolContest(
    name,
    pictures,
    (painted) => decodeSemantic(painted, legend),
    (pool) => pool.decodeMany("semantic", pictures, [legend]),
  );
const instances = (name: string, pictures: readonly RgbImage[]) =>
  poolContest(name, pictures, decodeInstances, (pool) => pool.decodeMany("instances", pictures));

export const poolMeasures: readonly Measure[] = [
  (rounds) => depth(`pool: depth, ${sized}`, many())(Math.min(rounds, 5)),
  (rounds) => classes(`pool: 19 classes, ${sized}`, many())(Math.min(rounds, 5)),
  (rounds) => instances(`pool: instances, ${sized}`, many())(Math.min(rounds, 3)),
  (rounds) => depth("pool: depth, one picture of 4096²", large())(Math.min(rounds, 5)),
  (rounds) => classes("pool: 19 classes, one picture of 4096²", large())(Math.min(rounds, 3)),
];
