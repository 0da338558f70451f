/** The colours of a picture, counted in boxes of 4 × 4 × 4 levels: a cloud that is drawn in time, whatever its size. */

/** Levels that a box spans each way. */
const SIDE_BITS = 2;
const BITS = 8 - SIDE_BITS;
const BOXES = 1 << (3 * BITS);

export interface ColourBins {
  /** boxes that have a pixel, by falling count */
  readonly boxes: Uint32Array;
  /** pixels of every box, by its number */
  readonly counts: Uint32Array;
  /** mean colour of every box, by its number: red green blue interleaved */
  readonly means: Float32Array;
}

/** The number of a colour's box. */
export const boxOf = (r: number, g: number, b: number): number =>
  ((r >> SIDE_BITS) << (2 * BITS)) | ((g >> SIDE_BITS) << BITS) | (b >> SIDE_BITS);

/** @param rgb interleaved bytes */
export function countColours(rgb: Uint8Array): ColourBins {
  const counts = new Uint32Array(BOXES);
  const sums = new Float64Array(3 * BOXES);
  for (let i = 0; i < rgb.length; i += 3) {
    const box = boxOf(rgb[i], rgb[i + 1], rgb[i + 2]);
    counts[box]++;
    sums[3 * box] += rgb[i];
    sums[3 * box + 1] += rgb[i + 1];
    sums[3 * box + 2] += rgb[i + 2];
  }
  const boxes = Uint32Array.from([...counts.keys()].filter((box) => counts[box] > 0)).sort(
    (a, b) => counts[b] - counts[a],
  );
  const means = new Float32Array(3 * BOXES);
  for (const box of boxes) for (let k = 0; k < 3; k++) means[3 * box + k] = sums[3 * box + k] / counts[box];
  return { boxes, counts, means };
}
