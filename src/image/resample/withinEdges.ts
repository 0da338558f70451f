import type { Axis } from "./axis.js";
import { interpolationTaps, TRIANGLE } from "./kernels.js";
import { type GridTaps, pick } from "./planes.js";

/** Depths are on one side of an edge if the farther is at most this much farther than the nearer. */
const LARGEST_JUMP = 0.05;

/** Normals are on one side of an edge if they differ by no more than this angle: cos 20°. */
const LEAST_COSINE = Math.cos((20 * Math.PI) / 180);

/** Whether two pixels, by where their values begin, belong to one surface. */
type IsAlike = (data: Float32Array, a: number, b: number) => boolean;

export const alikeInDepth: IsAlike = (data, a, b) =>
  Math.max(data[a], data[b]) <= (1 + LARGEST_JUMP) * Math.min(data[a], data[b]);

export const alikeInDirection: IsAlike = (data, a, b) =>
  data[a] * data[b] + data[a + 1] * data[b + 1] + data[a + 2] * data[b + 2] >= LEAST_COSINE;

/**
 * Blends as `bilinear`, but only pixels of one surface with the nearest one: an edge stays an edge, and nothing is
 * said to be where nothing was measured. Unknown and infinite pixels are taken as they are and never mixed in.
 *
 * @param nearest taps of `nearest-exact` on the same axes
 */
export function blendWithinEdges(
  data: Float32Array,
  channels: 1 | 3,
  { x, y }: { readonly x: Axis; readonly y: Axis },
  nearest: GridTaps,
  isAlike: IsAlike,
): Float32Array {
  const out = pick(data, x.source, channels, nearest);
  const [columns, rows] = [interpolationTaps(x, TRIANGLE), interpolationTaps(y, TRIANGLE)];
  const sums = new Float64Array(channels);
  for (let row = 0, to = 0; row < y.target; row++) {
    for (let column = 0; column < x.target; column++, to += channels) {
      const middle = (nearest.y.indices[row] * x.source + nearest.x.indices[column]) * channels;
      if (!Number.isFinite(data[middle])) continue;
      sums.fill(0);
      let share = 0;
      for (let j = 2 * row; j < 2 * row + 2; j++) {
        for (let i = 2 * column; i < 2 * column + 2; i++) {
          const weight = rows.weights[j] * columns.weights[i];
          const from = (rows.indices[j] * x.source + columns.indices[i]) * channels;
          // Comparisons with what is unknown are false.
          if (weight === 0 || !(from === middle || isAlike(data, from, middle))) continue;
          share += weight;
          for (let c = 0; c < channels; c++) sums[c] += weight * data[from + c];
        }
      }
      if (share > 0) for (let c = 0; c < channels; c++) out[to + c] = sums[c] / share;
    }
  }
  return out;
}
