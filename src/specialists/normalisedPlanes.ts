import type { RgbImage } from "../image/rgbImage.js";

/** A picture as planes of red, green and blue: (level / 255 − mean) / deviation of each. */
export function normalisedPlanes(
  { width, height, data }: RgbImage,
  mean: readonly number[] = [0, 0, 0],
  deviation: readonly number[] = [1, 1, 1],
): Float32Array {
  const count = width * height;
  const planes = new Float32Array(3 * count);
  for (let k = 0; k < 3; k++)
    for (let i = 0; i < count; i++) planes[k * count + i] = (data[3 * i + k] / 255 - mean[k]) / deviation[k];
  return planes;
}
