/**
 * The scale, and the line, that are nearest by weighted absolute differences: one pixel that is far off pulls no more than
 * another. Both lie at weighted medians, as microsoft/MoGe's moge/utils/alignment.py finds them @07444410f1e3.
 */

/** Pairs x, y with weights above 0. */
export interface WeightedPairs {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight: Float64Array;
}

/**
 * The lower weighted median: the first value, in rising order, up to which lies at least half of the weight. Both arrays
 * are put in another order (C. A. R. Hoare, "Find", CACM 4, 1961).
 */
function weightedMedian(values: Float64Array, weights: Float64Array, count: number): number {
  let rest = 0;
  for (let i = 0; i < count; i++) rest += weights[i];
  rest /= 2;
  let [low, high] = [0, count - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1];
    let [i, j, below] = [low, high, 0];
    while (i <= j) {
      while (values[i] < pivot) below += weights[i++];
      while (values[j] > pivot) j--;
      if (i > j) break;
      [values[i], values[j]] = [values[j], values[i]];
      [weights[i], weights[j]] = [weights[j], weights[i]];
      below += weights[i++];
      j--;
    }
    // All up to `i` are at most the pivot, all from `i` on at least.
    if (below >= rest) high = i - 1;
    else {
      rest -= below;
      low = i;
    }
    if (high - low < 16) break;
  }
  const order = Array.from({ length: high - low + 1 }, (_, k) => low + k).sort(
    (a, b) => values[a] - values[b],
  );
  for (const k of order) {
    rest -= weights[k];
    if (rest <= 0) return values[k];
  }
  return values[order[order.length - 1]];
}

/** The scale a that makes Σ w |a x − y| least (`align`); x above 0. */
export function scaleByL1({ x, y, weight }: WeightedPairs): number {
  const ratios = y.map((value, i) => value / x[i]);
  return weightedMedian(
    ratios,
    x.map((value, i) => value * weight[i]),
    x.length,
  );
}

/**
 * The line a x + b that makes Σ w |a x + b − y| least (`align_depth_affine`): of the best lines through each pair the
 * best of all. Pairs with the same x as the one that a line goes through are in no sum of it, for their code multiplies
 * them by the sign of 0; where predictions are codes with equal values, this is not the least sum of all pairs.
 */
export function lineByL1({ x, y, weight }: WeightedPairs): { scale: number; shift: number } {
  const n = x.length;
  const [slopes, weights] = [new Float64Array(n), new Float64Array(n)];
  let best = { scale: 0, shift: 0, loss: Infinity };
  for (let k = 0; k < n; k++) {
    let count = 0;
    for (let i = 0; i < n; i++) {
      const dx = x[i] - x[k];
      if (dx === 0) continue;
      slopes[count] = (y[i] - y[k]) / dx;
      weights[count++] = weight[i] * Math.abs(dx);
    }
    const scale = count > 0 ? weightedMedian(slopes, weights, count) : 0;
    let loss = 0;
    for (let i = 0; i < count; i++) loss += weights[i] * Math.abs(slopes[i] - scale);
    if (loss < best.loss) best = { scale, shift: y[k] - scale * x[k], loss };
  }
  return { scale: best.scale, shift: best.shift };
}
