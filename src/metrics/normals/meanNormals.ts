import { SampleMeans } from "../sums/sampleMeans.js";
import { NORMAL_LIMITS, normalScores } from "./angularErrors.js";

/**
 * Scores of one picture's angular errors under the names of `PooledNormals`.
 *
 * @param errors degrees; NaN does not count
 */
export function normalValues(errors: Float32Array): Record<string, number> {
  const { pixels, mean, median, rmse, below } = normalScores(errors);
  if (pixels === 0) return {};
  const shares = NORMAL_LIMITS.map((limit, k) => [`below${limit}`, below[k]]);
  return { mean, median, rmse, ...Object.fromEntries(shares) };
}

/**
 * Means of pictures' scores, as Metric3D (YvanYin/Metric3D @eb5b6fac0dc1) scores normals: each picture weighs the same.
 * Its numbers are others than those of pooled pixels.
 *
 * @example
 * const means = normalMeans("NYUv2");
 * means.add(normalValues(angularErrors(prediction.data, truth.data)));
 */
export const normalMeans = (data = "any data"): SampleMeans =>
  new SampleMeans(`Metric3D (mean of pictures) on ${data}`);
