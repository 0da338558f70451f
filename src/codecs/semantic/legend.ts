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
export type LegendInput =
  | string
  | Readonly<Record<string, ColourInput>>
  | readonly { readonly name: string; readonly colour: ColourInput; readonly id?: number }[];

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
 * gets 0, and is added in black unless the legend names one or uses black itself.
 *
 * @throws ArgumentError for no class, more than 256, a colour that is none, or two classes of one colour
 * @example
 * parseLegend({ cat: "red", "exit sign": "light purple" })
 * parseLegend('{"cat ears": <255, 165, 0>, "background": <125, 0, 125>}')
 * parseLegend("The menu is #80C000. The dessert is #800000.")
 */
export function parseLegend(input: LegendInput, { background = "black" }: LegendOptions = {}): ColourLegend {
  const listed = listedClasses(input);
  if (listed.length === 0) refuse("at least one class with its colour", input);
  let lastId = 0;
  const written = listed.map(({ name, colour, id }) => {
    const nextId = /^background$/i.test(name) ? 0 : ++lastId;
    return { name, id: id ?? nextId, written: readColour(colour, `legend["${name}"]`) };
  });
  if (background !== null && !written.some(({ id }) => id === 0)) {
    const implied = readColour(background, "background");
    if (!written.some((one) => distance(one.written.colour, implied.colour) === 0))
      written.push({ name: "background", id: 0, written: implied });
  }
  const legend = withDistinctColours(written);
  checkIds(legend, input);
  return legend;
}

function listedClasses(input: LegendInput): { name: string; colour: ColourInput; id?: number }[] {
  if (typeof input === "string") return readLegendText(input);
  if (Array.isArray(input)) return input.map((entry) => ({ ...entry }));
  if (typeof input !== "object" || input === null) return refuse("a legend", input);
  return Object.entries(input).map(([name, colour]) => ({ name, colour }));
}

/**
 * Numbers mean what they say; a word takes the first of its colours that no other class has, and keeps
 * as variants those that stay clear of every other class.
 */
function withDistinctColours(
  written: readonly { name: string; id: number; written: WrittenColour }[],
): ColourLegend {
  const colours = new Map<number, Rgb>();
  const isFree = (colour: Rgb, self: number): boolean =>
    [...colours].every(([i, other]) => i === self || distance(colour, other) > SAME_COLOUR_LEVELS);
  const isWord = (i: number): boolean => written[i].written.notation === "name";
  const order = [...written.keys()].sort((a, b) => Number(isWord(a)) - Number(isWord(b)) || a - b);
  for (const i of order) {
    const { colour, variants } = written[i].written;
    colours.set(i, [colour, ...variants].find((candidate) => isFree(candidate, i)) ?? colour);
  }
  return written.map(({ name, id, written: { colour: first, variants, notation } }, i) => {
    const colour = colours.get(i) as Rgb;
    const twin = [...colours].find(([j, other]) => j < i && distance(colour, other) === 0);
    if (twin) refuse("a different colour for every class", `${written[twin[0]].name} and ${name} alike`);
    const spare = [first, ...variants].filter((one) => distance(one, colour) > 0 && isFree(one, i));
    return { id, name, colour, variants: spare, notation };
  });
}

function checkIds(legend: ColourLegend, input: unknown): void {
  const ids = new Set(legend.map(({ id }) => id));
  const valid = legend.every(({ id }) => Number.isInteger(id) && id >= 0 && id < 65_535);
  if (ids.size !== legend.length || !valid) refuse("a different id from 0 to 65534 for every class", input);
  if (legend.length > MAX_CLASSES) refuse(`at most ${MAX_CLASSES} classes`, `${legend.length} classes`);
}

function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function refuse(expected: string, got: unknown): never {
  throw new ArgumentError({
    argument: "legend",
    expected,
    got: typeof got === "string" && got.length < 80 ? got : describeValue(got),
    remedy: 'write it as { cat: "red", dog: "#00ff80" }, as JSON, or as the sentences of the prompt',
  });
}
