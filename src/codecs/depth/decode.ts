import { ArgumentError, describeValue } from "../../errors.js";
import { checkPicture } from "../../image/checks.js";
import { DepthMap } from "../../image/depthMap.js";
import type { RgbImage } from "../../image/rgbImage.js";
import { fillDepth } from "../../wasm/depth.js";
import { fillDepthPlainly } from "../../wasm/twins/depth.js";
import { type CodeChoice, chosenCode } from "./chosenCode.js";
import { metresAt, positionsOf } from "./positions.js";

/** Options of `decodeDepth`. */
export interface DecodeDepthOptions extends CodeChoice {
  /** pixels further off the code's path than this many levels become unknown (NaN); default: none do */
  readonly maxResidual?: number;
  /** whether to tell by how much the next stretch of the path lies farther, as the map's `margin`; default false */
  readonly margin?: boolean;
  /**
   * levels along the path from an end that means infinity or nothing, within which colours mean that too: white is
   * seldom painted quite white. Default 0: that colour alone
   */
  readonly endLevels?: number;
}

/**
 * Reads a painted picture back: every pixel goes to the nearest point of the code's path and from there to
 * metres; how far it had to go is its residual. By default the paper's code: white is infinity, and integer
 * arithmetic with one table is equal to `depthCode().read` for all 16.7 million colours.
 *
 * @param painted the picture as it was painted: never resized, best never JPEG
 * @throws ArgumentError for a code that is none, a negative maxResidual or endLevels
 * @example decodeDepth(await readImage("painted.png")).data[0] // metres of the top left pixel
 * @example decodeDepth(painted, { code: "plasma:log:near=0.5,far=80", margin: true })
 */
export function decodeDepth(painted: RgbImage, options: DecodeDepthOptions = {}): DepthMap {
  checkPicture("painted", painted);
  const { maxResidual = Infinity, margin: withMargin = false, endLevels = 0 } = options;
  checkLevels("maxResidual", maxResidual, "leave it out to keep every pixel");
  checkLevels("endLevels", endLevels, "leave it out for 0");
  const { known, provenance: told } = chosenCode(options);
  const { width, height, data } = painted;
  const size = { width, height, provenance: { ...painted.provenance, ...told } };
  if (known.steps && !withMargin && endLevels === 0) {
    const metres = new Float32Array(width * height);
    const residual = new Float32Array(width * height);
    const { metresOfStep } = known.steps;
    if (!fillDepth(data, 3, metresOfStep, metres, residual))
      fillDepthPlainly(data, 3, metresOfStep, metres, residual);
    reject(metres, residual, maxResidual);
    return new DepthMap({ ...size, data: metres, residual });
  }
  const { positions, residual, margin } = positionsOf(data, known, withMargin);
  const metres = metresAt(positions, known, endLevels);
  reject(metres, residual, maxResidual);
  return new DepthMap({ ...size, data: metres, residual, ...(margin && { margin }) });
}

function reject(metres: Float32Array, residual: Float32Array, maxResidual: number): void {
  if (maxResidual === Infinity) return;
  for (let i = 0; i < metres.length; i++) if (residual[i] > maxResidual) metres[i] = Number.NaN;
}

function checkLevels(argument: string, value: number, remedy: string): void {
  if (value >= 0) return;
  throw new ArgumentError({ argument, expected: "0 or more levels", got: describeValue(value), remedy });
}
