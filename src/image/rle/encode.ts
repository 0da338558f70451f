import { checkSize } from "../checks.js";
import { compressCounts, runLengthsOf } from "./text.js";
import type { BinaryMask, CocoMask, CompressedRunLengths, PixelBox, RunLengths } from "./types.js";

/**
 * The run lengths of a mask.
 *
 * @throws ArgumentError for a size outside 1 to 16384
 * @example encodeRuns({ width: 2, height: 2, data: [0, 1, 0, 0] }).counts // [2, 1, 1], column by column
 */
export function encodeRuns({ width, height, data }: BinaryMask): RunLengths {
  checkSize("mask", width, height);
  const counts: number[] = [];
  let current = 0;
  let run = 0;
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++, run++) {
      const bit = data[y * width + x] ? 1 : 0;
      if (bit === current) continue;
      counts.push(run);
      run = 0;
      current = bit;
    }
  }
  counts.push(run);
  return { size: [height, width], counts };
}

/**
 * A mask as COCO files hold it.
 *
 * @example encodeMask({ width: 640, height: 480, data: mask }) // { size: [480, 640], counts: "…" }
 */
export function encodeMask(mask: BinaryMask): CompressedRunLengths {
  const { size, counts } = encodeRuns(mask);
  return { size, counts: compressCounts(counts) };
}

/**
 * The pixels of a COCO mask, 0 or 1, row by row.
 *
 * @throws ArgumentError if the counts do not fit the size
 */
export function decodeMask(mask: CocoMask): { width: number; height: number; data: Uint8Array } {
  const { size, counts } = runLengthsOf(mask);
  const [height, width] = size;
  const data = new Uint8Array(width * height);
  let at = 0;
  counts.forEach((count, i) => {
    const end = at + count;
    if (i % 2 === 1) for (; at < end; at++) data[(at % height) * width + Math.floor(at / height)] = 1;
    at = end;
  });
  return { width, height, data };
}

/** How many pixels a COCO mask has. */
export function maskArea(mask: CocoMask): number {
  return runLengthsOf(mask).counts.reduce((sum, count, i) => (i % 2 === 1 ? sum + count : sum), 0);
}

/** The smallest box around a COCO mask; an empty one has [0, 0, 0, 0]. */
export function maskBox(mask: CocoMask): PixelBox {
  const { size, counts } = runLengthsOf(mask);
  const [height, width] = size;
  let [left, top, right, bottom] = [width, height, -1, -1];
  let at = 0;
  counts.forEach((count, i) => {
    const last = at + count - 1;
    if (i % 2 === 1 && count > 0) {
      const [firstColumn, lastColumn] = [Math.floor(at / height), Math.floor(last / height)];
      const wraps = lastColumn > firstColumn;
      left = Math.min(left, firstColumn);
      right = Math.max(right, lastColumn);
      top = Math.min(top, wraps ? 0 : at % height);
      bottom = Math.max(bottom, wraps ? height - 1 : last % height);
    }
    at += count;
  });
  return right < 0 ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
}
