import { WALK_STEPS, walkColours } from "../color/index.js";
import { depthTransform } from "../color/powerTransform.js";
import { checkPlane, checkSize } from "./checks.js";
import { describeDepth } from "./describeDepth.js";
import { DISPLAY, displayValue } from "./display.js";
import { encodePreview } from "./preview.js";
import type { MimeBundle, Provenance } from "./types.js";

/**
 * Metric depth. +Infinity is the sky, NaN is unknown.
 *
 * @example new DepthMap({ width: 2, height: 1, data: Float32Array.of(1.5, Infinity) })
 */
export class DepthMap {
  readonly width: number;
  readonly height: number;
  /** metres along the optical axis (not along the ray), row by row from the top left */
  readonly data: Float32Array;
  /** how far each painted pixel lay off its code, in 8-bit levels; only for decoded depth */
  readonly residual?: Float32Array;
  /** by how many levels the next stretch of the code lay farther: near 0 the depth may be another; only where asked for */
  readonly margin?: Float32Array;
  readonly provenance?: Provenance;

  /** @throws ArgumentError if sizes, lengths or types do not fit */
  constructor(init: {
    width: number;
    height: number;
    data: Float32Array;
    residual?: Float32Array;
    margin?: Float32Array;
    provenance?: Provenance;
  }) {
    checkSize("DepthMap", init.width, init.height);
    checkPlane("DepthMap.data", init.data, Float32Array, init.width * init.height);
    for (const plane of ["residual", "margin"] as const) {
      if (init[plane] === undefined) continue;
      checkPlane(`DepthMap.${plane}`, init[plane], Float32Array, init.width * init.height);
    }
    if (init.residual) this.residual = init.residual;
    if (init.margin) this.margin = init.margin;
    this.width = init.width;
    this.height = init.height;
    this.data = init.data;
    if (init.provenance) this.provenance = init.provenance;
  }

  /** One line: size, memory, range with a histogram, median, shares of infinite and off-path pixels. */
  toString(): string {
    return describeDepth(this);
  }

  /** A small picture in the colours of the code, as a PNG in base64; unknown pixels are grey. */
  preview(): string {
    const colours = walkColours();
    const { forward } = depthTransform(-3, 10 / 3);
    const unknown = [128, 128, 128];
    return encodePreview(this.width, this.height, (i) => {
      const metres = this.data[i];
      if (!(metres >= 0)) return unknown;
      const step = Math.round(WALK_STEPS * forward(metres));
      return colours.subarray(3 * step, 3 * step + 3);
    });
  }

  [DISPLAY](): MimeBundle | Promise<MimeBundle> {
    return displayValue("depth", this, () => this.preview());
  }
}
