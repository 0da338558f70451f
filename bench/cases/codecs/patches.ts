import { type designLegend, RgbImage } from "vision-peel";
import { randomBytes } from "../../pictures.js";

/** Patches of one class, each with the noise of a generator. */
export function paintedPatches(
  legend: ReturnType<typeof designLegend>,
  width: number,
  height: number,
): RgbImage {
  const data = randomBytes(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const { colour } = legend[((x >> 6) * 31 + (y >> 6) * 17) % legend.length];
    for (let c = 0; c < 3; c++)
      data[3 * i + c] = Math.min(255, Math.max(0, colour[c] + (data[3 * i + c] % 13) - 6));
  }
  return new RgbImage({ width, height, data });
}
