import type { Axis } from "./axis.js";
import { interpolationTaps, TRIANGLE } from "./kernels.js";
import type { GridTaps } from "./planes.js";

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
  const out = new Float32Array(x.target * y.target * channels);
  const [columns, rows] = [interpolationTaps(x, TRIANGLE), interpolationTaps(y, TRIANGLE)];
  const places = new Int32Array(4);
  const values = new Float64Array(4 * channels);
  const shares = new Float64Array(4);
  for (let row = 0, to = 0; row < y.target; row++) {
    const above = rows.indices[2 * row] * x.source;
    const below = rows.indices[2 * row + 1] * x.source;
    const [weightAbove, weightBelow] = [rows.weights[2 * row], rows.weights[2 * row + 1]];
    const nearestRow = nearest.y.indices[row] * x.source;
    let [left, right, nearestColumn] = [-1, -1, -1];
    let isKnown = false;
    let middle = 0;
    for (let column = 0; column < x.target; column++, to += channels) {
      // Neighbours on a larger grid have the same four pixels, and which of them are of one surface stays the same.
      const isNew =
        columns.indices[2 * column] !== left ||
        columns.indices[2 * column + 1] !== right ||
        nearest.x.indices[column] !== nearestColumn;
      if (isNew) {
        left = columns.indices[2 * column];
        right = columns.indices[2 * column + 1];
        nearestColumn = nearest.x.indices[column];
        middle = (nearestRow + nearestColumn) * channels;
        isKnown = Number.isFinite(data[middle]);
        places[0] = (above + left) * channels;
        places[1] = (above + right) * channels;
        places[2] = (below + left) * channels;
        places[3] = (below + right) * channels;
        for (let k = 0; k < 4; k++) {
          // Comparisons with what is unknown are false.
          const isOne = places[k] === middle || isAlike(data, places[k], middle);
          shares[k] = isOne ? 1 : 0;
          for (let c = 0; c < channels; c++) values[4 * c + k] = isOne ? data[places[k] + c] : 0;
        }
      }
      const [weightLeft, weightRight] = [columns.weights[2 * column], columns.weights[2 * column + 1]];
      const [a, b] = [weightAbove * weightLeft, weightAbove * weightRight];
      const [d, e] = [weightBelow * weightLeft, weightBelow * weightRight];
      const share = a * shares[0] + b * shares[1] + d * shares[2] + e * shares[3];
      for (let c = 0, at = 0; c < channels; c++, at += 4) {
        const sum = a * values[at] + b * values[at + 1] + d * values[at + 2] + e * values[at + 3];
        out[to + c] = isKnown && share > 0 ? sum / share : data[middle + c];
      }
    }
  }
  return out;
}
