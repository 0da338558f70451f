import type { DepthPlane } from "./types.js";

/** Residuals above this many levels count as off the path: the smallest edge artefacts of real outputs. */
export const OFF_PATH_LEVELS = 16;

/** Metres below which this share of the finite pixels lies: p5 is 5 %, p50 the median. */
export interface DepthQuantiles {
  readonly p1: number;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly p99: number;
}

export interface DepthSummary {
  readonly width: number;
  readonly height: number;
  /** smallest and largest finite depth in metres; null where no pixel is finite */
  readonly range: readonly [number, number] | null;
  /** of the finite pixels; null where no pixel is finite */
  readonly quantiles: DepthQuantiles | null;
  /** 0 to 1: the sky */
  readonly infiniteShare: number;
  /** 0 to 1: NaN */
  readonly unknownShare: number;
  /** 0 to 1: residual above 16 levels; null without a residual plane */
  readonly offPathShare: number | null;
}

/**
 * Sums a depth map up in a few numbers.
 *
 * @example summarizeDepth(decodeDepth(painted)).range // [1.2, 11.8]
 */
export function summarizeDepth(depth: DepthPlane): DepthSummary {
  const { width, height, data, residual } = depth;
  const finite = new Float32Array(data.length);
  let count = 0;
  let infinite = 0;
  for (const metres of data) {
    if (metres === Infinity) infinite++;
    else if (Number.isFinite(metres)) finite[count++] = metres;
  }
  let offPath = 0;
  if (residual) for (const levels of residual) if (levels > OFF_PATH_LEVELS) offPath++;
  const sorted = finite.subarray(0, count).sort();
  return {
    width,
    height,
    range: count === 0 ? null : [sorted[0], sorted[count - 1]],
    quantiles: count === 0 ? null : quantilesOf(sorted),
    infiniteShare: infinite / data.length,
    unknownShare: (data.length - count - infinite) / data.length,
    offPathShare: residual ? offPath / data.length : null,
  };
}

function quantilesOf(sorted: Float32Array): DepthQuantiles {
  // Linear between neighbours, as numpy's default.
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    const high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  };
  return {
    p1: at(0.01),
    p5: at(0.05),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    p99: at(0.99),
  };
}
