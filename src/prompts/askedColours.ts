import { colourNamed } from "../color/names.js";
import { formatColour } from "../color/notation.js";
import type { Rgb } from "../image/types.js";
import type { Random } from "../random.js";

/** A colour that a prompt asks for, and how it writes it. */
export interface AskedColour {
  readonly colour: Rgb;
  readonly text: string;
}

/** Names whose colours everybody would paint alike; "light" and "dark" ones as `colourNamed` reads them. */
export const MASK_NAMES = [
  ...[
    "red",
    "green",
    "blue",
    "yellow",
    "cyan",
    "magenta",
    "white",
    "orange",
    "purple",
    "pink",
    "brown",
    "gray",
  ],
  ...["teal", "navy", "olive", "maroon", "turquoise", "violet", "gold", "salmon", "beige", "indigo", "coral"],
  ...[
    "khaki",
    "crimson",
    "tan",
    "light blue",
    "light green",
    "dark green",
    "dark red",
    "light purple",
    "dark blue",
  ],
] as const;

/** Colours of one prompt are at least this far apart, in levels. */
export const LEAST_APART = 72;

const NOTATIONS = ["hex", "parentheses", "angle", "function"] as const;
const NAMES = MASK_NAMES.map(
  (text): AskedColour => ({ colour: colourNamed(text)?.colour ?? [0, 0, 0], text }),
);

/**
 * Colours for one prompt, far enough apart from each other and from those taken: names and numbers,
 * mostly in one notation.
 *
 * @param taken colours that are used already, as the background
 * @example askColours(random, 2, [[0, 0, 0]]).map(({ text }) => text) // ["red", "blue"]
 */
export function askColours(random: Random, count: number, taken: readonly Rgb[]): AskedColour[] {
  const common = styleOf(random);
  const isMixed = random.between(0, 1) < 0.15;
  const asked: AskedColour[] = [];
  while (asked.length < count) {
    const one = askColour(random, isMixed ? styleOf(random) : common);
    const others = [...taken, ...asked.map(({ colour }) => colour)];
    if (others.every((other) => apart(other, one.colour) >= LEAST_APART)) asked.push(one);
  }
  return asked;
}

type Style = "name" | (typeof NOTATIONS)[number];

const styleOf = (random: Random): Style => (random.between(0, 1) < 0.45 ? "name" : random.pick(NOTATIONS));

/** One colour, written in a notation. */
export function askColour(random: Random, style: Style): AskedColour {
  if (style === "name") return random.pick(NAMES);
  const level = (): number => random.pick([0, 255, random.integer(0, 255), random.integer(0, 255)]);
  const colour: Rgb = [level(), level(), level()];
  return { colour, text: formatColour(colour, style) };
}

const apart = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
