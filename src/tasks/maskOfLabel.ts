import type { LabelMap } from "../image/labelMap.js";
import type { PixelBox } from "../image/rle/types.js";

/** The pixels of one class: 1 inside, with area and box (left, top, width, height; zeros where there is none). */
export function maskOfLabel(
  { width, height, data: ids }: LabelMap,
  id: number,
): { data: Uint8Array; width: number; height: number; area: number; box: PixelBox } {
  const data = new Uint8Array(ids.length);
  let area = 0;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (ids[i] !== id) continue;
      data[i] = 1;
      area++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  const box: PixelBox = area === 0 ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
  return { data, width, height, area, box };
}
