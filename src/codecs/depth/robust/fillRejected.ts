import { type ColourPath, colourOnPath } from "../../../color/paths/index.js";

/** Neighbours, those beside a pixel before those at its corners. */
const AROUND = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
] as const;

/**
 * Fills unknown positions (NaN) from their known neighbours, ring by ring, in place. At an edge the painted colour
 * is a blend of both sides, so a pixel takes the position of that neighbour whose exact colour its own is nearest to:
 * one side or the other, never something between.
 *
 * @param pixels RGB interleaved, as painted
 * @param reach rings, in pixels; what lies deeper stays unknown
 */
export function fillRejected(
  positions: Float64Array,
  pixels: Uint8Array,
  width: number,
  path: ColourPath,
  reach: number,
): void {
  const height = positions.length / width;
  let left: number[] = [];
  positions.forEach((position, i) => {
    if (Number.isNaN(position)) left.push(i);
  });
  for (let ring = 0; ring < reach && left.length > 0; ring++) {
    const found: [at: number, position: number][] = [];
    const remaining: number[] = [];
    for (const i of left) {
      const position = bestAround(i);
      if (Number.isNaN(position)) remaining.push(i);
      else found.push([i, position]);
    }
    // Only when the ring is done, so that the order of the pixels does not matter.
    for (const [i, position] of found) positions[i] = position;
    if (found.length === 0) return;
    left = remaining;
  }

  function bestAround(i: number): number {
    const [x, y] = [i % width, Math.floor(i / width)];
    let best = Infinity;
    let position = Number.NaN;
    for (const [dx, dy] of AROUND) {
      if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
      const there = positions[i + dy * width + dx];
      if (Number.isNaN(there)) continue;
      const [r, g, b] = colourOnPath(path, there);
      const away = (pixels[3 * i] - r) ** 2 + (pixels[3 * i + 1] - g) ** 2 + (pixels[3 * i + 2] - b) ** 2;
      if (away < best) [best, position] = [away, there];
    }
    return position;
  }
}
