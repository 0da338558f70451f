import { walkColours } from "../../color/cubeWalkInteger.js";
import { ArgumentError, describeValue } from "../../errors.js";
import { checkPicture } from "../../image/checks.js";
import type { DepthMap } from "../../image/depthMap.js";
import { RgbImage } from "../../image/rgbImage.js";
import type { DepthCodeOptions } from "./code.js";
import { depthTables } from "./tables.js";

/** The colour of unknown depth (NaN): as far from the walk as a colour can be, so its residual shows. */
export const UNKNOWN_COLOUR = [128, 128, 128] as const;

const WALK_COLOURS = walkColours();

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
