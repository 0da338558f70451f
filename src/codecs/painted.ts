import { ArgumentError, describeValue } from "../errors.js";
import { checkOpaque, RgbImage } from "../image/rgbImage.js";
import type { Provenance } from "../image/types.js";

/** A picture with an opaque alpha channel, as a canvas' `ImageData` or sharp's raw buffer of four channels. */
export interface RgbaPixels {
  readonly width: number;
  readonly height: number;
  /** RGBA interleaved, row by row from the top left; 4 · width · height values */
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly provenance?: Provenance;
}

/** What decoders take: a picture, or pixels with an opaque alpha channel. */
export type Painted = RgbImage | RgbaPixels;

/**
 * The picture as the decoders know it, without a copy where it is one. By its shape, not instanceof: a notebook may
 * run cells in a realm of its own.
 *
 * @throws ArgumentError for what is no picture, or has pixels that are not opaque
 */
export function paintedImage(argument: string, value: unknown): RgbImage {
  const image = value as RgbImage;
  const perPixel = valuesPerPixel(argument, image);
  if (perPixel === 4) return RgbImage.fromRgba(image);
  return image.data.constructor.name === "Uint8Array" ? image : new RgbImage(image);
}

/** 3 for RGB, 4 for RGBA, which is opaque. @throws ArgumentError for anything else */
export function valuesPerPixel(argument: string, value: unknown): 3 | 4 {
  const { width, height, data } = (value ?? {}) as Partial<RgbaPixels>;
  const isBytes =
    ArrayBuffer.isView(data) && ["Uint8Array", "Uint8ClampedArray", "Buffer"].includes(data.constructor.name);
  const perPixel = isBytes ? data.length / (Number(width) * Number(height)) : Number.NaN;
  if (perPixel === 3) return 3;
  if (perPixel === 4 && isBytes) {
    checkOpaque(`${argument}.data`, data, Number(width));
    return 4;
  }
  throw new ArgumentError({
    argument,
    expected: "an RgbImage",
    got: describeValue(value),
    remedy: "read a file with await readImage(path)",
  });
}
