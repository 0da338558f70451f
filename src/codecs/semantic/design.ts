import { COLOUR_VISIONS, simulateColourVision } from "../../color/colourVision.js";
import { type ColourInput, parseColour } from "../../color/notation.js";
import { ArgumentError } from "../../errors.js";
import type { Rgb } from "../../image/types.js";
import { type ColourLegend, MAX_CLASSES, parseLegend } from "./legend.js";

/** Options of `designLegend`. */
export interface DesignLegendOptions {
  /** what unlisted pixels are painted; default black */
  readonly background?: ColourInput;
  /** how much it counts, 0 to 1, that people who lack a kind of cone can tell the classes apart; default 0.5 */
  readonly colourVision?: number;
}

/** How well the colours of a legend keep apart, all in levels; larger is better. */
export interface LegendQuality {
  /** between the two nearest colours */
  readonly separation: number;
  /** the nearest that a colour comes to a mixture of two others: what their edge would be mistaken for */
  readonly blends: number;
  /** between the two nearest colours as the worst of three colour-blind eyes sees them */
  readonly colourVision: number;
}

/** Colours a side of the lattice that is chosen from. */
const SIDE = 9;

/** Mixtures count half: they cost a seam of pixels, not a region. */
const BLEND_WEIGHT = 0.5;

/**
 * Chooses colours for classes: far from each other, not mixtures of each other (the seam between two
 * regions is painted in mixtures), and different for colour-blind eyes too. Greedy: the first classes
 * get the clearest colours. The same names always get the same colours.
 *
 * @param names at most 255 classes
 * @throws ArgumentError for no name, more than 255, or a name that comes twice
 * @example
 * const legend = designLegend(["wall", "floor", "chair"]);
 * legend.map(({ name, colour }) => `${name}: ${formatColour(colour)}`);
 */
export function designLegend(names: readonly string[], options: DesignLegendOptions = {}): ColourLegend {
  const { background = "black", colourVision = 0.5 } = options;
  checkNames(names);
  const candidates = latticeOf(SIDE).map(candidateOf);
  const chosen = [candidateOf(parseColour(background, "background"))];
  const merit = candidates.map(() => Infinity);
  let isCrowded = false;
  while (chosen.length <= names.length) {
    const latest = chosen[chosen.length - 1];
    if (!isCrowded)
      for (const [i, one] of candidates.entries()) {
        merit[i] = Math.min(merit[i], meritBeside(one, latest, chosen, colourVision));
      }
    const best = merit.indexOf(Math.max(...merit));
    isCrowded ||= merit[best] < FAINT;
    chosen.push(candidates[isCrowded ? farthestOf(candidates, chosen) : best]);
  }
  const entries = names.map((name, i) => ({ name, colour: chosen[i + 1].colour }));
  return parseLegend(entries, { background });
}

/**
 * Below this many levels a merit says nothing any more: with hundreds of classes every colour is some
 * mixture, or looks like another to some eye, and only being apart is left to ask for.
 */
const FAINT = 8;

/** How well a candidate does with the colour that was chosen last, in levels. */
function meritBeside(
  { colour, seen }: Candidate,
  latest: Candidate,
  chosen: readonly Candidate[],
  colourVision: number,
): number {
  const blind = Math.min(...seen.map((one, eye) => distance(one, latest.seen[eye])));
  let merit = Math.min(distance(colour, latest.colour), blind / colourVision);
  for (const other of chosen) {
    if (other === latest) continue;
    // It would lie between two, or one of them between it and the other.
    const between = Math.min(
      toSegment(colour, latest.colour, other.colour),
      toSegment(latest.colour, colour, other.colour),
      toSegment(other.colour, colour, latest.colour),
    );
    merit = Math.min(merit, between / BLEND_WEIGHT);
  }
  return merit;
}

/**
 * Measures a legend, whoever has chosen it.
 *
 * @example legendQuality(parseLegend({ sea: "blue", sky: "cyan" })).separation // 255
 */
export function legendQuality(legend: ColourLegend): LegendQuality {
  const all = legend.map(({ colour }) => candidateOf(colour));
  let separation = Infinity;
  let blends = Infinity;
  let colourVision = Infinity;
  for (const [i, a] of all.entries()) {
    for (const [j, b] of all.entries()) {
      if (j <= i) continue;
      separation = Math.min(separation, distance(a.colour, b.colour));
      colourVision = Math.min(colourVision, ...a.seen.map((one, eye) => distance(one, b.seen[eye])));
      for (const [k, c] of all.entries())
        if (k !== i && k !== j) blends = Math.min(blends, toSegment(c.colour, a.colour, b.colour));
    }
  }
  return { separation, blends, colourVision };
}

interface Candidate {
  readonly colour: Rgb;
  /** as each colour-blind eye sees it */
  readonly seen: readonly Rgb[];
}

const candidateOf = (colour: Rgb): Candidate => ({
  colour,
  seen: COLOUR_VISIONS.map((vision) => simulateColourVision(colour, vision)),
});

function farthestOf(candidates: readonly Candidate[], chosen: readonly Candidate[]): number {
  const nearest = candidates.map(({ colour }) =>
    Math.min(...chosen.map((one) => distance(colour, one.colour))),
  );
  return nearest.indexOf(Math.max(...nearest));
}

function latticeOf(side: number): Rgb[] {
  const level = (i: number): number => Math.round((255 * i) / (side - 1));
  return Array.from({ length: side ** 3 }, (_, i): Rgb => {
    const [r, g, b] = [Math.floor(i / side ** 2), Math.floor(i / side) % side, i % side];
    return [level(r), level(g), level(b)];
  });
}

const distance = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** Distance of a colour to the mixtures of two others. */
function toSegment(p: Rgb, a: Rgb, b: Rgb): number {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const length = ux * ux + uy * uy + uz * uz;
  const along = (p[0] - a[0]) * ux + (p[1] - a[1]) * uy + (p[2] - a[2]) * uz;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
  return Math.hypot(p[0] - a[0] - t * ux, p[1] - a[1] - t * uy, p[2] - a[2] - t * uz);
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
