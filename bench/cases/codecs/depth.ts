import { DepthMap, decodeDepth, depthTables, encodeDepth, RgbImage } from "vision-peel";
import { fillDepthPlainly } from "vision-peel/twins";
import type { Measure } from "../../cases.js";
import { compare, WrongResult } from "../../compare.js";
import { differenceOf } from "../../differenceOf.js";
import { depthLikeMetres, randomBytes } from "../../pictures.js";
import { type NumpyRival, startNumpy } from "./numpy.js";
import { NUMPY_DEPTH } from "./numpyPrograms.js";
import { copyMemory, depthPlainly } from "./plain.js";

type NumpyWay = "projection" | "table";

/** Metres and residual. */
const BYTES = 8;

/** What a rival has filled; the floor fills planes without knowing what. */
interface Planes {
  readonly metres?: Float32Array;
  readonly residual?: Float32Array;
}

/** The library's own fallback: whole numbers and a table of 1786 metres, in TypeScript. */
function decodeByTwin({ data }: RgbImage): Planes {
  const metres = new Float32Array(data.length / 3);
  const residual = new Float32Array(metres.length);
  fillDepthPlainly(data, 3, depthTables().metresOfStep, metres, residual);
  return { metres, residual };
}

function depthContest(name: string, painted: RgbImage): Measure {
  return async (rounds) => {
    const expected = depthPlainly(painted);
    const into = {
      data: new Float32Array(expected.metres.length),
      residual: new Float32Array(expected.metres.length),
    };
    const numpy = await startNumpy<NumpyWay>(painted.data, NUMPY_DEPTH);
    const numpyRivals = numpy
      ? (["projection", "table"] as const).map((way) => ({
          name: way === "projection" ? "NumPy, the formula over arrays" : "NumPy, table of 2^24 colours",
          aim: way === "projection" ? 300 : 4,
          run: async (): Promise<Planes> => {
            await numpy.run(way);
            return {};
          },
        }))
      : [];
    try {
      if (numpy) await checkNumpy(numpy, expected.metres);
      return await compare<Planes>(
        {
          name,
          amount: painted.width * painted.height,
          unit: "pixel",
          subject: "decodeDepth (WebAssembly)",
          rivals: [
            { name: "TypeScript, a plain loop", aim: 100, run: () => depthPlainly(painted) },
            ...numpyRivals,
            { name: "TypeScript, integers and table", aim: 4, run: () => decodeByTwin(painted) },
            { name: "decodeDepth (WebAssembly)", run: () => planesOf(decodeDepth(painted)) },
            {
              name: "the same into arrays that are there",
              run: () => planesOf(decodeDepth(painted, { into })),
            },
            {
              name: "copying memory",
              aim: 1 / 8,
              run: () => {
                copyMemory(painted, BYTES);
                return {};
              },
            },
          ],
          verify: ({ metres, residual }) =>
            (metres && farOff(metres, expected.metres)) ??
            (residual && differenceOf("residual", residual, expected.residual)),
        },
        rounds,
      );
    } finally {
      numpy?.end();
    }
  };
}

/** A power of floats may differ in its last bit. */
function farOff(metres: Float32Array, expected: Float32Array): string | undefined {
  const wrong = metres.findIndex(
    (value, i) => value !== expected[i] && !(Math.abs(value - expected[i]) <= 1e-6 * expected[i]),
  );
  return wrong < 0 ? undefined : `metres[${wrong}] is ${metres[wrong]} instead of ${expected[wrong]}`;
}

const planesOf = ({ data, residual }: DepthMap): Planes => ({ metres: data, residual });

/** NumPy's power is not the last bit's equal of ours; and at ties of its floats it may choose the other edge. */
async function checkNumpy(numpy: NumpyRival<NumpyWay>, expected: Float32Array): Promise<void> {
  for (const way of ["projection", "table"] as const) {
    await numpy.run(way);
    const metres = new Float32Array(await numpy.result());
    let wrong = 0;
    for (const [i, value] of metres.entries())
      if (value !== expected[i] && !(Math.abs(value / expected[i] - 1) < 1e-4)) wrong++;
    if (wrong > metres.length / 50) throw new WrongResult(`NumPy, ${way}: ${wrong} pixels differ`);
  }
}

const depthLike = (width: number, height: number) =>
  encodeDepth(new DepthMap({ width, height, data: depthLikeMetres(width, height) }));
/** Without mid grey, the one colour that means nothing: rivals would have to look for it as well. */
function random(width: number, height: number): RgbImage {
  const data = randomBytes(3 * width * height);
  for (let at = 0; at < data.length; at += 3)
    if (data[at] === 128 && data[at + 1] === 128 && data[at + 2] === 128) data[at] = 127;
  return new RgbImage({ width, height, data });
}

export const depthMeasures: readonly Measure[] = [
  (rounds) => depthContest("depth, 1024², depth-like", depthLike(1024, 1024))(rounds),
  (rounds) => depthContest("depth, 1024², random colours", random(1024, 1024))(rounds),
  (rounds) => depthContest("depth, 3840 × 2160, depth-like", depthLike(3840, 2160))(Math.min(rounds, 5)),
  (rounds) => depthContest("depth, 3840 × 2160, random colours", random(3840, 2160))(Math.min(rounds, 5)),
];
