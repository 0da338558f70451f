import type { Size } from "../../image/alignment/alignment.js";

/** The shapes that the service knows. */
const RATIOS = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];

/** The nearest of them, by the logarithm: twice as wide is as far as twice as high. */
export function aspectRatioOf({ width, height }: Size): string {
  const wanted = Math.log(width / height);
  const distance = (ratio: string): number => {
    const [w, h] = ratio.split(":").map(Number);
    return Math.abs(Math.log(w / h) - wanted);
  };
  return RATIOS.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best));
}

/** The least of the sizes that is not smaller than what was asked for. */
export function imageSizeOf(size: Size | undefined): string {
  const side = size ? Math.max(size.width, size.height) : 1024;
  // Sizes are named after a square's side; wide pictures have a third more.
  if (side <= 1400) return "1K";
  return side <= 2800 ? "2K" : "4K";
}
