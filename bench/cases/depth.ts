import {
  DepthMap,
  decodeDepth,
  depthCode,
  encodeDepth,
  nearestStep,
  projectOnWalk,
  RgbImage,
  STEP_BITS,
  STEP_MASK,
  WALK_STEPS,
} from "vision-peel";
import type { Measure } from "../cases.js";
import { type Contest, compare } from "../compare.js";
import { differenceOf } from "../differenceOf.js";
import { depthLikeMetres, randomBytes } from "../pictures.js";

const SIDE = 1024;
const AMOUNT = SIDE * SIDE;
const code = depthCode();

/** Metres and residuals, the two planes of a decoding. */
interface Decoded {
  readonly metres: Float32Array;
  readonly residual: Float32Array;
}

/** Decoding depth-like and random pictures, and encoding: the plain formula, the library, and a table of all colours. */
export function depthContests(): readonly Measure[] {
  const depth = new DepthMap({ width: SIDE, height: SIDE, data: depthLikeMetres(SIDE) });
  const random = new RgbImage({ width: SIDE, height: SIDE, data: randomBytes(3 * AMOUNT) });
  const table = everyColour();
  return [
    (rounds) => compare(decoding("decode a depth-like picture", encodeDepth(depth), table), rounds),
    (rounds) => compare(decoding("decode random colours", random, table), rounds),
    (rounds) => compare(encoding(depth), rounds),
  ];
}

function decoding(name: string, painted: RgbImage, table: Uint32Array): Contest<Decoded> {
  const expected = decodePlainly(painted);
  return {
    name,
    amount: AMOUNT,
    unit: "pixel",
    rivals: [
      { name: "float projection", run: () => decodePlainly(painted) },
      { name: "integers + table (the library)", run: () => decodeByLibrary(painted) },
      { name: "table of 2^24 colours", run: () => decodeByColourTable(painted, table) },
    ],
    verify: ({ metres, residual }) =>
      differenceOf("metres", metres, expected.metres) ??
      differenceOf("residual", residual, expected.residual),
  };
}

function encoding(depth: DepthMap): Contest<Uint8Array> {
  const expected = encodePlainly(depth);
  return {
    name: "encode a depth-like picture",
    amount: AMOUNT,
    unit: "pixel",
    rivals: [
      { name: "formula per pixel", run: () => encodePlainly(depth) },
      { name: "steps by bits (the library)", run: () => encodeDepth(depth).data },
    ],
    verify: (painted) => differenceOf("levels", painted, expected),
  };
}

function decodePlainly({ data }: RgbImage): Decoded {
  const metres = new Float32Array(AMOUNT);
  const residual = new Float32Array(AMOUNT);
  for (let i = 0; i < AMOUNT; i++) {
    const nearest = projectOnWalk(data[3 * i], data[3 * i + 1], data[3 * i + 2]);
    metres[i] = code.metresOf(nearest.position);
    residual[i] = nearest.residual;
  }
  return { metres, residual };
}

function decodeByLibrary(painted: RgbImage): Decoded {
  const { data, residual = new Float32Array(0) } = decodeDepth(painted);
  return { metres: data, residual };
}

const metresOfStep = Float32Array.from({ length: WALK_STEPS + 1 }, (_, step) =>
  code.metresOf(step / WALK_STEPS),
);

function decodeByColourTable({ data }: RgbImage, table: Uint32Array): Decoded {
  const metres = new Float32Array(AMOUNT);
  const residual = new Float32Array(AMOUNT);
  for (let i = 0; i < AMOUNT; i++) {
    const nearest = table[(data[3 * i] << 16) | (data[3 * i + 1] << 8) | data[3 * i + 2]];
    metres[i] = metresOfStep[nearest & STEP_MASK];
    residual[i] = Math.sqrt(nearest >>> STEP_BITS);
  }
  return { metres, residual };
}

function everyColour(): Uint32Array {
  const table = new Uint32Array(2 ** 24);
  for (let rgb = 0; rgb < table.length; rgb++)
    table[rgb] = nearestStep(rgb >> 16, (rgb >> 8) & 255, rgb & 255);
  return table;
}

function encodePlainly({ data }: DepthMap): Uint8Array {
  const painted = new Uint8Array(3 * AMOUNT);
  for (let i = 0; i < AMOUNT; i++) painted.set(code.colourOf(data[i]), 3 * i);
  return painted;
}
