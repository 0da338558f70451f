import { checkPlane, checkSize } from "../checks.js";
import type { PixelBox } from "../rle/types.js";
import { endOf, findPieces } from "./pieces.js";

/** One connected piece of a class or an instance. */
export interface PieceRecord {
  /** the id that its pixels have */
  readonly id: number;
  /** pixels */
  readonly area: number;
  /** the smallest box around it: x, y of the top left pixel, width, height, in pixels */
  readonly box: PixelBox;
  /** mean place of its pixels' centres, in pixels; the top left pixel's centre is 0, 0 */
  readonly centroid: readonly [x: number, y: number];
  /** its first pixel, row by row: one that is in it */
  readonly first: { readonly x: number; readonly y: number };
}

/** All pieces of a picture. */
export interface MeasuredPieces {
  /** one for each piece, in the order of their first pixels */
  readonly records: readonly PieceRecord[];
  /** The piece that a pixel of the picture belongs to. */
  at(x: number, y: number): PieceRecord;
}

/**
 * Measures the connected pieces of every id, where pixels touch by sides or corners.
 *
 * @throws ArgumentError if sizes or types do not fit
 * @example measurePieces({ width: 3, height: 1, data: Uint16Array.of(1, 0, 1) }).records.length   // 3
 */
export function measurePieces({
  width,
  height,
  data,
}: {
  width: number;
  height: number;
  data: Uint16Array;
}): MeasuredPieces {
  checkSize("labels", width, height);
  checkPlane("labels.data", data, Uint16Array, width * height);
  const { ids, areas, rows, starts, pieceOfRun } = findPieces({ width, height, data }, true);
  const count = ids.length;
  const [left, right] = [new Int32Array(count).fill(width), new Int32Array(count)];
  const [top, bottom] = [new Int32Array(count), new Int32Array(count)];
  const [firstX, seen] = [new Int32Array(count), new Uint8Array(count)];
  const [sumX, sumY] = [new Float64Array(count), new Float64Array(count)];
  for (let y = 0; y < height; y++) {
    for (let run = rows[y]; run < rows[y + 1]; run++) {
      const piece = pieceOfRun[run];
      const [from, to] = [starts[run], endOf(rows, starts, width, run, y)];
      if (!seen[piece]) {
        seen[piece] = 1;
        firstX[piece] = from;
        top[piece] = y;
      }
      bottom[piece] = y;
      left[piece] = Math.min(left[piece], from);
      right[piece] = Math.max(right[piece], to);
      sumX[piece] += ((to - from) * (from + to - 1)) / 2;
      sumY[piece] += (to - from) * y;
    }
  }
  const records = Array.from(
    ids,
    (id, piece): PieceRecord => ({
      ...{ id, area: areas[piece] },
      box: [left[piece], top[piece], right[piece] - left[piece], bottom[piece] - top[piece] + 1],
      centroid: [sumX[piece] / areas[piece], sumY[piece] / areas[piece]],
      first: { x: firstX[piece], y: top[piece] },
    }),
  );
  return {
    records,
    at(x, y) {
      let [run, end] = [rows[y], rows[y + 1]];
      // The last run that starts at x or before it.
      while (end - run > 1) {
        const middle = (run + end) >> 1;
        if (starts[middle] <= x) run = middle;
        else end = middle;
      }
      return records[pieceOfRun[run]];
    },
  };
}
