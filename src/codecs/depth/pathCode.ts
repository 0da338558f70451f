import { checkOptions } from "../../checkOptions.js";
import { readColour } from "../../color/notation.js";
import {
  type ColourPath,
  colourOnPath,
  type PathProjection,
  pathOf,
  projectOnPath,
  segmentsOf,
} from "../../color/paths/index.js";
import { ArgumentError, describeValue } from "../../errors.js";
import type { Rgb } from "../../image/types.js";
import { codeName, parseDepthCode } from "./codeText.js";
import { PATH_CODE_OPTIONS, type PathCodeInput, type PathCodeOptions } from "./pathCodeOptions.js";
import { type DepthCurve, depthCurve } from "./transforms.js";

/** What one painted colour says. */
export interface PathReading extends PathProjection {
  /** in the code's unit; NaN where the colour says nothing */
  readonly metres: number;
}

/** A code for depth, both ways. */
export interface PathCode {
  /** as `parseDepthCode` reads it; paths that have no name are "custom" */
  readonly name: string;
  readonly path: ColourPath;
  readonly curve: DepthCurve;
  readonly unit: "metres" | "relative";
  readonly atNear: "near" | "unknown";
  readonly atFar: "far" | "infinity" | "unknown";
  /** what unknown depth is painted in */
  readonly unknownColour: Rgb;
  /** depth → position, 0 to 1; throws ArgumentError below 0 and for NaN */
  positionOf(metres: number): number;
  /** position → depth, with the rules for both ends */
  metresOf(position: number): number;
  /** depth → 8-bit colour; NaN → the unknown colour */
  colourOf(metres: number): Rgb;
  /** colour in levels, whole or fractional → what it says and how surely */
  read(r: number, g: number, b: number): PathReading;
}

/**
 * A code's options, whichever way it is given.
 *
 * @throws ArgumentError for what is neither a text nor options, or an option that is none
 */
export function optionsOf(input: PathCodeInput): PathCodeOptions {
  const options = typeof input === "string" ? parseDepthCode(input) : input;
  checkOptions("a code", options, PATH_CODE_OPTIONS);
  return options;
}

/**
 * A code for depth of any transform and any colour path.
 *
 * @throws ArgumentError for a path, a transform, or a rule that is none
 * @example
 * const code = pathCode({ path: "plasma", transform: { kind: "log", near: 0.5, far: 80 } });
 * code.colourOf(6.3)           // [202, 70, 120]
 * code.read(202, 70, 120)      // { metres: 6.26…, position: 0.498…, residual: 0, margin: 139.5…, runnerUp: 0.156… }
 */
export function pathCode(input: PathCodeInput): PathCode {
  const options = optionsOf(input);
  const { reversed = false, unit = "metres", atNear = "near", atFar = "far" } = options;
  checkOneOf("atNear", atNear, ["near", "unknown"]);
  checkOneOf("atFar", atFar, ["far", "infinity", "unknown"]);
  checkOneOf("unit", unit, ["metres", "relative"]);
  const path = pathOf(options.path ?? "cube", reversed);
  const curve = depthCurve(options.transform);
  const unknownColour = unknownColourOf(options, path);
  const segments = segmentsOf(path);
  const levelsOf = (metres: number) => colourOnPath(path, curve.forward(metres));
  const metresOf = (position: number): number => {
    if (position <= 0 && atNear === "unknown") return Number.NaN;
    if (position >= 1 && atFar !== "far") return atFar === "infinity" ? Infinity : Number.NaN;
    return curve.inverse(position);
  };
  return {
    name: codeName(options),
    path,
    curve,
    unit,
    atNear,
    atFar,
    unknownColour,
    positionOf: curve.forward,
    metresOf,
    colourOf(metres) {
      if (Number.isNaN(metres)) return unknownColour;
      const [r, g, b] = levelsOf(metres);
      return [Math.round(r), Math.round(g), Math.round(b)];
    },
    read(r, g, b) {
      const projection = projectOnPath(segments, path.stretch, r, g, b);
      return { metres: metresOf(projection.position), ...projection };
    },
  };
}

function unknownColourOf({ unknown, atNear, atFar }: PathCodeOptions, path: ColourPath): Rgb {
  if (unknown !== undefined) return readColour(unknown, "unknown").colour;
  if (atNear === "unknown") return rounded(colourOnPath(path, 0));
  if (atFar === "unknown") return rounded(colourOnPath(path, 1));
  // Of black, grey and white in every channel, what lies farthest off; grey before the rest.
  const levels = [128, 0, 255];
  const colours = levels.flatMap((r) => levels.flatMap((g) => levels.map((b): Rgb => [r, g, b])));
  const segments = segmentsOf(path);
  const far = colours.map(([r, g, b]) => projectOnPath(segments, 0, r, g, b).residual);
  return colours[far.indexOf(Math.max(...far))];
}

const rounded = ([r, g, b]: readonly number[]): Rgb => [Math.round(r), Math.round(g), Math.round(b)];

function checkOneOf(argument: string, value: unknown, names: readonly string[]): void {
  if (names.includes(value as string)) return;
  const remedy = `leave it out for ${names[0]}`;
  throw new ArgumentError({
    argument,
    expected: `one of ${names.join(", ")}`,
    got: describeValue(value),
    remedy,
  });
}
