/** What brings predicted depth to the true one before they are compared. */
import { RankCounter } from "../../image/orderStatistics.js";
import { finish } from "../../pieces.js";
import { checkLengths, type DepthRange } from "./scores.js";

/** What is done to prediction before it is compared: nothing; the ratio of the medians; the best scale and shift. */
export type DepthAlignment = "none" | "scale" | "scale-shift";

/** d · scale + shift */
export interface DepthAligner {
  readonly scale: number;
  readonly shift: number;
}

/** Pixels looked at between two breaths: some 20 ms. */
const PIECE = 1 << 20;

/**
 * The scale and shift that bring prediction to truth: `scale` by the medians' ratio (Eigen et al., NIPS 2014, and what
 * follows it), `scale-shift` by least squares, as MiDaS and Marigold evaluate relative depth.
 *
 * @throws ArgumentError if they differ in length
 * @example alignDepth([1, 2, 3], [2, 4, 6], "scale") // { scale: 2, shift: 0 }
 */
export const alignDepth = (
  prediction: ArrayLike<number>,
  truth: ArrayLike<number>,
  alignment: DepthAlignment,
  range: DepthRange = {},
): DepthAligner => finish(alignDepthInPieces(prediction, truth, alignment, range));

/**
 * The same in pieces: yields the share that is done, 0 to 1, so that a page can go on between two of them.
 *
 * @throws ArgumentError if they differ in length
 * @example for (const share of alignDepthInPieces(depth, truth, "scale")) await breathe();
 */
export function* alignDepthInPieces(
  prediction: ArrayLike<number>,
  truth: ArrayLike<number>,
  alignment: DepthAlignment,
  { min = 0, max = Infinity }: DepthRange = {},
): Generator<number, DepthAligner> {
  checkLengths(prediction, truth);
  const isValid = (i: number): boolean => {
    const d = prediction[i];
    const g = truth[i];
    return g > min && g < max && d > 0 && d < Infinity;
  };
  if (alignment === "none") return { scale: 1, shift: 0 };
  const pixels = { prediction, truth, isValid };
  return yield* alignment === "scale" ? byMedians(pixels) : byLeastSquares(pixels);
}

interface Pixels {
  readonly prediction: ArrayLike<number>;
  readonly truth: ArrayLike<number>;
  readonly isValid: (i: number) => boolean;
}

function* byLeastSquares({ prediction, truth, isValid }: Pixels): Generator<number, DepthAligner> {
  let [n, d, g, dd, dg] = [0, 0, 0, 0, 0];
  for (let start = 0; start < truth.length; start += PIECE) {
    if (start > 0) yield start / truth.length;
    for (let i = start; i < Math.min(truth.length, start + PIECE); i++) {
      if (!isValid(i)) continue;
      n++;
      d += prediction[i];
      g += truth[i];
      dd += prediction[i] ** 2;
      dg += prediction[i] * truth[i];
    }
  }
  if (n === 0) return { scale: 1, shift: 0 };
  const spread = n * dd - d * d;
  const scale = spread > 0 ? (n * dg - d * g) / spread : 1;
  return { scale, shift: (g - scale * d) / n };
}

/** Medians as numpy has them: of an even number the mean of the two in the middle. */
function* byMedians({ prediction, truth, isValid }: Pixels): Generator<number, DepthAligner> {
  const isFloat = prediction instanceof Float32Array && truth instanceof Float32Array;
  if (!isFloat) {
    const [trueMedian, median] = [sortedMedian(truth, isValid), sortedMedian(prediction, isValid)];
    return { scale: Number.isNaN(median) ? 1 : trueMedian / median, shift: 0 };
  }
  const counters = [new RankCounter(), new RankCounter()];
  const piece = new Float32Array(Math.min(PIECE, truth.length));
  let n = 0;
  for (const pass of [0, 1]) {
    for (let start = 0; start < truth.length; start += PIECE) {
      if (start > 0 || pass > 0) yield (pass + start / truth.length) / 2;
      for (const [k, values] of [truth, prediction].entries()) {
        let count = 0;
        for (let i = start; i < Math.min(truth.length, start + PIECE); i++)
          if (isValid(i)) piece[count++] = values[i];
        counters[k].count(piece.subarray(0, count));
        if (k === 0 && pass === 0) n += count;
      }
    }
    if (n === 0) return { scale: 1, shift: 0 };
    if (pass === 0) for (const counter of counters) counter.choose([(n - 1) >> 1, n >> 1]);
  }
  const [trueMedian, median] = counters.map((counter) => {
    const [a, b] = counter.values();
    return (a + b) / 2;
  });
  return { scale: trueMedian / median, shift: 0 };
}

function sortedMedian(values: ArrayLike<number>, isValid: (i: number) => boolean): number {
  const chosen = Float64Array.from(values)
    .filter((_, i) => isValid(i))
    .sort();
  return (chosen[(chosen.length - 1) >> 1] + chosen[chosen.length >> 1]) / 2;
}
