import { checkOptions } from "../../../checkOptions.js";
import { type ColourInput, parseColour } from "../../../color/notation.js";
import { ArgumentError, describeValue } from "../../../errors.js";
import { type ColourLegend, MAX_CLASSES, parseLegend } from "../legend.js";
import { balanced } from "./balanced.js";
import { candidateOf, latticeOf } from "./candidate.js";
import { spread } from "./spread.js";

/** Options of `designLegend`. */
export interface DesignLegendOptions {
  /** what unlisted pixels are painted; default black */
  readonly background?: ColourInput;
  /** how much it counts, 0 to 1, that people who lack a kind of cone can tell the classes apart; default 0.5 */
  readonly colourVision?: number;
  /**
   * how much it counts, 0 to 1, that no colour is a mixture of two others: the seam between two regions is painted
   * in mixtures; default 0.5, since that costs a seam of pixels and no region
   */
  readonly blends?: number;
}

/** Colours a side of the lattice that is chosen from. */
const SIDE = 9;

/**
 * Below this many weighed levels the demands beside being apart are not worth what they cost: solid regions of
 * published outputs drift by up to 12 levels, half of it.
 */
const WORTHWHILE = 24;

/**
 * Chooses colours for classes: far from each other, not mixtures of each other, and different for colour-blind eyes
 * too. All three hold up to some 36 classes; of more, every colour is nearly some mixture and some eye's twin of
 * another, and they are only kept apart, as far as the best simple lattice of colours has them or farther. With both
 * weights 0 that is so at every count. The same names always get the same colours.
 *
 * @param names at most 255 classes
 * @throws ArgumentError for no name, more than 255, a name that comes twice, or a weight that is none
 * @example
 * const legend = designLegend(["wall", "floor", "chair"]);
 * legend.map(({ name, colour }) => `${name}: ${formatColour(colour)}`);
 */
export function designLegend(names: readonly string[], options: DesignLegendOptions = {}): ColourLegend {
  checkOptions("designLegend", options, { background: true, colourVision: true, blends: true });
  const { background = "black", colourVision = 0.5, blends = 0.5 } = options;
  checkNames(names);
  checkWeight("colourVision", colourVision);
  checkWeight("blends", blends);
  const ground = candidateOf(parseColour(background, "background"));
  const weights = { colourVision, blends };
  const isPlain = colourVision === 0 && blends === 0;
  const candidates = isPlain ? [] : latticeOf(SIDE).map(candidateOf);
  const chosen =
    (isPlain ? undefined : balanced(ground, names.length, candidates, weights, WORTHWHILE)) ??
    spread(ground, names.length, colourVision);
  const entries = names.map((name, i) => ({ name, colour: chosen[i + 1].colour }));
  return parseLegend(entries, { background });
}

function checkNames(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (names.length > 0 && names.length < MAX_CLASSES && twice === undefined) return;
  throw new ArgumentError({
    argument: "names",
    expected: `1 to ${MAX_CLASSES - 1} different class names`,
    got: twice === undefined ? `${names.length}` : `"${twice}" twice`,
    remedy: "name every class once; the background is added",
  });
}

function checkWeight(argument: string, value: unknown): void {
  if (typeof value === "number" && value >= 0 && value <= 1) return;
  throw new ArgumentError({
    argument,
    expected: "from 0 to 1",
    got: describeValue(value),
    remedy: "0 leaves it out of account, 0.5 is the default",
  });
}
