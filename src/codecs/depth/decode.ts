import { ArgumentError, describeValue } from "../../errors.js";
import { checkPicture } from "../../image/checks.js";
import { DepthMap } from "../../image/depthMap.js";
import type { RgbImage } from "../../image/rgbImage.js";
import { OFF_PATH_LEVELS } from "../../image/summarizeDepth.js";
import { fillDepth } from "../../wasm/depth.js";
import { fillDepthPlainly } from "../../wasm/twins/depth.js";
import { type CodeChoice, chosenCode } from "./chosenCode.js";
import type { KnownCode } from "./knownCodes.js";
import { metresAt, type Positions, positionsOf } from "./positions.js";
import { fillRejected } from "./robust/fillRejected.js";
import { withoutInwardBias } from "./robust/inwardBias.js";
import { medianOfPositions } from "./robust/medianOfPositions.js";

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
  /**
   * whether rejected pixels are filled: each takes the depth of that neighbour whose colour its own is nearest to,
   * so that edges stay edges. A number says how many pixels far; true is 8. Rejects at 16 levels unless
   * `maxResidual` says otherwise. Default false
   */
  readonly fill?: boolean | number;
  /** side of the square, 3 or 5 pixels, whose median position every pixel takes; default 0, none */
  readonly median?: 0 | 3 | 5;
  /** whether channels that the generator has pulled inwards are stretched back; only along the paper's walk; default false */
  readonly inwardBias?: boolean;
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
  const { margin: withMargin = false, endLevels = 0, inwardBias = false } = options;
  const reach = reachOf(options.fill);
  const { maxResidual = reach > 0 ? OFF_PATH_LEVELS : Infinity } = options;
  const side = checkedSide(options.median);
  checkLevels("maxResidual", maxResidual, "leave it out to keep every pixel");
  checkLevels("endLevels", endLevels, "leave it out for 0");
  const { known, provenance: told } = chosenCode(options);
  if (inwardBias) checkWalk(known);
  const { width, height, data } = painted;
  const size = { width, height, provenance: { ...painted.provenance, ...told } };
  const isPlain = !withMargin && endLevels === 0 && reach === 0 && side === 0 && !inwardBias;
  if (known.steps && isPlain) {
    const metres = new Float32Array(width * height);
    const residual = new Float32Array(width * height);
    const { metresOfStep } = known.steps;
    if (!fillDepth(data, 3, metresOfStep, metres, residual))
      fillDepthPlainly(data, 3, metresOfStep, metres, residual);
    reject(metres, residual, maxResidual);
    return new DepthMap({ ...size, data: metres, residual });
  }
  const { pixels, positions, residual, margin } = read(data, known, withMargin, inwardBias);
  reject(positions, residual, maxResidual);
  if (reach > 0) fillRejected(positions, pixels, width, known.code.path, reach);
  const smooth = side > 0 ? medianOfPositions(positions, width, height, side) : positions;
  const metres = metresAt(smooth, known, endLevels);
  return new DepthMap({ ...size, data: metres, residual, ...(margin && { margin }) });
}

function read(
  painted: Uint8Array,
  known: KnownCode,
  withMargin: boolean,
  inwardBias: boolean,
): Positions & { pixels: Uint8Array } {
  if (!inwardBias) return { pixels: painted, ...positionsOf(painted, known, withMargin) };
  const { positions, residual } = positionsOf(painted, known, false);
  const pixels = withoutInwardBias(painted, positions, residual);
  return { pixels, ...positionsOf(pixels, known, withMargin) };
}

function reject(values: Float32Array | Float64Array, residual: Float32Array, maxResidual: number): void {
  if (maxResidual === Infinity) return;
  for (let i = 0; i < values.length; i++) if (residual[i] > maxResidual) values[i] = Number.NaN;
}

function reachOf(fill: boolean | number = false): number {
  if (typeof fill === "boolean") return fill ? 8 : 0;
  if (Number.isInteger(fill) && fill >= 0 && fill <= 1000) return fill;
  const remedy = "true is 8, false none";
  throw new ArgumentError({
    argument: "fill",
    expected: "true, false or a whole number of pixels up to 1000",
    got: describeValue(fill),
    remedy,
  });
}

function checkedSide(median: number = 0): number {
  if ([0, 3, 5].includes(median)) return median;
  const remedy = "3 is enough for the noise of published outputs";
  throw new ArgumentError({
    argument: "median",
    expected: "0, 3 or 5 pixels",
    got: describeValue(median),
    remedy,
  });
}

function checkWalk({ code }: KnownCode): void {
  if (code.path.name === "cube") return;
  throw new ArgumentError({
    argument: "inwardBias",
    expected: "false for a path that does not follow the edges of the RGB cube",
    got: `true for ${code.name}`,
    remedy: "leave it out: only there two channels tell what they should be",
  });
}

function checkLevels(argument: string, value: number, remedy: string): void {
  if (value >= 0) return;
  throw new ArgumentError({ argument, expected: "0 or more levels", got: describeValue(value), remedy });
}
