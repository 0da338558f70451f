import { ArgumentError, describeValue } from "../errors.js";
import type { RgbImage } from "../image/rgbImage.js";

/** @throws ArgumentError for what is no photo */
export function checkPhoto(photo: unknown): asserts photo is RgbImage {
  const { width, height, data } = (photo ?? {}) as Partial<RgbImage>;
  if (width && height && ArrayBuffer.isView(data) && data.length === 3 * width * height) return;
  throw new ArgumentError({
    ...{ argument: "photo", expected: "an RgbImage", got: describeValue(photo) },
    remedy: 'read a file with await readImage("photo.jpg", { upright: true })',
  });
}
