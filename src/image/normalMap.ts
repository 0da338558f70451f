import { checkPlane, checkSize } from "./checks.js";
import { DISPLAY, displayValue } from "./display.js";
import { encodePreview } from "./preview.js";
import type { MimeBundle, Provenance } from "./types.js";

/**
 * Surface normals in camera space: +x right, +y up, +z out of the picture to the viewer.
 * Pixels without a surface (the sky) hold NaN.
 *
 * @example new NormalMap({ width: 1, height: 1, data: Float32Array.of(0, 0, 1) })
 */
export class NormalMap {
  readonly width: number;
  readonly height: number;
  /** unit vectors, x y z interleaved, row by row from the top left; 3 · width · height values */
  readonly data: Float32Array;
  /** by how much the painted vector missed unit length, levels; where the map was decoded */
  readonly residual?: Float32Array;
  readonly provenance?: Provenance;

  /** @throws ArgumentError if sizes, length or type do not fit */
  constructor(init: {
    width: number;
    height: number;
    data: Float32Array;
    residual?: Float32Array;
    provenance?: Provenance;
  }) {
    checkSize("NormalMap", init.width, init.height);
    checkPlane("NormalMap.data", init.data, Float32Array, 3 * init.width * init.height);
    if (init.residual)
      checkPlane("NormalMap.residual", init.residual, Float32Array, init.width * init.height);
    this.width = init.width;
    this.height = init.height;
    this.data = init.data;
    if (init.residual) this.residual = init.residual;
    if (init.provenance) this.provenance = init.provenance;
  }

  /** One line: size, memory, share of pixels without a normal. */
  toString(): string {
    const { width, height, data } = this;
    let empty = 0;
    for (let i = 0; i < data.length; i += 3) if (Number.isNaN(data[i])) empty++;
    const share = empty === 0 ? "" : ` no surface ${((100 * empty) / (width * height)).toFixed(1)} %`;
    return `normals[${height}×${width}] f32 (${((4 * data.length) / 2 ** 20).toFixed(1)} MiB) camera space${share}`;
  }

  [DISPLAY](): MimeBundle | Promise<MimeBundle> {
    return displayValue("normals", this, () =>
      encodePreview(this.width, this.height, (i) => {
        const x = this.data[3 * i];
        // The paper's colours (arXiv 2604.20329): left is pinkish red, up light green, to the camera light blue.
        return Number.isNaN(x)
          ? [0, 0, 0]
          : [127.5 * (1 - x), 127.5 * (1 + this.data[3 * i + 1]), 127.5 * (1 + this.data[3 * i + 2])];
      }),
    );
  }
}
