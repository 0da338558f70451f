/**
 * Colour words → colours. A word says less than a number: "green" is (0, 128, 0) in CSS, but a generator
 * paints (0, 255, 0); so a word has one target and some variants that it may also mean.
 */
import cssColours from "color-name";
import type { Rgb } from "../image/types.js";
import { SURVEY_COLOURS } from "./surveyNames.js";

/** What a colour word means. */
export interface NamedColour {
  readonly colour: Rgb;
  /** other colours that the same word may be painted as */
  readonly variants: readonly Rgb[];
}

/**
 * What generators paint where CSS means something else, the CSS colour among the variants. Green: the
 * referring figure of arXiv 2604.20329, whose "green" is (0, 255, 0). Purple, brown: X11 and common use. Navy blue
 * is CSS's navy, which the survey sees darker; rose that of the colour wheel, 330°; lime green may be lime.
 */
const PAINTED: Readonly<Record<string, readonly Rgb[]>> = {
  green: [
    [0, 255, 0],
    [0, 128, 0],
  ],
  purple: [
    [128, 0, 128],
    [160, 32, 240],
    [147, 112, 219],
  ],
  violet: [
    [238, 130, 238],
    [138, 43, 226],
    [255, 0, 255],
  ],
  brown: [
    [165, 42, 42],
    [139, 69, 19],
  ],
  pink: [
    [255, 192, 203],
    [255, 105, 180],
  ],
  grey: [
    [128, 128, 128],
    [190, 190, 190],
  ],
  navyblue: [
    [0, 0, 128],
    [0, 17, 70],
  ],
  rose: [
    [207, 98, 117],
    [255, 0, 127],
  ],
  limegreen: [
    [50, 205, 50],
    [0, 255, 0],
  ],
};

/** Words that add nothing, as in "a solid yellow colour". */
const FILLERS = /\b(a|an|the|pure|solid|plain|flat|uniform|opaque|colou?red|colou?rs?|fully)\b/g;

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** Modifiers as shares of white or black; the first is the target. */
const MODIFIERS: Readonly<Record<string, { readonly towards: Rgb; readonly shares: readonly number[] }>> = {
  light: { towards: WHITE, shares: [0.6, 0.4, 0.75] },
  pale: { towards: WHITE, shares: [0.75, 0.6] },
  pastel: { towards: WHITE, shares: [0.6, 0.45] },
  dark: { towards: BLACK, shares: [0.45, 0.6] },
  deep: { towards: BLACK, shares: [0.3, 0.5] },
  bright: { towards: WHITE, shares: [0, 0.15] },
  vivid: { towards: WHITE, shares: [0] },
  medium: { towards: BLACK, shares: [0, 0.2] },
  neon: { towards: WHITE, shares: [0] },
};

/**
 * The colour of a name of CSS Color 4 or of the colour survey (mint, burgundy, baby blue), with or without spaces,
 * or of such a name with light, pale, pastel, dark, deep, bright, vivid, medium or neon before it; undefined for
 * other words.
 *
 * @example colourNamed("Light Purple")?.variants.length // 8: the word is vague
 */
export function colourNamed(words: string): NamedColour | undefined {
  const found = coloursOf(plainWords(words));
  if (found.length === 0) return undefined;
  const [colour, ...variants] = found;
  return { colour, variants };
}

const plainWords = (words: string): string =>
  words.toLowerCase().replace(FILLERS, " ").replace(/\s+/g, " ").trim().replaceAll("gray", "grey");

/**
 * Whether two names are one, but for spelling: gray, solid grey.
 *
 * @example isSameName("light gray", "LightGrey") // true
 */
export const isSameName = (a: string, b: string): boolean => joined(plainWords(a)) === joined(plainWords(b));

const joined = (plain: string): string => plain.replace(/[\s-]/g, "");

function coloursOf(plain: string): Rgb[] {
  const name = joined(plain);
  const css = Object.hasOwn(cssColours, name) ? [cssColours[name]] : [];
  const survey = SURVEY_COLOURS.get(name);
  const known = [...(Object.hasOwn(PAINTED, name) ? PAINTED[name] : []), ...css, ...(survey ? [survey] : [])];
  const [first, ...rest] = plain.split(/[\s-]/);
  if (rest.length === 0 || !Object.hasOwn(MODIFIERS, first)) return distinct(known);
  const { towards, shares } = MODIFIERS[first];
  const bases = coloursOf(rest.join(" "));
  return distinct([...known, ...bases.flatMap((base) => shares.map((share) => mix(base, towards, share)))]);
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  Math.round(from[0] + share * (to[0] - from[0])),
  Math.round(from[1] + share * (to[1] - from[1])),
  Math.round(from[2] + share * (to[2] - from[2])),
];

function distinct(colours: readonly Rgb[]): Rgb[] {
  return colours.filter((a, i) => colours.findIndex((b) => a.every((level, c) => level === b[c])) === i);
}

/**
 * The CSS name of a colour, or undefined if it has none.
 *
 * @example nameOfColour([255, 165, 0]) // "orange"
 */
export function nameOfColour([r, g, b]: Rgb): string | undefined {
  return Object.keys(cssColours).find((name) => {
    const css = cssColours[name];
    return css[0] === r && css[1] === g && css[2] === b;
  });
}
