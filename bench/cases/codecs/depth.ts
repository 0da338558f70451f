import {
  DepthMap,
  decodeDepth,
  depthCode,
  depthTables,
  encodeDepth,
  projectOnWalk,
  RgbImage,
} from "vision-peel";
import { fillDepthPlainly } from "vision-peel/twins";
import type { Measure } from "../../cases.js";
import { compare, WrongResult } from "../../compare.js";
import { differenceOf } from "../../differenceOf.js";
import { depthLikeMetres, randomBytes } from "../../pictures.js";
import { startNumpy } from "./numpy.js";

/** What a rival has filled; the floor fills planes without knowing what. */
interface Planes {
  readonly metres?: Float32Array;
  readonly residual?: Float32Array;
}

/** The formula for every pixel, in floats. */
function decodePlainly({ data }: RgbImage): Planes {
  const code = depthCode();
  const metres = new Float32Array(data.length / 3);
  const residual = new Float32Array(metres.length);
  for (let i = 0; i < metres.length; i++) {
    const nearest = projectOnWalk(data[3 * i], data[3 * i + 1], data[3 * i + 2]);
    metres[i] = code.metresOf(nearest.position);
    residual[i] = nearest.residual;
  }
  return { metres, residual };
}

/** The library's own fallback: whole numbers and a table of 1786 metres, in TypeScript. */
function decodeByTwin({ data }: RgbImage): Planes {
  const metres = new Float32Array(data.length / 3);
  const residual = new Float32Array(metres.length);
  fillDepthPlainly(data, 3, depthTables().metresOfStep, metres, residual);
  return { metres, residual };
}

/** What no decoder can be faster than: reading three bytes a pixel and writing four. */
function copyMemory({ data }: RgbImage): Planes {
  new Uint8Array(data.length).set(data);
  new Float32Array(data.length / 3).fill(1);
  return {};
}

function depthContest(name: string, painted: RgbImage): Measure {
  return async (rounds) => {
    const expected = decodePlainly(painted);
    const numpy = await startNumpy(painted.data);
    const numpyRivals = numpy
      ? (["projection", "table"] as const).map((way) => ({
          name: way === "projection" ? "NumPy, the formula over arrays" : "NumPy, table of 2^24 colours",
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
          rivals: [
            { name: "TypeScript, the formula per pixel", run: () => decodePlainly(painted) },
            ...numpyRivals,
            { name: "TypeScript, integers and table", run: () => decodeByTwin(painted) },
            { name: "decodeDepth (WebAssembly)", run: () => planesOf(decodeDepth(painted)) },
            { name: "copying memory", run: () => copyMemory(painted) },
          ],
          verify: ({ metres, residual }) =>
            (metres && differenceOf("metres", metres, expected.metres ?? [])) ??
            (residual && differenceOf("residual", residual, expected.residual ?? [])),
        },
        rounds,
      );
    } finally {
      numpy?.end();
    }
  };
}

const planesOf = ({ data, residual }: DepthMap): Planes => ({ metres: data, residual });

/** NumPy's power is not the last bit's equal of ours; and at ties of its floats it may choose the other edge. */
async function checkNumpy(
  numpy: NonNullable<Awaited<ReturnType<typeof startNumpy>>>,
  expected: Float32Array = new Float32Array(),
): Promise<void> {
  for (const way of ["projection", "table"] as const) {
    await numpy.run(way);
    const metres = await numpy.metres();
    let wrong = 0;
    for (const [i, value] of metres.entries())
      if (value !== expected[i] && !(Math.abs(value / expected[i] - 1) < 1e-4)) wrong++;
    if (wrong > metres.length / 50) throw new WrongResult(`NumPy, ${way}: ${wrong} pixels differ`);
  }
}

const depthLike = (side: number) =>
  encodeDepth(new DepthMap({ width: side, height: side, data: depthLikeMetres(side) }));
const random = (width: number, height: number) =>
  new RgbImage({ width, height, data: randomBytes(3 * width * height) });

export const depthMeasures: readonly Measure[] = [
  (rounds) => depthContest("depth, 1024², depth-like", depthLike(1024))(rounds),
  (rounds) => depthContest("depth, 1024², random colours", random(1024, 1024))(rounds),
  (rounds) => depthContest("depth, 3840 × 2160, random colours", random(3840, 2160))(Math.min(rounds, 5)),
];
