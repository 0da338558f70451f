import type { Size } from "../../../image/alignment/alignment.js";

/**
 * The size that a model paints: the shape that is asked for, at the area that it was trained on, its sides multiples of
 * some pixels.
 */
export function fitSize({ width, height }: Size, area: number, multiple: number): Size {
  const scale = Math.sqrt(area / (width * height));
  const side = (pixels: number): number => multiple * Math.max(1, Math.round((pixels * scale) / multiple));
  return { width: side(width), height: side(height) };
}
