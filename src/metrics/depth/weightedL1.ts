/**
 * The scale, and the line, that are nearest by weighted absolute differences: a far pixel that is wrong pulls no more
 * than a near one. Both lie at weighted medians (as microsoft/MoGe's moge/utils/alignment.py solves them @07444410f1e3:
 * `align`, of ratios, and `align_depth_affine`, of ratios about each point, the best of all).
 */

/** Pairs x, y with weights above 0. */
export interface WeightedPairs {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight: Float64Array;
}

/** The lower weighted median: the first value up to which lies at least half of the weight. */
function weightedMedian(values: Float64Array, weights: Float64Array): { value: number; place: number } {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const half = weights.reduce((sum, weight) => sum + weight, 0) / 2;
  let sum = 0;
  for (const place of order) {
    sum += weights[place];
    if (sum >= half) return { value: values[place], place };
  }
  return { value: Number.NaN, place: -1 };
}

/** The scale a that makes Σ w |a x − y| least; x above 0. */
export const scaleByL1 = ({ x, y, weight }: WeightedPairs): number =>
  weightedMedian(
    y.map((value, i) => value / x[i]),
    x.map((value, i) => value * weight[i]),
  ).value;

interface Fit {
  readonly scale: number;
  readonly shift: number;
  readonly loss: number;
  /** which pair the line goes through */
  readonly through: number;
}

/** The best shift for a scale. */
function fitAt(scale: number, { x, y, weight }: WeightedPairs): Fit {
  const rests = y.map((value, i) => value - scale * x[i]);
  const { value: shift, place: through } = weightedMedian(rests, weight);
  let loss = 0;
  for (let i = 0; i < rests.length; i++) loss += weight[i] * Math.abs(rests[i] - shift);
  return { scale, shift, loss, through };
}

/** The best line through one of the pairs. */
function fitThrough(place: number, pairs: WeightedPairs): Fit {
  const [dx, dy] = [pairs.x.map((one) => one - pairs.x[place]), pairs.y.map((one) => one - pairs.y[place])];
  const there = [...dx.keys()].filter((i) => dx[i] !== 0);
  if (there.length === 0) return fitAt(0, pairs);
  const slopes = Float64Array.from(there, (i) => dy[i] / dx[i]);
  const weights = Float64Array.from(there, (i) => pairs.weight[i] * Math.abs(dx[i]));
  return fitAt(weightedMedian(slopes, weights).value, pairs);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const STEPS = 60;

/**
 * The line a x + b that makes Σ w |a x + b − y| least. The least loss of each a is convex in a, and found by golden
 * section (J. Kiefer, 1953); then the line is laid exactly through two pairs, as the best one goes.
 */
export function lineByL1(pairs: WeightedPairs): { scale: number; shift: number } {
  let best = fitAt(scaleByL1(pairs), pairs);
  const keep = (fit: Fit): Fit => {
    if (fit.loss < best.loss) best = fit;
    return fit;
  };
  let [low, high] = bracket(best.scale, pairs);
  let [a, b] = [
    keep(fitAt(high - GOLDEN * (high - low), pairs)),
    keep(fitAt(low + GOLDEN * (high - low), pairs)),
  ];
  for (let step = 0; step < STEPS && high - low > 1e-12 * Math.abs(best.scale); step++) {
    if (a.loss <= b.loss) {
      high = b.scale;
      b = a;
      a = keep(fitAt(high - GOLDEN * (high - low), pairs));
    } else {
      low = a.scale;
      a = b;
      b = keep(fitAt(low + GOLDEN * (high - low), pairs));
    }
  }
  for (let step = 0; step < STEPS; step++) {
    const exact = fitThrough(best.through, pairs);
    if (!(exact.loss < best.loss)) break;
    best = exact;
  }
  return { scale: best.scale, shift: best.shift };
}

/** Scales between which the best one lies. */
function bracket(from: number, pairs: WeightedPairs): [low: number, high: number] {
  const at = fitAt(from, pairs).loss;
  let width = Math.max(Math.abs(from), 1e-3) / 8;
  for (let tries = 0; tries < STEPS; tries++, width *= 2)
    if (fitAt(from - width, pairs).loss > at && fitAt(from + width, pairs).loss > at) break;
  return [from - width, from + width];
}
