import { ArgumentError, describeValue } from "../../errors.js";
import { checkPicture } from "../../image/checks.js";
import { DepthMap } from "../../image/depthMap.js";
import type { RgbImage } from "../../image/rgbImage.js";
import { fillDepth } from "../../wasm/depth.js";
import { fillDepthPlainly } from "../../wasm/twins/depth.js";
import type { DepthCodeOptions } from "./code.js";
import { depthTables } from "./tables.js";

/** Options of `decodeDepth`. */
export interface DecodeDepthOptions extends DepthCodeOptions {
  /** pixels further off the walk than this many levels become unknown (NaN); default: none do */
  readonly maxResidual?: number;
}

/**
 * Reads a painted picture back: every pixel goes to the nearest point of the walk and from there to
 * metres; how far it had to go is its residual. White is infinity. Integer arithmetic and one table,
 * equal to `depthCode().read` for all 16.7 million colours.
 *
 * @param painted the picture as it was painted: never resized, best never JPEG
 * @throws ArgumentError for λ ≥ −1, c ≤ 0, a negative maxResidual
 * @example decodeDepth(await readImage("painted.png")).data[0] // metres of the top left pixel
 */
export function decodeDepth(painted: RgbImage, options: DecodeDepthOptions = {}): DepthMap {
  checkPicture("painted", painted);
  const { maxResidual = Infinity } = options;
  if (!(maxResidual >= 0)) {
    throw new ArgumentError({
      argument: "maxResidual",
      expected: "0 or more levels",
      got: describeValue(maxResidual),
      remedy: "leave it out to keep every pixel",
    });
  }
  const { code, metresOfStep } = depthTables(options);
  const { width, height, data } = painted;
  const metres = new Float32Array(width * height);
  const residual = new Float32Array(width * height);
  if (!fillDepth(data, 3, metresOfStep, metres, residual))
    fillDepthPlainly(data, 3, metresOfStep, metres, residual);
  if (maxResidual < Infinity) {
    for (let i = 0; i < metres.length; i++) if (residual[i] > maxResidual) metres[i] = Number.NaN;
  }
  const provenance = { ...painted.provenance, lambda: code.lambda, c: code.c };
  return new DepthMap({ width, height, data: metres, residual, provenance });
}
