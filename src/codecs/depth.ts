import { walkColours } from "../color/cubeWalkInteger.js";
import { ArgumentError, describeValue } from "../errors.js";
import { checkPicture } from "../image/checks.js";
import { DepthMap } from "../image/depthMap.js";
import { RgbImage } from "../image/rgbImage.js";
import { fillDepth } from "../wasm/depth.js";
import { fillDepthPlainly } from "../wasm/twins/depth.js";
import type { DepthCodeOptions } from "./depthCode.js";
import { depthTables } from "./depthTables.js";

/** The colour of unknown depth (NaN): as far from the walk as a colour can be, so its residual shows. */
export const UNKNOWN_COLOUR = [128, 128, 128] as const;

const WALK_COLOURS = walkColours();

/** Options of `decodeDepth`. */
export interface DecodeDepthOptions extends DepthCodeOptions {
  /** pixels further off the walk than this many levels become unknown (NaN); default: none do */
  readonly maxResidual?: number;
}

/**
 * Paints depth exactly, as the paper's training targets are: every pixel gets the nearest of the
 * walk's 1786 colours. Infinity is white, unknown (NaN) is mid grey, the colour furthest off the walk.
 *
 * @throws ArgumentError for negative metres, λ ≥ −1, c ≤ 0
 * @example encodeDepth(new DepthMap({ width: 1, height: 1, data: Float32Array.of(2) })).data // 220, 255, 0
 */
export function encodeDepth(depth: DepthMap, options: DepthCodeOptions = {}): RgbImage {
  checkPicture("depth", depth, "DepthMap");
  const { code, stepOf } = depthTables(options);
  const { width, height, data } = depth;
  const painted = new Uint8Array(3 * data.length);
  for (let i = 0, out = 0; i < data.length; i++, out += 3) {
    const metres = data[i];
    if (metres >= 0) {
      const at = 3 * stepOf(metres);
      painted[out] = WALK_COLOURS[at];
      painted[out + 1] = WALK_COLOURS[at + 1];
      painted[out + 2] = WALK_COLOURS[at + 2];
    } else if (Number.isNaN(metres)) {
      painted.set(UNKNOWN_COLOUR, out);
    } else {
      throw new ArgumentError({
        argument: `depth at x=${i % width}, y=${Math.floor(i / width)}`,
        expected: "0 metres or more",
        got: describeValue(metres),
        remedy: "mark unknown depth as NaN and the sky as Infinity",
      });
    }
  }
  const provenance = { ...depth.provenance, painter: "exact", lambda: code.lambda, c: code.c };
  return new RgbImage({ width, height, data: painted, provenance });
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
