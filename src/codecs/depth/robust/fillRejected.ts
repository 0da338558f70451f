import type { ColourPath } from "../../../color/paths/index.js";

/** Neighbours, those beside a pixel before those at its corners: steps in x, and in y. */
const AROUND_X = [-1, 1, 0, 0, -1, 1, -1, 1];
const AROUND_Y = [0, 0, -1, 1, -1, -1, 1, 1];

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
  const { vertices } = path;
  const segments = vertices.length / 3 - 1;
  let unknown = 0;
  for (let i = 0; i < positions.length; i++) if (Number.isNaN(positions[i])) unknown++;
  let left = new Int32Array(unknown);
  for (let i = 0, place = 0; place < unknown; i++) if (Number.isNaN(positions[i])) left[place++] = i;
  const found = new Float64Array(unknown);
  for (let ring = 0; ring < reach && left.length > 0; ring++) {
    for (let place = 0; place < left.length; place++) found[place] = bestAround(left[place]);
    // Only when the ring is done, so that the order of the pixels does not matter.
    let remaining = 0;
    for (let place = 0; place < left.length; place++) {
      if (Number.isNaN(found[place])) left[remaining++] = left[place];
      else positions[left[place]] = found[place];
    }
    if (remaining === left.length) return;
    left = left.subarray(0, remaining);
  }

  function bestAround(i: number): number {
    const x = i % width;
    const y = (i - x) / width;
    let best = Infinity;
    let position = Number.NaN;
    for (let k = 0; k < 8; k++) {
      const dx = AROUND_X[k];
      const dy = AROUND_Y[k];
      if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
      const there = positions[i + dy * width + dx];
      if (Number.isNaN(there)) continue;
      const away = squaredFrom(there, 3 * i);
      if (away < best) {
        best = away;
        position = there;
      }
    }
    return position;
  }

  /** The squared distance of a pixel's colour from the path's at a position; as `colourOnPath`, without an array. */
  function squaredFrom(position: number, at: number): number {
    const along = position * segments;
    const segment = Math.min(segments - 1, Math.floor(along));
    const t = along - segment;
    let squared = 0;
    for (let c = 0, from = 3 * segment; c < 3; c++, from++) {
      const off = pixels[at + c] - vertices[from] - t * (vertices[from + 3] - vertices[from]);
      squared += off * off;
    }
    return squared;
  }
}
