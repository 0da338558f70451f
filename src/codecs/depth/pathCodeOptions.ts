import type { OptionNames } from "../../checkOptions.js";
import type { ColourInput } from "../../color/notation.js";
import type { ColourPathInput } from "../../color/paths/index.js";
import type { DepthTransformInput } from "./transforms.js";

/** Any code for depth: a transform from depth to position, and a path from position to colour. */
export interface PathCodeOptions {
  /** default "cube", the paper's walk */
  readonly path?: ColourPathInput;
  /** whether the nearest depth is at the path's end; default false */
  readonly reversed?: boolean;
  /** default the paper's power transform */
  readonly transform?: DepthTransformInput;
  /** what the colour of the nearest depth says: that depth (default), or nothing (NaN) */
  readonly atNear?: "near" | "unknown";
  /** what the colour of the farthest depth says: that depth (default), that it is infinite, or nothing (NaN) */
  readonly atFar?: "far" | "infinity" | "unknown";
  /** the colour of unknown depth; default the end that says nothing, or else a colour far off the path */
  readonly unknown?: ColourInput;
  /** "relative" for codes that tell depth only up to scale (and shift); default "metres" */
  readonly unit?: "metres" | "relative";
}

export const PATH_CODE_OPTIONS: OptionNames<PathCodeOptions> = {
  path: true,
  reversed: true,
  transform: true,
  atNear: true,
  atFar: true,
  unknown: true,
  unit: true,
};

/** A code as it is given: by its options, or as text, "plasma:log:near=0.5,far=80". */
export type PathCodeInput = PathCodeOptions | string;
