/** How well depth agrees with measured depth, one picture at a time. */
import { ArgumentError } from "../errors.js";
import { valuesAtRanks } from "../image/orderStatistics.js";

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

/** What is done to prediction before it is compared: nothing; the ratio of the medians; the best scale and shift. */
export type DepthAlignment = "none" | "scale" | "scale-shift";

/** d · scale + shift */
export interface DepthAligner {
  readonly scale: number;
  readonly shift: number;
}

function checkLengths(prediction: ArrayLike<number>, truth: ArrayLike<number>): void {
  if (prediction.length === truth.length) return;
  throw new ArgumentError({
    argument: "prediction",
    expected: `as many pixels as the truth, ${truth.length}`,
    got: `${prediction.length} pixels`,
    remedy: "bring the prediction to the truth's size first",
  });
}

/** The pixels that count: true depth within the range, predicted depth known, finite and above 0. */
function validPixels(
  prediction: ArrayLike<number>,
  truth: ArrayLike<number>,
  { min = 0, max = Infinity }: DepthRange,
): Uint32Array {
  checkLengths(prediction, truth);
  const valid = new Uint32Array(truth.length);
  let count = 0;
  for (let i = 0; i < truth.length; i++) {
    const [d, g] = [prediction[i], truth[i]];
    if (g > min && g < max && d > 0 && d < Infinity) valid[count++] = i;
  }
  return valid.subarray(0, count);
}

/** The median of some of the values; of an even number the mean of the two in the middle. */
function medianAt(values: ArrayLike<number>, places: Uint32Array): number {
  const chosen =
    values instanceof Float32Array ? new Float32Array(places.length) : new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) chosen[i] = values[places[i]];
  const ranks = [(chosen.length - 1) >> 1, chosen.length >> 1];
  // Sorting a megapixel takes ten times as long as counting it.
  const sorted = chosen instanceof Float32Array ? undefined : chosen.sort();
  const [a, b] = sorted ? ranks.map((rank) => sorted[rank]) : valuesAtRanks(chosen as Float32Array, ranks);
  return (a + b) / 2;
}

/**
 * The scale and shift that bring prediction to truth: `scale` by the medians' ratio (Eigen et al., NIPS 2014, and what
 * follows it), `scale-shift` by least squares, as MiDaS and Marigold evaluate relative depth.
 *
 * @throws ArgumentError if they differ in length
 * @example alignDepth([1, 2, 3], [2, 4, 6], "scale") // { scale: 2, shift: 0 }
 */
export function alignDepth(
  prediction: ArrayLike<number>,
  truth: ArrayLike<number>,
  alignment: DepthAlignment,
  range: DepthRange = {},
): DepthAligner {
  checkLengths(prediction, truth);
  if (alignment === "none") return { scale: 1, shift: 0 };
  const valid = validPixels(prediction, truth, range);
  if (valid.length === 0) return { scale: 1, shift: 0 };
  if (alignment === "scale") {
    return { scale: medianAt(truth, valid) / medianAt(prediction, valid), shift: 0 };
  }
  let [d, g, dd, dg] = [0, 0, 0, 0];
  for (const i of valid) {
    d += prediction[i];
    g += truth[i];
    dd += prediction[i] ** 2;
    dg += prediction[i] * truth[i];
  }
  const n = valid.length;
  const spread = n * dd - d * d;
  const scale = spread > 0 ? (n * dg - d * g) / spread : 1;
  return { scale, shift: (g - scale * d) / n };
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
  const valid = validPixels(prediction, truth, range);
  const n = valid.length;
  let [absRel, sqRel, squares, log10, logs, logSquares] = [0, 0, 0, 0, 0, 0];
  const within = [0, 0, 0];
  for (const i of valid) {
    const [d, g] = [prediction[i], truth[i]];
    const error = d - g;
    absRel += Math.abs(error) / g;
    sqRel += (error * error) / g;
    squares += error * error;
    const logError = Math.log(d) - Math.log(g);
    logs += logError;
    logSquares += logError * logError;
    log10 += Math.abs(logError) / Math.LN10;
    const ratio = Math.max(d / g, g / d);
    for (let k = 0; k < 3; k++) if (ratio < 1.25 ** (k + 1)) within[k]++;
  }
  const meanLog = logs / n;
  return {
    pixels: n,
    absRel: absRel / n,
    sqRel: sqRel / n,
    rmse: Math.sqrt(squares / n),
    rmseLog: Math.sqrt(logSquares / n),
    log10: log10 / n,
    siLog: 100 * Math.sqrt(Math.max(0, logSquares / n - meanLog * meanLog)),
    delta: [within[0] / n, within[1] / n, within[2] / n],
  };
}
