import { DepthMap } from "../../image/depthMap.js";
import { DISPLAY, displayValue } from "../../image/display.js";
import { LabelMap } from "../../image/labelMap.js";
import { NormalMap } from "../../image/normalMap.js";
import { encodePreview } from "../../image/preview.js";
import type { RgbImage } from "../../image/rgbImage.js";
import type { MimeBundle } from "../../image/types.js";
import type { Measured } from "../benchmarks/judge.js";

interface Parts {
  readonly id: string;
  readonly words: string;
  readonly photo: RgbImage | undefined;
  readonly measured: Measured;
  readonly truth: Measured;
  readonly paintedOnPhoto?: RgbImage;
}

/** A sample with everything that led to its numbers, all on the photo's grid. */
export class OpenedSample {
  readonly id: string;
  readonly photo: RgbImage | undefined;
  /** the painting on the photo's grid: every pixel picked, none blended */
  readonly painted: RgbImage | undefined;
  readonly measured: Measured;
  readonly truth: Measured;
  readonly #words: string;

  constructor({ id, words, photo, measured, truth, paintedOnPhoto }: Parts) {
    this.id = id;
    this.photo = photo;
    this.measured = measured;
    this.truth = truth;
    this.painted = paintedOnPhoto;
    this.#words = words;
  }

  /** what views show it as */
  get kind(): "depth" | "normals" | "labels" | "instances" {
    if (this.measured instanceof DepthMap) return "depth";
    if (this.measured instanceof NormalMap) return "normals";
    return this.measured instanceof LabelMap ? "labels" : "instances";
  }

  toString(): string {
    return this.#words;
  }

  [DISPLAY](): MimeBundle | Promise<MimeBundle> {
    const { width, height } = this.measured;
    const shown = this.painted ?? this.photo;
    const data = shown?.data ?? new Uint8Array(3 * width * height);
    return displayValue("evaluatedSample", this, () =>
      encodePreview(width, height, (i) => data.subarray(3 * i, 3 * i + 3)),
    );
  }
}
