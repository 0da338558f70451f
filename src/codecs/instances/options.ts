import { checkOptions } from "../../checkOptions.js";
import { type ColourInput, parseColour } from "../../color/notation.js";
import { ArgumentError, describeValue } from "../../errors.js";
import type { Rgb } from "../../image/types.js";
import { spoken } from "../dialects/registry.js";
import type { DialectChoice } from "../dialects/types.js";

/**
 * Options of `decodeInstances`. The defaults are those of arXiv 2604.20329, appendix A; where it leaves
 * a point open, the option says what is chosen.
 */
export interface DecodeInstancesOptions extends DialectChoice {
  /** what the prompt asked for behind the instances, in any notation; default black */
  readonly background?: ColourInput;
  /** τ: colours up to this many levels apart are one; above 0, default 14 */
  readonly tolerance?: number;
  /** θ_size: smaller components are dropped, share of the picture, 0 to 1; default 0.0002 */
  readonly minSizeShare?: number;
  /** θ_erosion: components that keep less than this share under a 3 × 3 erosion are dropped; default 0.1 */
  readonly minErosionShare?: number;
  /** γ: components merge only if their common box has at most this many times their two boxes' areas; default 5 */
  readonly maxBoxGrowth?: number;
  /**
   * Open point: the paper's "16-connectivity" is no standard term. 16 (default) are the eight pixels
   * around and the eight a chess knight's move away; 8 and 4 are the usual ones.
   */
  readonly neighbours?: 4 | 8 | 16;
  /**
   * Open point: where seeds are looked for first: along "rows" (default) or along "columns". Beyond the
   * paper, "flat" begins, along rows, where the eight pixels around are within τ, and takes their mean
   * for the seed's colour: steadier where pixels are noisy and edges soft.
   */
  readonly seedOrder?: "rows" | "columns" | "flat";
  /**
   * Open point: pixels beyond the picture's border, to the erosion: "inside" (default, as in OpenCV)
   * spares things that the picture cuts off, "outside" erodes them from there too.
   */
  readonly beyondBorder?: "inside" | "outside";
  /**
   * Open point: how far merging goes. "pairs" (default) judges every two components as they were found
   * and joins whatever is linked, so that no order matters; "repeated" judges what has been merged again,
   * with its new mean and box, until nothing changes; "none" merges nothing.
   */
  readonly merging?: "pairs" | "repeated" | "none";
  /** distance of colours: "euclidean" (default, the paper's) or the largest of the three "channel" differences */
  readonly distance?: "euclidean" | "channel";
}

/** Options that have been checked, all of them known. */
export type InstanceSettings = Required<Omit<DecodeInstancesOptions, "background" | "dialect">> & {
  readonly background: Rgb;
  /** its name */
  readonly dialect: string;
};

const DEFAULTS: InstanceSettings = Object.freeze({
  background: [0, 0, 0] as const,
  dialect: "vision-banana",
  tolerance: 14,
  minSizeShare: 2e-4,
  minErosionShare: 0.1,
  maxBoxGrowth: 5,
  neighbours: 16,
  seedOrder: "rows",
  beyondBorder: "inside",
  merging: "pairs",
  distance: "euclidean",
});

const CHOICES = {
  neighbours: [4, 8, 16],
  seedOrder: ["rows", "columns", "flat"],
  beyondBorder: ["inside", "outside"],
  merging: ["pairs", "repeated", "none"],
  distance: ["euclidean", "channel"],
} as const;

const OPTIONS = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, true as const]));

/** @throws ArgumentError for a number out of range, an unknown choice, or a background that is no colour */
export function instanceSettings(options: DecodeInstancesOptions): InstanceSettings {
  checkOptions("decodeInstances", options, OPTIONS);
  const { name: dialect, own } = spoken("instances", options.dialect);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const asked = options.background ?? own.background;
  const background = asked === undefined ? DEFAULTS.background : parseColour(asked, "background");
  const settings: InstanceSettings = { ...DEFAULTS, ...own, ...given, background, dialect };
  checkNumber("tolerance", settings.tolerance, "above 0 levels", settings.tolerance > 0);
  for (const name of ["minSizeShare", "minErosionShare"] as const)
    checkNumber(name, settings[name], "a share from 0 to 1", settings[name] >= 0 && settings[name] <= 1);
  checkNumber("maxBoxGrowth", settings.maxBoxGrowth, "0 or more", settings.maxBoxGrowth >= 0);
  for (const name of Object.keys(CHOICES) as (keyof typeof CHOICES)[]) {
    const choices: readonly (string | number)[] = CHOICES[name];
    if (choices.includes(settings[name])) continue;
    const expected = `one of ${choices.join(", ")}`;
    refuse(name, expected, settings[name]);
  }
  return settings;
}

function checkNumber(argument: string, value: unknown, expected: string, fits: boolean): void {
  if (typeof value !== "number" || !fits) refuse(argument, expected, value);
}

function refuse(argument: keyof InstanceSettings | string, expected: string, value: unknown): never {
  const usual = DEFAULTS[argument as keyof InstanceSettings];
  throw new ArgumentError({
    argument,
    expected,
    got: describeValue(value),
    remedy: `leave it out for the default, ${usual}`,
  });
}
