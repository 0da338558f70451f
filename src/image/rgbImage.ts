import { ArgumentError, describeValue } from "../errors.js";
import { checkPlane, checkSize } from "./checks.js";
import { DISPLAY, displayValue } from "./display.js";
import { encodePreview } from "./preview.js";
import type { MimeBundle, Provenance } from "./types.js";

/** What an `RgbImage` is made of. */
export interface RgbImageInit {
  readonly width: number;
  readonly height: number;
  /** RGB interleaved; Node's Buffer and a canvas' clamped array are taken without a copy */
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly samples16?: Uint16Array;
  readonly provenance?: Provenance;
}

/**
 * A picture of 8-bit RGB values: a photo, or a painted code.
 *
 * @example new RgbImage({ width: 1, height: 1, data: Uint8Array.of(255, 55, 0) })
 */
export class RgbImage {
  readonly width: number;
  readonly height: number;
  /** RGB interleaved, row by row from the top left; 3 · width · height values */
  readonly data: Uint8Array;
  /**
   * The same values at 16 bits, 0 to 65535, where the file has them; `data` are these rounded to 8 bits. Depth and
   * normals are decoded from these.
   */
  readonly samples16?: Uint16Array;
  readonly provenance?: Provenance;

  /** @throws ArgumentError if sizes, length or type do not fit */
  constructor(init: RgbImageInit) {
    const { width, height, data, samples16, provenance } = init;
    checkSize("RgbImage", width, height);
    checkPlane("RgbImage.data", data, Uint8Array, 3 * width * height, BYTES);
    if (samples16) checkPlane("RgbImage.samples16", samples16, Uint16Array, 3 * width * height);
    this.width = width;
    this.height = height;
    this.data = plainBytes(data);
    if (samples16) this.samples16 = samples16;
    if (provenance) this.provenance = provenance;
  }

  /**
   * The same picture without its alpha channel, as a canvas gives it.
   *
   * @param pixels RGBA interleaved, every pixel opaque: what shines through has no colour of its own
   * @throws ArgumentError if sizes, length or type do not fit, or a pixel is not opaque
   * @example RgbImage.fromRgba(context.getImageData(0, 0, width, height))
   */
  static fromRgba({ width, height, data, provenance }: Omit<RgbImageInit, "samples16">): RgbImage {
    checkSize("RgbImage", width, height);
    checkPlane("RgbImage.data", data, Uint8Array, 4 * width * height, BYTES);
    checkOpaque("RgbImage.data", data, width);
    const rgb = new Uint8Array(3 * width * height);
    for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
      rgb[to] = data[from];
      rgb[to + 1] = data[from + 1];
      rgb[to + 2] = data[from + 2];
    }
    return new RgbImage({ width, height, data: rgb, ...(provenance && { provenance }) });
  }

  /** One line: kind, size, memory. */
  toString(): string {
    return `rgb[${this.height}×${this.width}] u8 (${(this.data.length / 2 ** 20).toFixed(1)} MiB)`;
  }

  [DISPLAY](): MimeBundle | Promise<MimeBundle> {
    return displayValue("rgb", this, () =>
      encodePreview(this.width, this.height, (i) => this.data.subarray(3 * i, 3 * i + 3)),
    );
  }
}

/** What arrays of bytes are called. */
const BYTES = ["Uint8Array", "Uint8ClampedArray", "Buffer"];

/** The same bytes as a plain array, without a copy unless they are a small part of Node's pool, which others write into. */
function plainBytes(data: Uint8Array | Uint8ClampedArray): Uint8Array {
  if (data.constructor.name === "Uint8Array") return data as Uint8Array;
  const isPooled = data.constructor.name === "Buffer" && data.buffer.byteLength !== data.length;
  return isPooled ? Uint8Array.from(data) : new Uint8Array(data.buffer, data.byteOffset, data.length);
}

/** @throws ArgumentError unless every fourth value is 255 */
export function checkOpaque(argument: string, rgba: Uint8Array | Uint8ClampedArray, width: number): void {
  for (let at = 3; at < rgba.length; at += 4) {
    if (rgba[at] === 255) continue;
    const i = (at - 3) / 4;
    throw new ArgumentError({
      argument,
      expected: "opaque everywhere",
      got: `alpha ${describeValue(rgba[at])} at x=${i % width}, y=${Math.floor(i / width)}`,
      remedy: "paint it over a background of one colour first",
    });
  }
}
