/**
 * The walk along seven edges of the RGB cube that carries a position from 0 (black) to 1 (white):
 * black → red → yellow → green → cyan → blue → magenta → white (arXiv 2604.20329, fig. 5; the order is
 * confirmed by the model's own outputs). Colours are in levels, 0 to 255, and may be fractional.
 */
export const WALK_VERTICES: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [255, 0, 0],
  [255, 255, 0],
  [0, 255, 0],
  [0, 255, 255],
  [0, 0, 255],
  [255, 0, 255],
  [255, 255, 255],
];

/** Edges of the walk. */
export const WALK_EDGES = 7;

/** 8-bit steps from black to white; the walk has one colour more, 1786. */
export const WALK_STEPS = WALK_EDGES * 255;

/** Where a colour lands on the walk. */
export interface WalkProjection {
  /** 0 (black) to 1 (white) */
  position: number;
  /** 0 to 6 */
  edge: number;
  /** Euclidean distance from the colour to the walk, in levels */
  residual: number;
  /** whether a second point of the walk, on another edge, is exactly as near */
  ambiguous: boolean;
}

/**
 * The colour at a position, in fractional levels.
 *
 * @param position 0 to 1; values outside are clamped
 * @example colourAt(1 / 7) // [255, 0, 0]
 */
export function colourAt(position: number): [number, number, number] {
  const along = Math.min(1, Math.max(0, position)) * WALK_EDGES;
  const edge = Math.min(WALK_EDGES - 1, Math.floor(along));
  const t = along - edge;
  const from = WALK_VERTICES[edge];
  const to = WALK_VERTICES[edge + 1];
  return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1]), from[2] + t * (to[2] - from[2])];
}

/**
 * Projects a colour onto the nearest of the seven segments; at a tie the first one wins.
 * This is the plain definition; `nearestStep` is its exact integer twin for 8-bit colours.
 *
 * @param r levels, 0 to 255, may be fractional (g and b too)
 * @example projectOnWalk(195, 0, 254).position // 0.8235…
 */
export function projectOnWalk(r: number, g: number, b: number): WalkProjection {
  let best = Infinity;
  let edge = 0;
  let levels = 0;
  let ambiguous = false;
  for (let k = 0; k < WALK_EDGES; k++) {
    const from = WALK_VERTICES[k];
    const to = WALK_VERTICES[k + 1];
    const er = (to[0] - from[0]) / 255;
    const eg = (to[1] - from[1]) / 255;
    const eb = (to[2] - from[2]) / 255;
    const along = (r - from[0]) * er + (g - from[1]) * eg + (b - from[2]) * eb;
    const t = Math.min(255, Math.max(0, along));
    const dr = r - from[0] - t * er;
    const dg = g - from[1] - t * eg;
    const db = b - from[2] - t * eb;
    const distance = dr * dr + dg * dg + db * db;
    if (distance < best) {
      best = distance;
      edge = k;
      levels = t;
      ambiguous = false;
    } else if (distance === best && k * 255 + t !== edge * 255 + levels) {
      ambiguous = true;
    }
  }
  return { position: (edge * 255 + levels) / WALK_STEPS, edge, residual: Math.sqrt(best), ambiguous };
}
