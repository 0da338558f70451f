/** What brings a prediction to the truth's scale before it is scored, and what each protocol does to do so. */
import { lineThrough, lowerMedian, median, type Pairs, quantile } from "./formulas.js";
import { mogeGrid } from "./mogeGrid.js";
import { lineByL1, scaleByL1, type WeightedPairs } from "./weightedL1.js";

const withPrediction = ({ true: known }: Pairs, predicted: Float64Array): Pairs => ({
  predicted,
  true: known,
});

/** By the ratio of the lower medians: UniK3D's `si`. */
export const scaledByLowerMedians = (pairs: Pairs): Pairs => {
  const scale = lowerMedian(pairs.true) / lowerMedian(pairs.predicted);
  return withPrediction(
    pairs,
    pairs.predicted.map((d) => d * scale),
  );
};

/** By the ratio of the medians (Eigen et al., NIPS 2014), as self-supervised depth is scored. */
export const scaledByMedians = (pairs: Pairs): Pairs => {
  const scale = median(pairs.true) / median(pairs.predicted);
  return withPrediction(
    pairs,
    pairs.predicted.map((d) => d * scale),
  );
};

/**
 * By the best line through all but the worst twentieth of the pixels: UniK3D's `ssi`. Errors are rounded as torch
 * rounds them, for many are equal to the limit, which is not below it. Where none is below it all are taken.
 */
export function scaledAndShiftedRobustly(pairs: Pairs): Pairs {
  const { predicted, true: known } = pairs;
  const errors = Float32Array.from(predicted, (d, i) => Math.abs(d - known[i]));
  const limit = quantile(errors, 0.95);
  const isNear = (_: number, i: number): boolean => errors[i] < limit;
  const near = predicted.filter(isNear);
  const { scale, shift } =
    near.length > 0 ? lineThrough(near, known.filter(isNear)) : lineThrough(predicted, known);
  return withPrediction(
    pairs,
    predicted.map((d) => d * scale + shift),
  );
}

/** By the best line, then brought into the range: Marigold and Lotus on depth. */
export function affineAligned(
  pairs: Pairs,
  min: number,
  max: number,
): Pairs & { scale: number; shift: number } {
  const line = lineThrough(pairs.predicted, pairs.true);
  const predicted = pairs.predicted.map((d) => Math.min(max, Math.max(min, d * line.scale + line.shift)));
  return { ...withPrediction(pairs, predicted), ...line };
}

/** By the best line of inverse depth, then brought into the range: Marigold and Lotus on disparity. */
export function disparityAligned(
  pairs: Pairs,
  min: number,
  max: number,
): Pairs & { scale: number; shift: number } {
  const inverse = (values: Float64Array): Float64Array => values.map((d) => 1 / d);
  const line = lineThrough(inverse(pairs.predicted), inverse(pairs.true));
  const predicted = pairs.predicted.map((d) => {
    // A disparity that is not above 0 is as far as can be.
    const disparity = Math.max(1e-3, line.scale / d + line.shift);
    return Math.min(max, Math.max(min, 1 / disparity));
  });
  return { ...withPrediction(pairs, predicted), ...line };
}

/** The pairs that MoGe fits to, weighed by 1 / g: relative differences count. */
function fittedByMoge({ predicted, true: known, grid }: Pairs): WeightedPairs {
  const taken = grid ? mogeGrid(grid.places, grid.width, grid.height) : [...known.keys()];
  const y = Float64Array.from(taken, (i) => known[i]);
  return { x: Float64Array.from(taken, (i) => predicted[i]), y, weight: y.map((g) => 1 / g) };
}

/** By the scale of least absolute relative differences: MoGe on depth up to scale. */
export function scaledByMoge(pairs: Pairs): Pairs {
  const scale = scaleByL1(fittedByMoge(pairs));
  return withPrediction(
    pairs,
    pairs.predicted.map((d) => d * scale),
  );
}

/** By the line of least absolute relative differences: MoGe on depth up to scale and shift. */
export function affineByMoge(pairs: Pairs): Pairs {
  const { scale, shift } = lineByL1(fittedByMoge(pairs));
  return withPrediction(
    pairs,
    pairs.predicted.map((d) => d * scale + shift),
  );
}

/** By the best line by squares of inverse depth, none farther than the farthest true one: MoGe on disparity. */
export function disparityByMoge(pairs: Pairs): Pairs {
  const inverse = (values: Float64Array): Float64Array => values.map((d) => 1 / d);
  const { scale, shift } = lineThrough(inverse(pairs.predicted), inverse(pairs.true));
  const farthest = pairs.true.reduce((most, g) => Math.max(most, g), 0);
  return withPrediction(
    pairs,
    pairs.predicted.map((d) => 1 / Math.max(1 / farthest, scale / d + shift)),
  );
}
