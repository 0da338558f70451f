import { valuesAtRanks } from "./orderStatistics.js";
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

const SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

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
  for (let i = 0; i < data.length; i++) {
    const metres = data[i];
    if (metres === Infinity) infinite++;
    else if (Number.isFinite(metres)) finite[count++] = metres;
  }
  let offPath = 0;
  if (residual) for (let i = 0; i < residual.length; i++) if (residual[i] > OFF_PATH_LEVELS) offPath++;
  return {
    width,
    height,
    ...(count === 0 ? { range: null, quantiles: null } : statisticsOf(finite.subarray(0, count))),
    infiniteShare: infinite / data.length,
    unknownShare: (data.length - count - infinite) / data.length,
    offPathShare: residual ? offPath / data.length : null,
  };
}

function statisticsOf(metres: Float32Array): { range: [number, number]; quantiles: DepthQuantiles } {
  const last = metres.length - 1;
  const places = SHARES.map((share) => share * last);
  const ranks = places.flatMap((place) => [Math.floor(place), Math.min(last, Math.floor(place) + 1)]);
  const [min, max, ...values] = valuesAtRanks(metres, [0, last, ...ranks]);
  // Linear between neighbours, as numpy's default.
  const [p1, p5, p25, p50, p75, p95, p99] = places.map((place, i) => {
    const [low, high] = [values[2 * i], values[2 * i + 1]];
    return low + (place - Math.floor(place)) * (high - low);
  });
  return { range: [min, max], quantiles: { p1, p5, p25, p50, p75, p95, p99 } };
}
