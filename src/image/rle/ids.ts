import { checkSize } from "../checks.js";
import { compressCounts } from "./text.js";
import type { BinaryMask, CompressedRunLengths } from "./types.js";

/**
 * The masks of all ids of a map at once, in one pass: as `encodeMask` of each id's pixels, by id in rising order.
 *
 * @throws ArgumentError for a size outside 1 to 16384
 * @example encodeIds(instances).get(3) // { size: [480, 640], counts: "…" }
 */
export function encodeIds({ width, height, data }: BinaryMask): Map<number, CompressedRunLengths> {
  checkSize("map", width, height);
  const runs = new Map<number, { counts: number[]; end: number }>();
  const close = (id: number, start: number, end: number): void => {
    const run = runs.get(id) ?? { counts: [], end: 0 };
    run.counts.push(start - run.end, end - start);
    run.end = end;
    runs.set(id, run);
  };
  let current = data[0];
  let start = 0;
  for (let x = 0, place = 0; x < width; x++) {
    for (let i = x; i < width * height; i += width, place++) {
      if (data[i] === current) continue;
      close(current, start, place);
      current = data[i];
      start = place;
    }
  }
  const all = width * height;
  close(current, start, all);
  const sorted = [...runs].sort(([a], [b]) => a - b);
  return new Map(
    sorted.map(([id, { counts, end }]) => {
      const whole = end < all ? [...counts, all - end] : counts;
      return [id, { size: [height, width], counts: compressCounts(whole) }];
    }),
  );
}
