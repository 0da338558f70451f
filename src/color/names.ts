/**
 * Colour words → colours. A word says less than a number: "green" is (0, 128, 0) in CSS, but a generator
 * paints (0, 255, 0); so a word has one target and some variants that it may also mean.
 */
import cssColours from "color-name";
import type { Rgb } from "../image/types.js";

/** What a colour word means. */
export interface NamedColour {
  readonly colour: Rgb;
  /** other colours that the same word may be painted as */
  readonly variants: readonly Rgb[];
}

/**
 * What generators paint where CSS means something else, the CSS colour among the variants. Green: the
 * referring figure of arXiv 2604.20329, whose "green" is (0, 255, 0). Purple, brown: X11 and common use.
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
};

/**
 * The colour of a name of CSS Color 4, with or without spaces, or of such a name with light, pale,
 * pastel, dark, deep, bright or vivid before it; undefined for other words.
 *
 * @example colourNamed("Light Purple")?.variants.length // 8: the word is vague
 */
export function colourNamed(words: string): NamedColour | undefined {
  const plain = words
    .toLowerCase()
    .replace(FILLERS, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replaceAll("gray", "grey");
  const found = coloursOf(plain);
  if (found.length === 0) return undefined;
  const [colour, ...variants] = found;
  return { colour, variants };
}

function coloursOf(plain: string): Rgb[] {
  const joined = plain.replace(/[\s-]/g, "");
  const css = Object.hasOwn(cssColours, joined) ? [cssColours[joined]] : [];
  const known = [...(Object.hasOwn(PAINTED, joined) ? PAINTED[joined] : []), ...css];
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
