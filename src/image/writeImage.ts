import { encode } from "fast-png";
import type { RgbImage } from "./rgbImage.js";
import { checkedExtension, writeFileSafely } from "./writeFileSafely.js";

/**
 * Writes a picture as 8-bit RGB PNG, the one format here that keeps a painted code exactly.
 *
 * @param path ends in .png
 * @throws UnwritableError for another extension or a place that cannot be written
 * @example await writeImage(encodeDepth(depth), "painted.png");
 */
export async function writeImage(image: RgbImage, path: string): Promise<void> {
  checkedExtension(path, [".png"]);
  const { width, height, data } = image;
  await writeFileSafely(path, encode({ width, height, data, channels: 3, depth: 8 }));
}
