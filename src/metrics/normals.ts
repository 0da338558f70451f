/** How far normals point from the truth. */
import { ArgumentError } from "../errors.js";

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
  if (prediction.length !== truth.length) {
    throw new ArgumentError({
      argument: "prediction",
      expected: `as many numbers as the truth, ${truth.length}`,
      got: `${prediction.length} numbers`,
      remedy: "bring the prediction to the truth's size first",
    });
  }
  const errors = new Float32Array(truth.length / 3);
  for (let i = 0, at = 0; i < errors.length; i++, at += 3) {
    const [x, y, z] = [truth[at], truth[at + 1], truth[at + 2]];
    const [a, b, c] = [prediction[at], prediction[at + 1], prediction[at + 2]];
    if (Number.isNaN(x)) errors[i] = Number.NaN;
    else {
      const cosine = (a * x + b * y + c * z) / (Math.hypot(a, b, c) * Math.hypot(x, y, z));
      // No direction at all: 0/0, or a prediction that is unknown.
      errors[i] = Number.isNaN(cosine) ? 90 : DEGREES * Math.acos(Math.min(1, Math.max(-1, cosine)));
    }
  }
  return errors;
}

/**
 * Mean, median, root mean square and shares of angular errors over all pixels that have one, pooled.
 *
 * @param errors degrees; NaN does not count
 * @example normalScores(angularErrors(prediction.data, truth.data)).median
 */
export function normalScores(errors: Float32Array): NormalScores {
  const known = errors.filter((error) => !Number.isNaN(error)).sort();
  const pixels = known.length;
  let sum = 0;
  let squares = 0;
  for (const error of known) {
    sum += error;
    squares += error * error;
  }
  const middle = pixels >> 1;
  return {
    pixels,
    mean: sum / pixels,
    // As numpy.median: the mean of the two in the middle.
    median: pixels % 2 === 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2,
    rmse: Math.sqrt(squares / pixels),
    below: NORMAL_LIMITS.map((limit) => countBelow(known, limit) / pixels),
  };
}

/** How many of sorted values are below a limit. */
function countBelow(sorted: Float32Array, limit: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}
