/** The notations in which prompts write a colour: a name, `#hex`, `(r, g, b)`, `<r, g, b>`, `RGB(r, g, b)`, `hsl(…)`. */
import { ArgumentError, describeValue } from "../errors.js";
import type { Rgb } from "../image/types.js";
import { colourNamed, nameOfColour } from "./names.js";

/** A colour as people write it: a notation, or its three levels. */
export type ColourInput = string | readonly [number, number, number];

export type ColourNotation = "name" | "hex" | "parentheses" | "angle" | "function";

/** A colour that was read, and how it was written. */
export interface WrittenColour {
  readonly colour: Rgb;
  /** what else a name may be painted as; empty for numbers */
  readonly variants: readonly Rgb[];
  readonly notation: ColourNotation;
}

const HEX = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;
const TUPLE =
  /^(?:(rgb)\s*)?([(<[])?\s*(\d{1,3})(?:\s*,\s*|\s+)(\d{1,3})(?:\s*,\s*|\s+)(\d{1,3})\s*([)>\]])?$/i;
/** Hue in degrees, saturation and lightness in percent, between commas or spaces. */
const HSL = /^hsl\s*\(\s*(-?[\d.]+)(?:deg)?(?:\s*,\s*|\s+)([\d.]+)%(?:\s*,\s*|\s+)([\d.]+)%\s*\)$/i;

/**
 * Reads a colour in any notation of the paper.
 *
 * @throws ArgumentError for what is none of them, naming the forms
 * @example readColour("<255, 165, 0>").colour // [255, 165, 0]
 */
export function readColour(input: ColourInput, argument = "colour"): WrittenColour {
  const found = typeof input === "string" ? readText(input.trim()) : readLevels(input);
  if (found) return found;
  throw new ArgumentError({
    argument,
    expected:
      'a colour as "red", "#80C000", "(255, 165, 0)", "<255, 165, 0>", "RGB(255, 165, 0)", "hsl(39, 100%, 50%)" or [255, 165, 0]',
    got: describeValue(input),
    remedy:
      "levels are whole numbers from 0 to 255; names are those of CSS and common ones as mint or navy blue, also with light or dark before them",
  });
}

/**
 * The colour alone; see {@link readColour}.
 *
 * @example parseColour("#f80") // [255, 136, 0]
 */
export const parseColour = (input: ColourInput, argument?: string): Rgb => readColour(input, argument).colour;

/**
 * Writes a colour as prompts do. A colour without a CSS name is written in hexadecimal digits.
 *
 * @example formatColour([255, 165, 0], "angle") // "<255, 165, 0>"
 */
export function formatColour(colour: Rgb, notation: ColourNotation = "parentheses"): string {
  const levels = colour.join(", ");
  switch (notation) {
    case "parentheses":
      return `(${levels})`;
    case "angle":
      return `<${levels}>`;
    case "function":
      return `RGB(${levels})`;
    case "name":
      return nameOfColour(colour) ?? formatColour(colour, "hex");
    case "hex":
      return `#${colour
        .map((level) => level.toString(16).padStart(2, "0"))
        .join("")
        .toUpperCase()}`;
  }
}

function readText(text: string): WrittenColour | undefined {
  const hex = HEX.exec(text)?.[1];
  if (hex) {
    const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    const [r, g, b] = digits.map((pair) => Number.parseInt(pair, 16));
    return { colour: [r, g, b], variants: [], notation: "hex" };
  }
  const tuple = TUPLE.exec(text);
  if (tuple) {
    const [, rgb, open = "", r, g, b, close = ""] = tuple;
    if (!["", "()", "<>", "[]"].includes(open + close)) return undefined;
    const notation = rgb ? "function" : open === "<" ? "angle" : "parentheses";
    return levelsOrNothing([Number(r), Number(g), Number(b)], notation);
  }
  const hsl = HSL.exec(text);
  if (hsl) return levelsOrNothing(levelsOfHsl(Number(hsl[1]), Number(hsl[2]), Number(hsl[3])), "function");
  const named = colourNamed(text);
  return named && { ...named, notation: "name" };
}

/** CSS Color 4, § 7.1; levels that are none for percentages above 100. */
function levelsOfHsl(hue: number, saturation: number, lightness: number): Rgb {
  const light = lightness / 100;
  const amplitude = (saturation / 100) * Math.min(light, 1 - light);
  const [r, g, b] = [0, 8, 4].map((n) => {
    const k = (((n + hue / 30) % 12) + 12) % 12;
    return Math.round(255 * (light - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  });
  return saturation > 100 || lightness > 100 ? [-1, -1, -1] : [r, g, b];
}

const readLevels = (levels: unknown): WrittenColour | undefined =>
  Array.isArray(levels) && levels.length === 3
    ? levelsOrNothing(levels as unknown as Rgb, "parentheses")
    : undefined;

function levelsOrNothing(levels: Rgb, notation: ColourNotation): WrittenColour | undefined {
  const [r, g, b] = levels;
  const fit = levels.every((level) => Number.isInteger(level) && level >= 0 && level <= 255);
  return fit ? { colour: [r, g, b], variants: [], notation } : undefined;
}
