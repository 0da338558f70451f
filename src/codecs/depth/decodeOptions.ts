import type { OptionNames } from "../../checkOptions.js";
import { ArgumentError, describeValue } from "../../errors.js";
import { OFF_PATH_LEVELS } from "../../image/summarizeDepth.js";
import { CODE_CHOICE, type CodeChoice } from "./chosenCode.js";
import type { KnownCode } from "./knownCodes.js";

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
  /**
   * whether the very colour of unknown depth, mid grey in the paper's code, is unknown (NaN); default true. A colour
   * that a generator has disturbed is not: `maxResidual` finds those. False reads it as any other
   */
  readonly readUnknown?: boolean;
  /**
   * arrays to write into, of one value per pixel, such as the map of the picture before, which then holds this one's:
   * frames of a film need no new memory. Default: new ones
   */
  readonly into?: { readonly data: Float32Array; readonly residual?: Float32Array };
}

export const DECODE_DEPTH_OPTIONS: OptionNames<DecodeDepthOptions> = {
  ...CODE_CHOICE,
  maxResidual: true,
  margin: true,
  endLevels: true,
  fill: true,
  median: true,
  inwardBias: true,
  readUnknown: true,
  into: true,
};

/** The options with their defaults, checked. */
export interface DepthSettings {
  readonly maxResidual: number;
  readonly withMargin: boolean;
  readonly endLevels: number;
  readonly inwardBias: boolean;
  readonly readUnknown: boolean;
  /** pixels that rejected ones are filled from; 0: they are not */
  readonly reach: number;
  /** of the median's square; 0: none */
  readonly side: number;
  /** whether a pixel's depth is its colour's alone */
  readonly isPixelwise: boolean;
}

/** @throws ArgumentError for an option out of range, or one that the code does not allow */
export function depthSettings(options: DecodeDepthOptions, known: KnownCode): DepthSettings {
  const { margin: withMargin = false, endLevels = 0, inwardBias = false, readUnknown = true } = options;
  const reach = reachOf(options.fill);
  const { maxResidual = reach > 0 ? OFF_PATH_LEVELS : Infinity } = options;
  const side = checkedSide(options.median);
  checkLevels("maxResidual", maxResidual, "leave it out to keep every pixel");
  checkLevels("endLevels", endLevels, "leave it out for 0");
  if (inwardBias) checkWalk(known);
  const isPixelwise = endLevels === 0 && reach === 0 && side === 0 && !inwardBias;
  return { maxResidual, withMargin, endLevels, inwardBias, readUnknown, reach, side, isPixelwise };
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
