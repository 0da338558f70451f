/** How well depth agrees with measured depth, one picture at a time. */
import { ArgumentError } from "../../errors.js";

/** Which pixels of the truth count: strictly between these, in metres. */
export interface DepthRange {
  readonly min?: number;
  readonly max?: number;
}

export interface DepthScores {
  /** pixels that count */
  readonly pixels: number;
  /** mean of |d − g| / g */
  readonly absRel: number;
  /** mean of (d − g)² / g, metres */
  readonly sqRel: number;
  /** metres */
  readonly rmse: number;
  /** of the natural logarithms */
  readonly rmseLog: number;
  readonly log10: number;
  /** 100 · standard deviation of ln d − ln g, as KITTI and ZoeDepth give it */
  readonly siLog: number;
  /** shares of pixels with max(d / g, g / d) strictly below 1.25, 1.25², 1.25³ */
  readonly delta: readonly [number, number, number];
}

/** @throws ArgumentError unless there are as many predicted pixels as true ones */
export function checkLengths(prediction: ArrayLike<number>, truth: ArrayLike<number>): void {
  if (prediction.length === truth.length) return;
  throw new ArgumentError({
    argument: "prediction",
    expected: `as many pixels as the truth, ${truth.length}`,
    got: `${prediction.length} pixels`,
    remedy: "bring the prediction to the truth's size first",
  });
}

/**
 * The scores of one picture, as Depth Anything V2's and ZoeDepth's evaluation define them.
 *
 * @param prediction metres along the optical axis; unknown, infinite and 0 do not count
 * @param truth metres
 * @param range which true depths count
 * @throws ArgumentError if they differ in length
 * @example depthScores(depth.data, truth.data, { max: 10 }).absRel
 */
export function depthScores(
  prediction: ArrayLike<number>,
  truth: ArrayLike<number>,
  range: DepthRange = {},
): DepthScores {
  const sums = noDepthSums();
  addDepth(sums, prediction, truth, range);
  return scoresOfDepthSums(sums);
}

/** What the scores are made of: sums over pixels, of one picture or of many, or of pieces of one. */
export interface DepthSums {
  pixels: number;
  absRel: number;
  sqRel: number;
  squares: number;
  log10: number;
  logs: number;
  logSquares: number;
  readonly within: [number, number, number];
}

/** Sums of no pixel yet. */
export const noDepthSums = (): DepthSums => ({
  ...{ pixels: 0, absRel: 0, sqRel: 0, squares: 0, log10: 0, logs: 0, logSquares: 0 },
  within: [0, 0, 0],
});

/**
 * Adds pixels to sums.
 *
 * @throws ArgumentError if prediction and truth differ in length
 * @example addDepth(sums, depth.data, truth.data, { max: 10 })
 */
export function addDepth(
  sums: DepthSums,
  prediction: ArrayLike<number>,
  truth: ArrayLike<number>,
  { min = 0, max = Infinity }: DepthRange = {},
): void {
  checkLengths(prediction, truth);
  for (let i = 0; i < truth.length; i++) {
    const d = prediction[i];
    const g = truth[i];
    if (!(g > min && g < max && d > 0 && d < Infinity)) continue;
    const error = d - g;
    sums.pixels++;
    sums.absRel += Math.abs(error) / g;
    sums.sqRel += (error * error) / g;
    sums.squares += error * error;
    const logError = Math.log(d) - Math.log(g);
    sums.logs += logError;
    sums.logSquares += logError * logError;
    sums.log10 += Math.abs(logError) / Math.LN10;
    const ratio = Math.max(d / g, g / d);
    if (ratio < 1.25) sums.within[0]++;
    if (ratio < 1.25 ** 2) sums.within[1]++;
    if (ratio < 1.25 ** 3) sums.within[2]++;
  }
}

/**
 * The scores that sums come to: of one picture, or of all pixels pooled.
 *
 * @example scoresOfDepthSums(sums).absRel
 */
export function scoresOfDepthSums(sums: DepthSums): DepthScores {
  const n = sums.pixels;
  const meanLog = sums.logs / n;
  return {
    pixels: n,
    absRel: sums.absRel / n,
    sqRel: sums.sqRel / n,
    rmse: Math.sqrt(sums.squares / n),
    rmseLog: Math.sqrt(sums.logSquares / n),
    log10: sums.log10 / n,
    siLog: 100 * Math.sqrt(Math.max(0, sums.logSquares / n - meanLog * meanLog)),
    delta: [sums.within[0] / n, sums.within[1] / n, sums.within[2] / n],
  };
}
