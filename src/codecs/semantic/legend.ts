import { checkOptions } from "../../checkOptions.js";
import { isSameName } from "../../color/names.js";
import {
  type ColourInput,
  type ColourNotation,
  readColour,
  type WrittenColour,
} from "../../color/notation.js";
import { ArgumentError, describeValue } from "../../errors.js";
import type { LegendEntry, Rgb } from "../../image/types.js";
import { readLegendText } from "./legendText.js";

/** One class of a painted picture: which colours mean it. */
export interface ColourClass extends LegendEntry {
  readonly colour: Rgb;
  /** what a colour word may also be painted as; empty where the prompt gave numbers */
  readonly variants: readonly Rgb[];
  readonly notation: ColourNotation;
}

/** Classes with different ids and different colours. The order matters at ties only: the first wins. */
export type ColourLegend = readonly ColourClass[];

/** A legend as people give it: class → colour, JSON or the sentences of a prompt, or entries. */
export type LegendInput = string | Readonly<Record<string, ColourInput>> | readonly LegendInputEntry[];

/**
 * One class as people write it, in either spelling. One without a colour is refused when it runs; the type has it so
 * that a map's own legend, which may lack some, can be passed on.
 */
export type LegendInputEntry = { readonly name: string; readonly id?: number } & (
  | { readonly colour?: ColourInput }
  | { readonly color: ColourInput }
);

export interface LegendOptions {
  /** what unlisted pixels are painted; default black, as the paper's model does; null adds no class */
  readonly background?: ColourInput | null;
}

/** As many classes as one byte can tell apart. */
export const MAX_CLASSES = 256;

/** Colours of different classes nearer than this are one colour to a generator: its tolerance τ (appendix A). */
const SAME_COLOUR_LEVELS = 14;

/**
 * Reads a legend in any notation of the paper. Classes get the ids 1, 2, … in their order; "background"
 * gets 0, and is added in black unless the legend names one or uses black itself (`missingBackground` says so).
 *
 * @throws ArgumentError for no class, more than 256, a colour that is none, or two classes of one colour
 * @example
 * parseLegend({ cat: "red", "exit sign": "light purple" })
 * parseLegend('{"cat ears": <255, 165, 0>, "background": <125, 0, 125>}')
 * parseLegend("The menu is #80C000. The dessert is #800000.")
 */
export function parseLegend(input: LegendInput, options: LegendOptions = {}): ColourLegend {
  checkOptions("parseLegend", options, { background: true });
  const { background = "black" } = options;
  const listed = listedClasses(input);
  if (listed.length === 0) refuse("at least one class with its colour", quoted(input));
  const grounds = listed.filter(({ name }) => isBackground(name));
  if (grounds.length > 1)
    refuse("of one background", `one with ${grounds.map(({ name }) => `"${name}"`).join(" and ")}`);
  let lastId = 0;
  const written = listed.map(({ name, colour, id }) => {
    const nextId = isBackground(name) ? 0 : ++lastId;
    return { name, id: id ?? nextId, written: readColour(colour, `legend["${name}"]`), as: colour };
  });
  if (background !== null && !written.some(({ id, name }) => id === 0 || isBackground(name))) {
    const implied = readColour(background, "background");
    // What the caller names must be there; the default gives way.
    const isNamed = options.background !== undefined;
    if (isNamed || !written.some((one) => distance(one.written.colour, implied.colour) === 0))
      written.push({ name: "background", id: 0, written: implied, as: background });
  }
  const legend = withDistinctColours(written);
  checkIds(legend, input);
  return legend;
}

const isBackground = (name: string): boolean => /^(?:the )?background$/i.test(name.trim());

function listedClasses(input: LegendInput): { name: string; colour: ColourInput; id?: number }[] {
  if (typeof input === "string") return readLegendText(input);
  if (Array.isArray(input))
    return input.map((entry: LegendInputEntry) => ({
      ...entry,
      colour: ("colour" in entry ? entry.colour : (entry as { color: ColourInput }).color) as ColourInput,
    }));
  if (typeof input !== "object" || input === null) return refuse("a legend", describeValue(input));
  return Object.entries(input).map(([name, colour]) => ({ name, colour }));
}

/** A legend in any form, read; one that was read before stays as it is. */
export const readLegend = (input: LegendInput | ColourLegend): ColourLegend =>
  isRead(input) ? input : parseLegend(input);

const isRead = (input: LegendInput | ColourLegend): input is ColourLegend =>
  Array.isArray(input) &&
  input.length > 0 &&
  input.every((one) => Array.isArray(one?.variants) && "id" in one);

/** What a legend without background does to unlisted pixels, as a warning; none where the caller wanted no background. */
export function missingBackground(legend: ColourLegend, background: unknown): string[] {
  if (background === null || legend.some(({ id, name }) => id === 0 || isBackground(name))) return [];
  const black = legend.find(({ colour }) => colour.every((level) => level === 0));
  const why = black
    ? `black, its usual colour, is that of "${black.name}"`
    : "its usual colour is that of a class";
  return [`There is no background: ${why}, so every pixel goes to a class. Name one: background is white.`];
}

interface Written {
  readonly name: string;
  readonly id: number;
  readonly written: WrittenColour;
  /** the colour as it was given */
  readonly as: ColourInput;
}

/**
 * Numbers mean what they say; a word takes the first of its colours that no other class has, and keeps as variants
 * those that stay clear of every other class. Words with the fewest colours choose first, so that lime, which is one
 * colour, and green, which may be two, go together; gray and grey are one word.
 */
function withDistinctColours(written: readonly Written[]): ColourLegend {
  const colours = new Map<number, Rgb>();
  const isFree = (colour: Rgb, self: number): boolean =>
    [...colours].every(([i, other]) => i === self || distance(colour, other) > SAME_COLOUR_LEVELS);
  const order = [...written.keys()].sort((a, b) => choiceOf(written[a]) - choiceOf(written[b]) || a - b);
  for (const i of order) {
    const { colour, variants } = written[i].written;
    colours.set(i, [colour, ...variants].find((candidate) => isFree(candidate, i)) ?? colour);
  }
  return written.map(({ name, id, written: { colour: first, variants, notation } }, i) => {
    const colour = colours.get(i) as Rgb;
    const twin = written.find(
      (other, j) => j < i && (distance(colours.get(j) as Rgb, colour) === 0 || isSameWord(other, written[i])),
    );
    if (twin) refuse("a different colour for every class", `${twin.name} and ${name} alike`);
    const spare = [first, ...variants].filter((one) => distance(one, colour) > 0 && isFree(one, i));
    return { id, name, colour, variants: spare, notation };
  });
}

/** How many colours a class may be painted in: 0 more for numbers. */
const choiceOf = ({ written: { variants, notation } }: Written): number =>
  notation === "name" ? 1 + variants.length : 0;

/** One word in two spellings: gray and grey. */
const isSameWord = ({ as: a }: Written, { as: b }: Written): boolean =>
  typeof a === "string" && typeof b === "string" && isSameName(a, b);

function checkIds(legend: ColourLegend, input: unknown): void {
  const ids = new Set(legend.map(({ id }) => id));
  const valid = legend.every(({ id }) => Number.isInteger(id) && id >= 0 && id < 65_535);
  if (ids.size !== legend.length || !valid)
    refuse("a different id from 0 to 65534 for every class", quoted(input));
  if (legend.length > MAX_CLASSES) refuse(`at most ${MAX_CLASSES} classes`, `${legend.length} classes`);
}

/** A legend in an error: a prompt by its beginning, anything else by its type, what is empty as such. */
function quoted(input: unknown): string {
  const isEmpty = typeof input === "object" && input !== null && Object.keys(input).length === 0;
  return isEmpty ? "empty" : describeValue(input);
}

function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function refuse(expected: string, got: string): never {
  throw new ArgumentError({
    argument: "legend",
    expected,
    got,
    remedy: 'write it as { cat: "red", dog: "#00ff80" }, as JSON, or as the sentences of the prompt',
  });
}
