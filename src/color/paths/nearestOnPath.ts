import type { ColourPath } from "./colourPath.js";

/** Where a colour lands on a path. */
export interface PathProjection {
  /** 0 to 1 */
  readonly position: number;
  /** Euclidean distance from the colour to the path, in levels */
  readonly residual: number;
  /**
   * By how many levels the next stretch of the path lies farther: near 0 the colour may as well mean something
   * else. Infinity where the path has no second stretch in sight of the colour.
   */
  readonly margin: number;
  /** the position of that next stretch; NaN where there is none */
  readonly runnerUp: number;
}

/** Two ends that meet may differ in position by what floats round off. */
export const ROUNDING = 1e-9;

/** The pieces of a path that have a length. */
export interface PathSegments {
  readonly count: number;
  /** start r g b, direction r g b divided by its squared length, per segment */
  readonly starts: Float64Array;
  readonly spans: Float64Array;
  readonly squaredLengths: Float64Array;
  /** positions of both ends, per segment */
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** A path's segments; where neighbouring colours are equal there is none. */
export function segmentsOf({ vertices }: ColourPath): PathSegments {
  const total = vertices.length / 3 - 1;
  const kept = Array.from({ length: total }, (_, k) => k).filter((k) =>
    [0, 1, 2].some((c) => vertices[3 * k + c] !== vertices[3 * k + 3 + c]),
  );
  const spans = Float64Array.from(
    kept.flatMap((k) => [0, 1, 2].map((c) => vertices[3 * k + 3 + c] - vertices[3 * k + c])),
  );
  return {
    count: kept.length,
    starts: Float64Array.from(kept.flatMap((k) => [...vertices.subarray(3 * k, 3 * k + 3)])),
    spans,
    squaredLengths: Float64Array.from(
      kept,
      (_, i) => spans[3 * i] ** 2 + spans[3 * i + 1] ** 2 + spans[3 * i + 2] ** 2,
    ),
    from: Float64Array.from(kept, (k) => k / total),
    to: Float64Array.from(kept, (k) => (k + 1) / total),
  };
}

/** How far along a segment its nearest point lies, 0 to 1. */
export function shareAlong(
  { starts, spans, squaredLengths }: PathSegments,
  k: number,
  r: number,
  g: number,
  b: number,
): number {
  const at = 3 * k;
  const dot =
    (r - starts[at]) * spans[at] +
    (g - starts[at + 1]) * spans[at + 1] +
    (b - starts[at + 2]) * spans[at + 2];
  return Math.min(1, Math.max(0, dot / squaredLengths[k]));
}

/** The squared distance of a colour from the point at share `t` of a segment. */
export function squaredDistance(
  { starts, spans }: PathSegments,
  k: number,
  t: number,
  r: number,
  g: number,
  b: number,
): number {
  const at = 3 * k;
  const dr = r - starts[at] - t * spans[at];
  const dg = g - starts[at + 1] - t * spans[at + 1];
  const db = b - starts[at + 2] - t * spans[at + 2];
  return dr * dr + dg * dg + db * db;
}

/**
 * The plain definition: the nearest point of all segments, at a tie the first; and the nearest of the other
 * stretches, which are the other local minima of the distance along the path.
 *
 * @param r levels, 0 to 255, whole or fractional (g and b too)
 * @example projectOnPath(segmentsOf(pathOf("grey")), 0, 100, 90, 110).position // 0.392…
 */
export function projectOnPath(
  segments: PathSegments,
  stretch: number,
  r: number,
  g: number,
  b: number,
): PathProjection {
  const { count, from, to } = segments;
  const minima: { position: number; squared: number }[] = [];
  let best = { position: 0, squared: Infinity };
  let t = shareAlong(segments, 0, r, g, b);
  let fallsInto = true;
  for (let k = 0; k < count; k++) {
    const next = k + 1 < count ? shareAlong(segments, k + 1, r, g, b) : 0;
    // The distance goes on falling beyond this end if the neighbour's nearest point is not the shared one.
    const fallsBeyond = t === 1 && next > 0;
    if ((t > 0 || fallsInto) && !fallsBeyond) {
      const minimum = {
        position: from[k] + t * (to[k] - from[k]),
        squared: squaredDistance(segments, k, t, r, g, b),
      };
      if (minimum.squared < best.squared) best = minimum;
      minima.push(minimum);
    }
    fallsInto = t === 1;
    t = next;
  }
  const residual = Math.sqrt(best.squared);
  let runner = { position: Number.NaN, squared: Infinity };
  for (const minimum of minima) {
    if (Math.abs(minimum.position - best.position) > stretch + ROUNDING && minimum.squared < runner.squared)
      runner = minimum;
  }
  return {
    position: best.position,
    residual,
    margin: Math.sqrt(runner.squared) - residual,
    runnerUp: runner.position,
  };
}
