/** What people ask for, names with or without colours, as a legend for decoders and as words for prompts. */

import { designLegend } from "../codecs/semantic/design/designLegend.js";
import { type ColourLegend, type LegendInput, parseLegend } from "../codecs/semantic/legend.js";
import { type ColourNotation, formatColour } from "../color/notation.js";
import { ArgumentError, describeValue } from "../errors.js";

/** Names alone, which get colours; names with colours in any form; or the very sentences of a prompt. */
export type MasksInput = readonly string[] | LegendInput;

export interface AskedMasks {
  readonly legend: ColourLegend;
  /** the prompt, where what was asked are its sentences */
  readonly sentences?: string;
}

/**
 * @param argument what it is called: "classes"
 * @param background as decoders take it
 * @throws ArgumentError for no name, or colours that are none or too near to each other
 */
export function askedMasks(argument: string, input: unknown, background: string | undefined): AskedMasks {
  const options = background === undefined ? {} : { background };
  if (Array.isArray(input) && input.length > 0 && input.every((name) => typeof name === "string"))
    return { legend: designLegend(input, options) };
  if (typeof input === "string") {
    const legend = parseLegend(input, options);
    // JSON is a mapping, not a sentence.
    return /^\s*[[{]/.test(input) ? { legend } : { legend, sentences: input };
  }
  if (typeof input === "object" && input !== null && !(Array.isArray(input) && input.length === 0))
    return { legend: parseLegend(input as LegendInput, options) };
  throw new ArgumentError({
    argument,
    expected: "names, names with colours, or the sentences of a prompt",
    got: describeValue(input),
    remedy: `write ["floor", "ball"] or { floor: "red", ball: "blue" }`,
  });
}

/** A legend's masks in words, without the background, each with its colour as prompts write it. */
export const inWords = (
  legend: ColourLegend,
  notation?: ColourNotation,
): { name: string; colour: string }[] =>
  legend
    .filter(({ id }) => id !== 0)
    .map(({ name, colour, notation: own }) => ({ name, colour: formatColour(colour, notation ?? own) }));
