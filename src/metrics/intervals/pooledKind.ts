import { NORMAL_LIMITS } from "../normals/angularErrors.js";
import { PooledNormals } from "../normals/pooledNormals.js";
import type { SumsKind } from "./intervalSums.js";

/** Bins per degree in which a sample's errors are kept: a drawn median is within 0.25° / 2 of the exact one at most. */
const PER_DEGREE = 4;

interface Numbers {
  readonly sums: readonly [number, number, number, number];
  readonly below: readonly number[];
  readonly counts: readonly number[];
}

/** Pixels of all pictures pooled: pictures are drawn, for their pixels are not independent. */
export const pooledNormalsKind = (data: string): SumsKind<PooledNormals> => ({
  make: () => new PooledNormals(data),
  toNumbers(sums) {
    const { sums: totals, below } = sums.toJSON();
    return { sums: totals, below, counts: [...sums.countsBy(PER_DEGREE)] };
  },
  valuesOf(json) {
    const { sums, below, counts } = json as Numbers;
    const pixels = counts.reduce((sum, count) => sum + count, 0);
    const shares = NORMAL_LIMITS.map((limit, k) => [`below${limit}`, below[k] / pixels]);
    const [mean, square] = [(sums[0] + sums[1]) / pixels, (sums[2] + sums[3]) / pixels];
    return { mean, median: medianOf(counts, pixels), rmse: Math.sqrt(square), ...Object.fromEntries(shares) };
  },
});

/** Within its bin by a straight line. */
function medianOf(counts: readonly number[], pixels: number): number {
  const rank = (pixels - 1) / 2;
  let before = 0;
  for (const [i, count] of counts.entries()) {
    if (before + count > rank) return (i + (rank - before + 0.5) / count) / PER_DEGREE;
    before += count;
  }
  return Number.NaN;
}
