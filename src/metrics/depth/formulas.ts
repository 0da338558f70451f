/**
 * The formulas that protocols of metric depth are made of, over pairs d (predicted) and g (true). Their differences
 * are those of github.com's DepthAnything/Depth-Anything-V2 (metric_depth/util/metric.py), isl-org/ZoeDepth
 * (zoedepth/utils/misc.py), lpiccinelli-eth/UniK3D (unik3d/utils/evaluation_depth.py), YvanYin/Metric3D
 * (mono/utils/avg_meter.py), prs-eth/Marigold and EnVision-Research/Lotus (evaluation/util/metric.py).
 */
import { valuesAtRanks } from "../../image/orderStatistics.js";

export interface Pairs {
  readonly predicted: Float64Array;
  readonly true: Float64Array;
  /** where they lie in the picture, where a protocol asks for it */
  readonly grid?: { readonly places: Uint32Array; readonly width: number; readonly height: number };
}

/** Moments of one pass over all pixels. */
export interface Moments {
  readonly pixels: number;
  /** means of |d − g| / g, (d − g)² / g, (d − g)², and (1/d − 1/g)² */
  readonly absRel: number;
  readonly sqRel: number;
  readonly square: number;
  readonly inverseSquare: number;
  /** means of ln d − ln g, its square and its size */
  readonly log: number;
  readonly logSquare: number;
  readonly logSize: number;
  /** shares of max(d / g, g / d) strictly below 1.25, 1.25², 1.25³ */
  readonly delta: readonly [number, number, number];
}

const [FIRST, SECOND, THIRD] = [1.25, 1.25 ** 2, 1.25 ** 3];

export function momentsOf({ predicted, true: known }: Pairs): Moments {
  const n = known.length;
  let [absRel, sqRel, square, inverseSquare, log, logSquare, logSize, d1, d2, d3] = new Array<number>(
    10,
  ).fill(0);
  for (let i = 0; i < n; i++) {
    const d = predicted[i];
    const g = known[i];
    const error = d - g;
    const relative = error / g;
    const inverse = 1 / d - 1 / g;
    const ratio = d / g;
    const logError = Math.log(ratio);
    absRel += Math.abs(relative);
    sqRel += error * relative;
    square += error * error;
    inverseSquare += inverse * inverse;
    log += logError;
    logSquare += logError * logError;
    logSize += Math.abs(logError);
    const most = ratio > 1 ? ratio : 1 / ratio;
    if (most < THIRD) {
      d3++;
      if (most < SECOND) {
        d2++;
        if (most < FIRST) d1++;
      }
    }
  }
  return {
    ...{
      pixels: n,
      absRel: absRel / n,
      sqRel: sqRel / n,
      square: square / n,
      inverseSquare: inverseSquare / n,
    },
    ...{ log: log / n, logSquare: logSquare / n, logSize: logSize / n, delta: [d1 / n, d2 / n, d3 / n] },
  };
}

/** The scale-invariant log error: √(mean of squares − weight · square of the mean). */
export const siLogOf = ({ log, logSquare }: Moments, weight: number): number =>
  Math.sqrt(Math.max(0, logSquare - weight * log * log));

/** Share of pixels whose ratio is strictly below 1.03: UniK3D's τ. */
export function tauOf({ predicted, true: known }: Pairs): number {
  let near = 0;
  for (let i = 0; i < known.length; i++) {
    const ratio = predicted[i] / known[i];
    if (ratio < 1.03 && ratio > 1 / 1.03) near++;
  }
  return near / known.length;
}

const STEPS = 100;
const [LEAST, MOST] = [0.01, 5];

/** The area below the share of pixels within 1.25^e, for e = 0.01 … 5 in 100 steps, by trapezia, / 5: UniK3D's D-AUC. */
export function deltaAreaOf({ predicted, true: known }: Pairs): number {
  const step = (MOST - LEAST) / (STEPS - 1);
  const counts = new Float64Array(STEPS + 1);
  for (let i = 0; i < known.length; i++) {
    const exponent = Math.abs(Math.log(predicted[i] / known[i])) / Math.log(1.25);
    // The first step that is strictly larger.
    const first = Math.floor((exponent - LEAST) / step) + 1;
    counts[Math.min(STEPS, Math.max(0, first))]++;
  }
  let within = 0;
  let area = 0;
  let before = 0;
  for (let k = 0; k < STEPS; k++) {
    within += counts[k];
    const share = within / known.length;
    if (k > 0) area += (step * (before + share)) / 2;
    before = share;
  }
  return area / MOST;
}

/** The lower median, as torch has it. */
export const lowerMedian = (values: Float64Array): number =>
  values.length === 0 ? Number.NaN : valuesAtRanks(Float32Array.from(values), [(values.length - 1) >> 1])[0];

/** The mean of the two in the middle, as numpy has it. */
export function median(values: Float64Array): number {
  if (values.length === 0) return Number.NaN;
  const [a, b] = valuesAtRanks(Float32Array.from(values), [(values.length - 1) >> 1, values.length >> 1]);
  return (a + b) / 2;
}

/** A value below which a share lies, between two by a straight line, as numpy's and torch's quantile. */
export function quantile(values: Float32Array, share: number): number {
  const place = share * (values.length - 1);
  const [low, high] = valuesAtRanks(values, [Math.floor(place), Math.ceil(place)]);
  return low + (high - low) * (place - Math.floor(place));
}

/** The line y = scale · x + shift that is nearest by squares. */
export function lineThrough(x: Float64Array, y: Float64Array): { scale: number; shift: number } {
  const n = x.length;
  let [sx, sy] = [0, 0];
  for (let i = 0; i < n; i++) {
    sx += x[i];
    sy += y[i];
  }
  const [mx, my] = [sx / n, sy / n];
  let [xx, xy] = [0, 0];
  for (let i = 0; i < n; i++) {
    const dx = x[i] - mx;
    xx += dx * dx;
    xy += dx * (y[i] - my);
  }
  const scale = xx > 0 ? xy / xx : 0;
  return { scale, shift: my - scale * mx };
}
