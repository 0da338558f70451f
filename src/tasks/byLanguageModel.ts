/** Gates and rewritings by a language model, as the paper has them (arXiv 2604.20329, on SA-Co and ReasonSeg). */
import { GeneratorError } from "../generatorError.js";
import type { LanguageModel } from "../languageModels/languageModel.js";
import { type PresenceGate, presenceQuestion } from "./presence.js";
import type { QueryRewriter } from "./refer.js";

/**
 * Asks whether something is there, by the paper's question.
 *
 * @example await segment(photo, ["cat", "dog"], { gate: presenceBy(openLanguageModel("gemini:gemini-3.1-flash-lite")) });
 */
export const presenceBy =
  (model: LanguageModel): PresenceGate =>
  async (image, name, { signal }) => {
    const said = await model.ask({ text: presenceQuestion(name), image, ...(signal && { signal }) });
    const answer = chosenIn(said);
    if (answer !== undefined) return answer;
    throw new GeneratorError("bad-answer", {
      argument: `the answer of ${model.spec}`,
      expected: "(A) or (B)",
      got: JSON.stringify(said.slice(0, 100)),
      remedy: "ask another model, or give a gate of your own",
    });
  };

/**
 * Which of "(A): Yes" and "(B): No" an answer chooses: the one in brackets, else the letter or the word that it begins
 * with; undefined where both are named, or neither. An article "a" is no choice.
 */
function chosenIn(said: string): boolean | undefined {
  const inBrackets = new Set(Array.from(said.matchAll(/\(([AB])\)/gi), ([, letter]) => letter.toUpperCase()));
  if (inBrackets.size > 0) return inBrackets.size === 1 ? inBrackets.has("A") : undefined;
  const first = /^\W*(?:(?:the )?answer(?: is|:)?\W*)?(?:([AB])(?=\W*$|[:.,)])|(yes|no)\b)/i.exec(said);
  if (!first) return undefined;
  return first[1] === undefined ? first[2].toLowerCase() === "yes" : first[1].toUpperCase() === "A";
}

/** The paper asks once and does not tell its words; these are ours. */
const rewritingQuestion = (query: string): string =>
  `Someone asks about this image: "${query}". Which thing in the image answers it? Reply with nothing but a short noun phrase that describes that thing by what is seen (its kind, colour and place), such as "the red chair on the left".`;

/**
 * Turns a query that needs thought into a description of what is seen.
 *
 * @example await refer(photo, ["what could I sit on?"], { rewrite: rewriteBy(openLanguageModel("gemini:gemini-3-pro")) });
 */
export const rewriteBy =
  (model: LanguageModel): QueryRewriter =>
  async (image, query, { signal }) => {
    const said = await model.ask({ text: rewritingQuestion(query), image, ...(signal && { signal }) });
    // One line, without the quotes and full stop that models like to add.
    return said.split("\n")[0].replace(/^["“'\s]+|["”'.\s]+$/g, "");
  };
