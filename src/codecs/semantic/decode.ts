import { checkOptions, type OptionNames } from "../../checkOptions.js";
import type { ColourInput } from "../../color/notation.js";
import { ArgumentError, describeValue } from "../../errors.js";
import { LabelMap } from "../../image/labelMap.js";
import { spoken } from "../dialects/registry.js";
import type { DialectChoice } from "../dialects/types.js";
import { type Painted, paintedImage } from "../painted.js";
import { planeInto } from "../planeInto.js";
import { type LegendInput, missingBackground, parseLegend } from "./legend.js";
import { nearestColour } from "./nearestColour.js";
import { settleWords } from "./settleWords.js";

/** The id of pixels that are too far from every colour, where a limit is asked for. */
export const REJECTED_ID = 65_535;

/** Labels with how sure they are, as `decodeSemantic` gives them. */
export type DecodedLabels = LabelMap & { readonly residual: Float32Array; readonly margin: Float32Array };

/** Options of `decodeSemantic`. */
export interface DecodeSemanticOptions extends DialectChoice {
  /** what unlisted pixels are painted, unless the legend names a "background"; default black; null: none */
  readonly background?: ColourInput | null;
  /** pixels farther than this from every colour are rejected, levels; default: none are (the paper's rule) */
  readonly maxResidual?: number;
  /** pixels whose next colour is not this much farther are rejected, levels; default 0: none are */
  readonly minMargin?: number;
  /**
   * arrays to write into, of one value per pixel, such as the map of the picture before, which then holds this one's:
   * frames of a film need no new memory. Default: new ones
   */
  readonly into?: {
    readonly data: Uint16Array;
    readonly residual?: Float32Array;
    readonly margin?: Float32Array;
  };
}

const OPTIONS: OptionNames<DecodeSemanticOptions> = {
  dialect: true,
  background: true,
  maxResidual: true,
  minMargin: true,
  into: true,
};

/**
 * Reads the classes of a painted picture: every pixel goes to the class whose colour is nearest in RGB,
 * at a tie to the one that is listed first (arXiv 2604.20329; the rule for ties is ours). A colour word
 * stands for that of its usual colours of which the picture has most.
 *
 * The result says how sure it is: `residual` is the distance to the colour, `margin` how much farther
 * the next one is, both in levels. Rejected pixels have id 65535.
 *
 * @param picture as it was painted: never resized, best never JPEG
 * @param legend class → colour, as an object, JSON, entries, or the very prompt
 * @throws ArgumentError for a legend without classes or with two of one colour, or an option out of range
 * @example
 * const labels = decodeSemantic(painted, { cat: "red", "exit sign": "light purple", background: "yellow" });
 * labels.data[0]   // id of the top left pixel: 0 background, 1 cat, 2 exit sign
 */
export function decodeSemantic(
  picture: Painted,
  legend: LegendInput,
  options: DecodeSemanticOptions = {},
): DecodedLabels {
  const painted = paintedImage("painted", picture);
  checkOptions("decodeSemantic", options, OPTIONS);
  const { name: dialect, own } = spoken("semantic", options.dialect);
  const { background = own.background, maxResidual = Infinity, minMargin = 0 } = options;
  checkLevels("maxResidual", maxResidual);
  checkLevels("minMargin", minMargin);
  const { width, height, data: pixels } = painted;
  const classes = settleWords(parseLegend(legend, { background }), pixels);
  const count = width * height;
  const { into } = options;
  const residual = planeInto("residual", into?.residual, Float32Array, count);
  const margin = planeInto("margin", into?.margin, Float32Array, count);
  const data = planeInto("data", into?.data, Uint16Array, count);
  nearestColour(classes.map(({ colour }) => colour)).classify(pixels, {
    ...{ classes: data, idOf: Uint16Array.from(classes, ({ id }) => id), residual, margin },
  });
  const rejects = maxResidual < Infinity || minMargin > 0;
  if (rejects) {
    for (let i = 0; i < count; i++)
      if (residual[i] > maxResidual || margin[i] < minMargin) data[i] = REJECTED_ID;
  }
  const named = classes.map(({ id, name, colour }) => ({ id, name, colour }));
  const entries = rejects ? [...named, { id: REJECTED_ID, name: "rejected" }] : named;
  const warnings = warned(painted.provenance, missingBackground(classes, background));
  const provenance = { ...painted.provenance, dialect, legend: named, maxResidual, minMargin, ...warnings };
  const map = new LabelMap({ width, height, data, legend: entries, residual, margin, provenance });
  return map as DecodedLabels;
}

/** A picture's own warnings and those of its decoding; nothing where there are none. */
export function warned(
  provenance: Readonly<Record<string, unknown>> | undefined,
  more: readonly string[],
): { warnings?: readonly string[] } {
  const own = (provenance?.warnings as readonly string[] | undefined) ?? [];
  return more.length > 0 ? { warnings: [...own, ...more] } : {};
}

function checkLevels(argument: string, value: number): void {
  if (value >= 0) return;
  throw new ArgumentError({
    argument,
    expected: "0 or more levels",
    got: describeValue(value),
    remedy: "leave it out to keep every pixel",
  });
}
