import { checkOptions } from "../../checkOptions.js";
import { walkColours } from "../../color/cubeWalkInteger.js";
import { ArgumentError, describeValue } from "../../errors.js";
import { checkPicture } from "../../image/checks.js";
import type { DepthMap } from "../../image/depthMap.js";
import { RgbImage } from "../../image/rgbImage.js";
import { CODE_CHOICE, type CodeChoice, chosenCode } from "./chosenCode.js";
import type { KnownCode } from "./knownCodes.js";

/** The colour of unknown depth (NaN): as far from the walk as a colour can be; `decodeDepth` reads it as unknown. */
export const UNKNOWN_COLOUR = [128, 128, 128] as const;

const WALK_COLOURS = walkColours();

/** Options of `encodeDepth`. */
export type EncodeDepthOptions = CodeChoice;

/**
 * Paints depth exactly. By default as the paper's training targets are: every pixel gets the nearest of the
 * walk's 1786 colours, infinity is white, unknown (NaN) is mid grey, the colour furthest off the walk. In other
 * codes depth beyond their ends is painted as the nearer end.
 *
 * @throws ArgumentError for negative metres, or a code that is none
 * @example encodeDepth(new DepthMap({ width: 1, height: 1, data: Float32Array.of(2) })).data // 220, 255, 0
 * @example encodeDepth(depth, { code: "viridis:linear:far=20" })
 */
export function encodeDepth(depth: DepthMap, options: EncodeDepthOptions = {}): RgbImage {
  checkPicture("depth", depth, "DepthMap");
  checkOptions("encodeDepth", options, CODE_CHOICE);
  const { known, provenance: told } = chosenCode(options);
  const { width, height, data } = depth;
  const paint = known.steps ? painterOnWalk(known.steps) : painterOnPath(known);
  const painted = new Uint8Array(3 * data.length);
  for (let i = 0, at = 0; i < data.length; i++, at += 3) {
    const metres = data[i];
    if (metres >= 0) paint(metres, painted, at);
    else if (Number.isNaN(metres)) painted.set(known.code.unknownColour, at);
    else throw negative(metres, i % width, Math.floor(i / width));
  }
  const provenance = { ...depth.provenance, painter: "exact", ...told };
  return new RgbImage({ width, height, data: painted, provenance });
}

type Painter = (metres: number, painted: Uint8Array, at: number) => void;

function painterOnWalk({ stepOf }: NonNullable<KnownCode["steps"]>): Painter {
  return (metres, painted, at) => {
    const from = 3 * stepOf(metres);
    painted[at] = WALK_COLOURS[from];
    painted[at + 1] = WALK_COLOURS[from + 1];
    painted[at + 2] = WALK_COLOURS[from + 2];
  };
}

function painterOnPath({ code }: KnownCode): Painter {
  const { vertices } = code.path;
  const segments = vertices.length / 3 - 1;
  return (metres, painted, at) => {
    const along = segments * code.positionOf(metres);
    const segment = Math.min(segments - 1, Math.floor(along));
    const t = along - segment;
    for (let c = 0, from = 3 * segment; c < 3; c++, from++)
      painted[at + c] = Math.round(vertices[from] + t * (vertices[from + 3] - vertices[from]));
  };
}

const negative = (metres: number, x: number, y: number): ArgumentError =>
  new ArgumentError({
    argument: `depth at x=${x}, y=${y}`,
    expected: "0 metres or more",
    got: describeValue(metres),
    remedy: "mark unknown depth as NaN and the sky as Infinity",
  });
