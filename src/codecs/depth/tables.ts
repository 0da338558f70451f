import { WALK_STEPS } from "../../color/cubeWalk.js";
import { type DepthCode, type DepthCodeOptions, depthCode } from "./code.js";

/** Bits of a float32 that are dropped to find its bucket: 2^17 buckets hold one or two steps each. */
const BUCKET_SHIFT = 14;

/** Metres ↔ position, 0 to 1. */
type Positions = Pick<DepthCode, "positionOf" | "metresOf">;

/** What is known of the walk's steps before a picture comes. */
export interface StepTables {
  /** metres of each of the 1786 steps */
  readonly metresOfStep: Float32Array;
  /** the step that a float32 depth rounds to; metres must be 0 to Infinity */
  stepOf(metres: number): number;
}

/** Everything about one code that can be known before a picture comes. */
export interface DepthTables extends StepTables {
  readonly code: DepthCode;
}

const cache = new Map<string, DepthTables>();

/**
 * The tables of a code, made once per λ and c (the last eight are kept; do not write into them).
 *
 * @throws ArgumentError unless λ < −1 and c > 0
 * @example depthTables().metresOfStep[310] // 1.0 m: the step of (255, 55, 0)
 */
export function depthTables({ lambda = -3, c = 10 / 3 }: DepthCodeOptions = {}): DepthTables {
  const key = `${lambda} ${c}`;
  const known = cache.get(key);
  if (known) return known;
  const code = depthCode({ lambda, c });
  const tables: DepthTables = { code, ...stepTables(code) };
  if (cache.size >= 8) cache.delete(cache.keys().next().value as string);
  cache.set(key, tables);
  return tables;
}

/** The tables of any code along the paper's walk, whatever its transform. */
export function stepTables(code: Positions): StepTables {
  let stepOf: StepTables["stepOf"] | undefined;
  return {
    metresOfStep: Float32Array.from({ length: WALK_STEPS + 1 }, (_, i) => code.metresOf(i / WALK_STEPS)),
    // Decoding never needs the encoder's tables, so they are made at the first encoding.
    stepOf(metres) {
      stepOf ??= makeStepOf(code);
      return stepOf(metres);
    },
  };
}

/**
 * Rounding metres to a step costs a log and an exp per pixel. Positive float32 values sort like their
 * bits, so the smallest float32 of every step is found once, by bisection with the plain formula; a
 * lookup by the upper bits then lands on the right step or a few below it. Equal to the formula by construction.
 */
function makeStepOf(code: Positions): StepTables["stepOf"] {
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  const infinityBits = 0x7f800000;
  const plainStep = (floatBits: number): number => {
    bits[0] = floatBits;
    return Math.round(WALK_STEPS * code.positionOf(float[0]));
  };
  const firstMetresOfStep = new Float32Array(WALK_STEPS + 2).fill(Infinity);
  const stepOfBucket = new Uint16Array((infinityBits >>> BUCKET_SHIFT) + 1);
  let first = 0;
  for (let step = 0, bucket = 0; step <= WALK_STEPS; step++) {
    let last = infinityBits;
    while (first < last) {
      const middle = (first + last) >>> 1;
      if (plainStep(middle) >= step) last = middle;
      else first = middle + 1;
    }
    bits[0] = first;
    firstMetresOfStep[step] = float[0];
    for (; bucket < stepOfBucket.length && bucket << BUCKET_SHIFT < first; bucket++) {
      stepOfBucket[bucket] = Math.max(0, step - 1);
    }
    if (step === WALK_STEPS) stepOfBucket.fill(WALK_STEPS, bucket);
  }
  firstMetresOfStep[WALK_STEPS + 1] = Number.NaN; // no depth is at or beyond it, so the search ends there
  return (metres) => {
    float[0] = metres;
    let step = stepOfBucket[bits[0] >>> BUCKET_SHIFT];
    while (metres >= firstMetresOfStep[step + 1]) step++;
    return step;
  };
}
