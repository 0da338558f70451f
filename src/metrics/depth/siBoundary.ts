/**
 * How sharp and how right the borders of depth are, whatever its scale: apple/ml-depth-pro,
 * src/depth_pro/eval/boundary_metrics.py (Bochkovskii et al., "Depth Pro", 2024, section 4). Two neighbours are a
 * border where their inverse depths' ratio is above a threshold, in one of four directions.
 */
import { ArgumentError } from "../../errors.js";
import type { Plane } from "./pairs.js";

export interface BoundaryScore {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
}

/** 1.05 to 1.25 in ten steps; each weighs as much as it is. */
const THRESHOLDS = Array.from({ length: 10 }, (_, i) => 1.05 + (0.2 * i) / 9);
const WEIGHT = THRESHOLDS.reduce((sum, one) => sum + one, 0);

/** Which neighbour is nearer: to the left, above, to the right, below. */
const DIRECTIONS = [0, 1, 2, 3] as const;
type Direction = (typeof DIRECTIONS)[number];

const weighted = (scoreAt: (threshold: number) => number): number =>
  THRESHOLDS.reduce((sum, one) => sum + (one / WEIGHT) * scoreAt(one), 0);

/**
 * The scale-invariant F1 of depth's borders, a weighted mean over ten thresholds. It wants depth everywhere, as
 * synthetic scenes have it.
 *
 * @param prediction metres, or any multiple of them
 * @param truth the same; no pixel may be unknown
 * @throws ArgumentError for sizes that differ, or a truth with holes
 * @example siBoundaryF1(depth, scene.depth)
 */
export function siBoundaryF1(prediction: Plane, truth: Plane): number {
  checkDense(prediction, truth);
  const [predicted, known] = [inverse(prediction), inverse(truth)];
  return weighted((threshold) => scoreAt(predicted, known, threshold).f1);
}

/** The same at one threshold, with the precision and recall that it is made of. */
export function boundaryScoreAt(prediction: Plane, truth: Plane, threshold: number): BoundaryScore {
  checkDense(prediction, truth);
  return scoreAt(inverse(prediction), inverse(truth), threshold);
}

/**
 * How much of a true outline depth has a border at, on the side that it should be: for photos with a matte and no depth.
 *
 * @param mask what is in front: above 0 inside; of a matte what is above 0.1
 * @example siBoundaryRecall(depth, { ...size, data: matte.map((alpha) => Number(alpha > 0.1)) })
 */
export function siBoundaryRecall(prediction: Plane, mask: Plane): number {
  checkSizes(prediction, mask);
  const predicted = inverse(prediction);
  const outlines = DIRECTIONS.map((direction) => outlineOf(mask, direction));
  return weighted((threshold) => {
    const shares = DIRECTIONS.map((direction) => {
      const thin = thinned(ratios(predicted, direction), threshold);
      const outline = outlines[direction];
      let [both, all] = [0, 0];
      for (let i = 0; i < outline.length; i++) {
        all += outline[i];
        both += outline[i] & thin[i];
      }
      return both / Math.max(all, 1);
    });
    return mean(shares);
  });
}

function scoreAt(predicted: Inverse, known: Inverse, threshold: number): BoundaryScore {
  const [precisions, recalls]: number[][] = [[], []];
  for (const direction of DIRECTIONS) {
    const [ours, theirs] = [ratios(predicted, direction).values, ratios(known, direction).values];
    let [found, there, both] = [0, 0, 0];
    for (let i = 0; i < theirs.length; i++) {
      const [isFound, isThere] = [ours[i] > threshold, theirs[i] > threshold];
      if (isFound) found++;
      if (isThere) there++;
      if (isFound && isThere) both++;
    }
    precisions.push(both / Math.max(found, 1));
    recalls.push(both / Math.max(there, 1));
  }
  const [precision, recall] = [mean(precisions), mean(recalls)];
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { f1, precision, recall };
}

interface Inverse {
  readonly width: number;
  readonly height: number;
  readonly data: Float64Array;
}

const inverse = ({ width, height, data }: Plane): Inverse => ({
  ...{ width, height },
  data: Float64Array.from(data, (metres) => 1 / Math.max(metres, 1e-6)),
});

interface Ratios {
  /** pairs of neighbours in a line */
  readonly length: number;
  readonly values: Float64Array;
}

/** The ratio of each pair of neighbours, line by line along the direction, so that runs lie together. */
function ratios({ width, height, data }: Inverse, direction: Direction): Ratios {
  const isAcross = direction % 2 === 0;
  const [lines, length] = isAcross ? [height, width - 1] : [width, height - 1];
  const [alongStep, lineStep] = isAcross ? [1, width] : [width, 1];
  const values = new Float64Array(lines * Math.max(0, length));
  let out = 0;
  for (let line = 0; line < lines; line++) {
    for (let k = 0, i = line * lineStep; k < length; k++, i += alongStep) {
      const [before, after] = [data[i], data[i + alongStep]];
      values[out++] = direction < 2 ? before / after : after / before;
    }
  }
  return { length, values };
}

/** Of each run of pairs above the threshold the steepest. */
function thinned({ length, values }: Ratios, threshold: number): Uint8Array {
  const kept = new Uint8Array(values.length);
  let best = -1;
  for (let i = 0; i < values.length; i++) {
    if (i % length === 0) best = -1;
    if (!(values[i] > threshold)) best = -1;
    else if (best < 0 || values[i] > values[best]) {
      if (best >= 0) kept[best] = 0;
      kept[i] = 1;
      best = i;
    }
  }
  return kept;
}

/** Pairs of which the one that a direction calls nearer is inside, and the other outside. */
function outlineOf({ width, height, data }: Plane, direction: Direction): Uint8Array {
  const inside = { width, height, data: Float64Array.from(data, (value) => (value > 0 ? 2 : 1)) };
  return Uint8Array.from(ratios(inside, direction).values, (ratio) => Number(ratio > 1));
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

function checkSizes(prediction: Plane, truth: Plane): void {
  if (prediction.width === truth.width && prediction.height === truth.height) return;
  throw new ArgumentError({
    ...{ argument: "prediction", expected: `as large as the truth, ${truth.width} × ${truth.height}` },
    got: `${prediction.width} × ${prediction.height}`,
    remedy: "bring it to the truth's grid first",
  });
}

function checkDense(prediction: Plane, truth: Plane): void {
  checkSizes(prediction, truth);
  const hole = Array.prototype.findIndex.call(truth.data, (metres: number) => !(metres > 0));
  if (hole < 0) return;
  throw new ArgumentError({
    ...{ argument: "truth", expected: "known in every pixel", got: `unknown in pixel ${hole}` },
    remedy: "borders can be scored on dense depth only: take synthetic data",
  });
}
