import { ArgumentError, describeValue } from "../errors.js";

/** Ids of one picture, row by row. */
export interface IdPlane {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/**
 * Pixels near a border: 1 where another id lies within `distance` pixels along rows, columns or diagonals, so that a
 * border of two regions is a band of 2 × `distance` pixels. FiftyOne's `bandwidth` evaluates on such a band around the
 * true contours (docs.voxel51.com, "Evaluating segmentations"); the picture's own edge is a border only if asked for.
 *
 * @param distance pixels, a whole number from 1
 * @param edges whether what lies beyond the picture counts as another id; default false
 * @returns 1 or 0 for each pixel
 * @throws ArgumentError if the distance is none or the plane does not fit its size
 * @example borderBand({ width: 4, height: 1, data: [0, 0, 1, 1] }, 1)   // Uint8Array [0, 1, 1, 0]
 */
export function borderBand(
  { width, height, data }: IdPlane,
  distance: number,
  { edges = false }: { edges?: boolean } = {},
): Uint8Array {
  checkDistance(distance);
  checkSize("plane", data, width, height);
  const band = new Uint8Array(width * height);
  const reach = edges ? 0 : distance;
  // A square of one id is a column of rows of it. First the rows: 1 where one holds another id.
  for (let y = 0, start = 0; y < height; y++, start += width) {
    for (let x = 0; x < width; ) {
      let end = x + 1;
      while (end < width && data[start + end] === data[start + x]) end++;
      const from = x === 0 ? x - reach : x;
      const to = end === width ? end + reach : end;
      band.fill(1, start + x, start + Math.min(end, from + distance));
      band.fill(1, start + Math.max(x, to - distance), start + end);
      x = end;
    }
  }
  // Then the columns, for runs of pixels whose rows are of one id, and of the same.
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; ) {
      const at = y * width + x;
      if (band[at] === 1) {
        y++;
        continue;
      }
      let end = y + 1;
      while (end < height && band[end * width + x] === 0 && data[end * width + x] === data[at]) end++;
      const from = y === 0 ? y - reach : y;
      const to = end === height ? end + reach : end;
      for (let row = y; row < end; row++)
        if (row < from + distance || row >= to - distance) band[row * width + x] = 2;
      y = end;
    }
  }
  for (let i = 0; i < band.length; i++) if (band[i] === 2) band[i] = 1;
  return band;
}

/**
 * The band of some rows only, the very same that `borderBand` finds there: a large picture can be taken in strips.
 *
 * @param from the first row
 * @param to the row after the last
 * @throws ArgumentError if the distance is none
 * @example borderBandOfRows({ width: 1, height: 4, data: [0, 0, 1, 1] }, 1, { from: 2, to: 4 })   // Uint8Array [1, 0]
 */
export function borderBandOfRows(
  { width, height, data }: IdPlane & { readonly data: Uint16Array },
  distance: number,
  { from, to, edges = false }: { from: number; to: number; edges?: boolean },
): Uint8Array {
  checkDistance(distance);
  // What lies farther away than the distance has no say; an edge that is none stays as far away.
  const top = Math.max(0, from - distance);
  const bottom = Math.min(height, to + distance);
  const strip = { width, height: bottom - top, data: data.subarray(top * width, bottom * width) };
  return borderBand(strip, distance, { edges }).subarray((from - top) * width, (to - top) * width);
}

function checkDistance(distance: unknown): void {
  if (Number.isInteger(distance) && (distance as number) > 0) return;
  throw new ArgumentError({
    argument: "distance",
    expected: "a whole number of pixels, 1 or more",
    got: describeValue(distance),
    remedy: "2 % of the diagonal is usual: Math.round(0.02 * Math.hypot(width, height))",
  });
}

function checkSize(argument: string, data: ArrayLike<number>, width: number, height: number): void {
  if (data.length === width * height) return;
  throw new ArgumentError({
    argument,
    expected: `${width} × ${height} ids`,
    got: `${data.length} ids`,
    remedy: "pass { width, height, data } of one picture",
  });
}
