import { checkPlane, checkSize } from "./checks.js";
import { DISPLAY, displayValue } from "./display.js";
import { encodePreview } from "./preview.js";
import type { MimeBundle, Provenance } from "./types.js";

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
  readonly provenance?: Provenance;

  /** @throws ArgumentError if sizes, length or type do not fit */
  constructor(init: { width: number; height: number; data: Uint8Array; provenance?: Provenance }) {
    checkSize("RgbImage", init.width, init.height);
    checkPlane("RgbImage.data", init.data, Uint8Array, 3 * init.width * init.height);
    this.width = init.width;
    this.height = init.height;
    this.data = init.data;
    if (init.provenance) this.provenance = init.provenance;
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
