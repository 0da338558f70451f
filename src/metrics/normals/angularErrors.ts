/** How far normals point from the truth. */
import { ArgumentError } from "../../errors.js";
import { RankCounter } from "../../image/orderStatistics.js";
import { finish } from "../../pieces.js";

/** The limits that papers count by, degrees. */
export const NORMAL_LIMITS = [5, 7.5, 11.25, 22.5, 30] as const;

export interface NormalScores {
  /** pixels that count: those where the truth is known */
  readonly pixels: number;
  /** degrees */
  readonly mean: number;
  readonly median: number;
  readonly rmse: number;
  /** shares, 0 to 1, of pixels strictly below each of `NORMAL_LIMITS` */
  readonly below: readonly number[];
}

const DEGREES = 180 / Math.PI;
/** Pixels looked at between two breaths: some 20 ms. */
const PIECE = 1 << 18;

/**
 * The angle between predicted and true normal of every pixel, in degrees, as DSINE's and Lotus's evaluation take it:
 * the arc cosine of the clamped cosine; a vector without a direction is 90° off (github.com/baegwangbin/DSINE, utils).
 *
 * @param prediction x y z interleaved, of any length
 * @param truth the same; NaN where nothing is known, which is NaN in the result, too
 * @throws ArgumentError if they differ in length
 * @example angularErrors(Float32Array.of(0, 1, 0), Float32Array.of(0, 0, 1)) // [90]
 */
export function angularErrors(prediction: Float32Array, truth: Float32Array): Float32Array {
  return finish(angularErrorsInPieces(prediction, truth));
}

/** The same in pieces; yields the share that is done. */
export function* angularErrorsInPieces(
  prediction: Float32Array,
  truth: Float32Array,
): Generator<number, Float32Array> {
  if (prediction.length !== truth.length) {
    throw new ArgumentError({
      argument: "prediction",
      expected: `as many numbers as the truth, ${truth.length}`,
      got: `${prediction.length} numbers`,
      remedy: "bring the prediction to the truth's size first",
    });
  }
  const errors = new Float32Array(truth.length / 3);
  for (let i = 0; i < errors.length; i++) {
    if (i % PIECE === PIECE - 1) yield i / errors.length;
    errors[i] = angularErrorAt(prediction, truth, i);
  }
  return errors;
}

/**
 * The same of one pixel, degrees.
 *
 * @param at which pixel
 */
export function angularErrorAt(prediction: Float32Array, truth: Float32Array, at: number): number {
  // Named one by one: arrays to take apart would be made a million times.
  const x = truth[3 * at];
  const y = truth[3 * at + 1];
  const z = truth[3 * at + 2];
  if (Number.isNaN(x)) return Number.NaN;
  const a = prediction[3 * at];
  const b = prediction[3 * at + 1];
  const c = prediction[3 * at + 2];
  const cosine = (a * x + b * y + c * z) / Math.sqrt((a * a + b * b + c * c) * (x * x + y * y + z * z));
  // No direction at all: 0/0, or a prediction that is unknown.
  return Number.isNaN(cosine) ? 90 : DEGREES * Math.acos(Math.min(1, Math.max(-1, cosine)));
}

/**
 * Mean, median, root mean square and shares of angular errors over all pixels that have one, pooled.
 *
 * @param errors degrees; NaN does not count
 * @example normalScores(angularErrors(prediction.data, truth.data)).median
 */
export function normalScores(errors: Float32Array): NormalScores {
  return finish(normalScoresInPieces(errors));
}

/** The same in pieces; yields the share that is done. */
export function* normalScoresInPieces(errors: Float32Array): Generator<number, NormalScores> {
  const counter = new RankCounter();
  const sums: ErrorSums = { pixels: 0, sum: 0, squares: 0, below: NORMAL_LIMITS.map(() => 0) };
  for (let from = 0; from < errors.length; from += PIECE) {
    if (from > 0) yield from / errors.length / 2;
    const known = knownOf(errors, from);
    counter.count(known);
    addErrors(sums, known);
  }
  const { pixels, sum, squares, below } = sums;
  let median = Number.NaN;
  if (pixels > 0) {
    // As numpy.median: the mean of the two in the middle.
    counter.choose([(pixels - 1) >> 1, pixels >> 1]);
    for (let from = 0; from < errors.length; from += PIECE) {
      yield 0.5 + from / errors.length / 2;
      counter.count(knownOf(errors, from));
    }
    const [low, high] = counter.values();
    median = (low + high) / 2;
  }
  return {
    pixels,
    mean: sum / pixels,
    median,
    rmse: Math.sqrt(squares / pixels),
    below: below.map((count) => count / pixels),
  };
}

/** Those of a piece that are known. */
function knownOf(errors: Float32Array, from: number): Float32Array {
  const piece = errors.slice(from, from + PIECE);
  let count = 0;
  for (let i = 0; i < piece.length; i++) if (piece[i] >= 0) piece[count++] = piece[i];
  return piece.subarray(0, count);
}

/** Sums over pixels whose error is known, degrees. */
export interface ErrorSums {
  pixels: number;
  sum: number;
  squares: number;
  /** pixels strictly below each of `NORMAL_LIMITS` */
  readonly below: number[];
}

const [L0, L1, L2, L3, L4] = NORMAL_LIMITS;

/** A function of its own: within a generator the loop is ten times as slow. @param errors no NaN */
export function addErrors(into: ErrorSums, errors: ArrayLike<number>): void {
  let [sum, squares, b0, b1, b2, b3, b4] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < errors.length; i++) {
    const error = errors[i];
    sum += error;
    squares += error * error;
    if (error < L4) {
      b4++;
      if (error < L3) {
        b3++;
        if (error < L2) {
          b2++;
          if (error < L1) {
            b1++;
            if (error < L0) b0++;
          }
        }
      }
    }
  }
  into.pixels += errors.length;
  into.sum += sum;
  into.squares += squares;
  for (const [k, count] of [b0, b1, b2, b3, b4].entries()) into.below[k] += count;
}
