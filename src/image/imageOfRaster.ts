import { inFullRange, type Raster, unreadable } from "./formats/raster.js";
import { RgbImage } from "./rgbImage.js";
import type { Provenance } from "./types.js";

/** 65535 / 255: so many 16-bit steps are one 8-bit level. */
const STEPS_PER_LEVEL = 257;

/**
 * A picture from the pixels of a file: one channel is grey, two and four end with an opaque alpha, and indices
 * become their colours. 16-bit values are kept beside those that are rounded to 8 bits.
 *
 * @throws UnreadableError for floats and signed numbers, and for what is not opaque
 */
export function imageOfRaster(stored: Raster, name: string, provenance: Provenance): RgbImage {
  const raster = inFullRange(stored);
  const { width, height, channels, palette } = raster;
  const type = raster.data.constructor.name;
  if (type !== "Uint8Array" && type !== "Uint16Array") {
    const got = `of ${type.replace("Array", "").toLowerCase()} values`;
    throw unreadable(
      name,
      "a picture of 8-bit or 16-bit values",
      got,
      "read it with readDepth or readNormals",
    );
  }
  const data = raster.data as Uint8Array | Uint16Array;
  const isDeep = type === "Uint16Array";
  if (channels === 2 || channels === 4) checkAlpha(data, channels, width, name);
  if (data instanceof Uint8Array && channels === 3 && !palette)
    return new RgbImage({ width, height, data, provenance });
  const count = width * height;
  const values = isDeep ? new Uint16Array(3 * count) : new Uint8Array(3 * count);
  const [green, blue] = channels >= 3 ? [1, 2] : [0, 0];
  for (let i = 0, from = 0, to = 0; i < count; i++, from += channels, to += 3) {
    const colour = palette?.[data[from]];
    values[to] = colour ? colour[0] : data[from];
    values[to + 1] = colour ? colour[1] : data[from + green];
    values[to + 2] = colour ? colour[2] : data[from + blue];
  }
  if (values instanceof Uint8Array) return new RgbImage({ width, height, data: values, provenance });
  const rounded = Uint8Array.from(values, (value) => Math.round(value / STEPS_PER_LEVEL));
  return new RgbImage({ width, height, data: rounded, samples16: values, provenance });
}

function checkAlpha(data: Uint8Array | Uint16Array, channels: 2 | 4, width: number, name: string): void {
  const full = data.BYTES_PER_ELEMENT === 1 ? 255 : 65_535;
  for (let at = channels - 1; at < data.length; at += channels) {
    if (data[at] === full) continue;
    const i = Math.floor(at / channels);
    const got = `transparent (alpha ${data[at]} at x=${i % width}, y=${Math.floor(i / width)})`;
    throw unreadable(name, "opaque", got, "save it without an alpha channel");
  }
}
