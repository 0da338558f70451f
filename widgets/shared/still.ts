/** The still picture of a view, for places where no widget can be. */
import type { MimeBundle } from "@vision-peel/kernel/widgets";
import { RgbImage } from "vision-peel/image";
import type { Frame } from "./draw/frame.js";

/** The longest side of the still picture, in pixels. */
const STILL_SIDE = 640;

/** The frame that shows a whole picture. */
export function stillFrame({ width, height }: { width: number; height: number }): Frame {
  const scale = Math.min(1, STILL_SIDE / Math.max(width, height));
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  return { width: side(width), height: side(height), left: 0, top: 0, scale };
}

const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;
interface Displayed {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

/** A thread is drawn this thick, or nobody would see it; pixels. */
const LEAST_SIDE = 8;

/** A frame's words as a PNG in base64, on white. */
export async function stillPng(frame: Frame, pixels: Uint32Array): Promise<MimeBundle["image/png"]> {
  const still = thickened(new RgbImage({ width: frame.width, height: frame.height, data: onWhite(pixels) }));
  const bundle = await (still as unknown as Displayed)[displaySymbol]();
  return bundle["image/png"];
}

/** A picture whose rows, or columns, are repeated until they are seen. */
function thickened(picture: RgbImage): RgbImage {
  const { width, height, data } = picture;
  const [across, down] = [width, height].map((side) => Math.ceil(LEAST_SIDE / side));
  // A picture that is small both ways is small, not a thread.
  if ((across === 1) === (down === 1)) return picture;
  const size = { width: width * across, height: height * down };
  const thick = new Uint8Array(3 * size.width * size.height);
  for (let i = 0; i < size.width * size.height; i++) {
    const x = Math.floor((i % size.width) / across);
    const y = Math.floor(Math.floor(i / size.width) / down);
    thick.set(data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3), 3 * i);
  }
  return new RgbImage({ ...size, data: thick });
}

/** RGB of half-transparent pixels on white paper. */
function onWhite(pixels: Uint32Array): Uint8Array {
  const rgb = new Uint8Array(3 * pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const word = pixels[i];
    const alpha = (word >>> 24) / 255;
    for (let k = 0; k < 3; k++) rgb[3 * i + k] = Math.round(255 + alpha * (((word >>> (8 * k)) & 255) - 255));
  }
  return rgb;
}
