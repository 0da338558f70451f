import { resample } from "../image/resample/resample.js";
import { RgbImage } from "../image/rgbImage.js";

/** A photo within a picture of a network's own sides, as large as it fits, with one colour around it. */
export interface Letterbox {
  readonly picture: RgbImage;
  /** pixels of the network for one of the photo */
  readonly scale: number;
  /** where the photo lies */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * @param isCentred whether what is around it is shared between both ends; else it is at the right and the bottom
 * @param around levels of red, green, blue
 */
export function letterbox(
  photo: RgbImage,
  { width: outerWidth, height: outerHeight }: { readonly width: number; readonly height: number },
  isCentred: boolean,
  around: readonly [number, number, number],
): Letterbox {
  const scale = Math.min(outerWidth / photo.width, outerHeight / photo.height);
  const side = (pixels: number, most: number): number =>
    Math.min(most, Math.max(1, Math.round(pixels * scale)));
  const [width, height] = [side(photo.width, outerWidth), side(photo.height, outerHeight)];
  const left = isCentred ? Math.floor((outerWidth - width) / 2) : 0;
  const top = isCentred ? Math.floor((outerHeight - height) / 2) : 0;
  const inner = resample(photo, { width, height }, { method: "bilinear-antialias" });
  const data = new Uint8Array(3 * outerWidth * outerHeight);
  for (let i = 0; i < data.length; i++) data[i] = around[i % 3];
  for (let row = 0; row < height; row++)
    data.set(
      inner.data.subarray(3 * row * width, 3 * (row + 1) * width),
      3 * ((top + row) * outerWidth + left),
    );
  const picture = new RgbImage({ width: outerWidth, height: outerHeight, data });
  return { picture, scale, left, top, width, height };
}

/** A plane's values within a letterbox, row by row. */
export function withinBox(
  plane: Float32Array,
  outerWidth: number,
  { left, top, width, height }: Letterbox,
): Float32Array {
  const inner = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (top + row) * outerWidth + left;
    inner.set(plane.subarray(from, from + width), row * width);
  }
  return inner;
}
