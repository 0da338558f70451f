import { ArgumentError, describeValue } from "../errors.js";
import type { RgbImage } from "./rgbImage.js";
import type { PixelBox } from "./rle/types.js";

/** Options of `floodFill`. */
export interface FloodFillOptions {
  /** colours up to this many levels apart join; 0 or more */
  readonly tolerance: number;
  /** 4 by sides, 8 (default) by corners too, 16 also a chess knight's move away */
  readonly neighbours?: 4 | 8 | 16;
  /** "euclidean" (default), or the largest difference of a "channel" as OpenCV has it */
  readonly distance?: "euclidean" | "channel";
  /** what a pixel is compared with: the "seed" (default), or the "neighbour" from which it is reached */
  readonly comparedWith?: "seed" | "neighbour";
}

/** What a fill reached. */
export interface FilledRegion {
  readonly width: number;
  readonly height: number;
  /** 1 where the fill came, else 0; row by row */
  readonly data: Uint8Array;
  /** pixels */
  readonly area: number;
  readonly box: PixelBox;
}

const MOVES: readonly (readonly [dx: number, dy: number])[] = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
  [-1, -2],
  [1, -2],
  [-1, 2],
  [1, 2],
  [-2, -1],
  [2, -1],
  [-2, 1],
  [2, 1],
];

/**
 * The region of like colour around a pixel: a magic wand, and the plain definition that the instance
 * decoder's faster fill is tested against. Linear in the region's pixels.
 *
 * @param seed pixels from the top left
 * @throws ArgumentError for a seed outside the picture, or an option out of range
 * @example floodFill(picture, { x: 40, y: 30 }, { tolerance: 14 }).area
 */
export function floodFill(
  picture: RgbImage,
  seed: { readonly x: number; readonly y: number },
  options: FloodFillOptions,
): FilledRegion {
  const { tolerance, neighbours = 8, distance = "euclidean", comparedWith = "seed" } = options;
  check(picture, seed, tolerance, neighbours);
  const { width, height, data: pixels } = picture;
  const moves = MOVES.slice(0, neighbours);
  const data = new Uint8Array(width * height);
  const start = seed.y * width + seed.x;
  const reached = [start];
  data[start] = 1;
  let [left, top, right, bottom] = [seed.x, seed.y, seed.x, seed.y];
  // The list grows while it is walked.
  for (const from of reached) {
    const [x, y] = [from % width, Math.floor(from / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    const to = comparedWith === "seed" ? start : from;
    for (const [dx, dy] of moves) {
      const next = from + dy * width + dx;
      const isInside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
      if (!isInside || data[next] || difference(pixels, next, to, distance) > tolerance) continue;
      data[next] = 1;
      reached.push(next);
    }
  }
  const box = [left, top, right - left + 1, bottom - top + 1] as const;
  return { width, height, data, area: reached.length, box };
}

function difference(pixels: Uint8Array, a: number, b: number, distance: "euclidean" | "channel"): number {
  const dr = pixels[3 * a] - pixels[3 * b];
  const dg = pixels[3 * a + 1] - pixels[3 * b + 1];
  const db = pixels[3 * a + 2] - pixels[3 * b + 2];
  return distance === "channel"
    ? Math.max(Math.abs(dr), Math.abs(dg), Math.abs(db))
    : Math.sqrt(dr * dr + dg * dg + db * db);
}

function check(
  { width, height }: RgbImage,
  { x, y }: { x: number; y: number },
  tolerance: number,
  neighbours: number,
): void {
  const isInside = Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < width && y < height;
  if (!isInside) {
    throw new ArgumentError({
      argument: "seed",
      expected: `a pixel of the picture of ${width} × ${height}`,
      got: `x=${describeValue(x)}, y=${describeValue(y)}`,
      remedy: "give whole numbers from 0, 0 at the top left",
    });
  }
  if (!(tolerance >= 0)) {
    throw new ArgumentError({
      argument: "tolerance",
      expected: "0 or more levels",
      got: describeValue(tolerance),
      remedy: "14 is what a generator's flat areas need",
    });
  }
  if (![4, 8, 16].includes(neighbours)) {
    throw new ArgumentError({
      argument: "neighbours",
      expected: "4, 8 or 16",
      got: describeValue(neighbours),
      remedy: "leave it out for 8",
    });
  }
}
