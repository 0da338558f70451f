import type { Assignment } from "./assignments.js";
import { classNamed } from "./className.js";
import { colourAt } from "./colourPhrase.js";
import type { Token } from "./tokens.js";
import { CONJUNCTIONS, MEANS } from "./vocabulary.js";

/** "Assign red to the cat." */
const GIVING = /^(?:assign|apply|give)$/;

/** Where the class begins that a colour stands before: "red for the cat"; undefined where none does. */
export function classAfterColour(
  tokens: readonly Token[],
  at: number,
): { colour: string; next: number } | undefined {
  const found = colourAt(tokens, at);
  if (!found) return undefined;
  const [verb, next] = [0, 1].map((i) => tokens[found.next + i]?.plain ?? "");
  // "stands for", "is for"; a rose stands on the table.
  const isLong = /^(?:stands?|is|are)$/.test(verb);
  const isGiven = verb === "to" && GIVING.test(tokens[0].plain);
  if (isGiven) return { colour: found.colour, next: found.next + 1 };
  if (isLong ? next !== "for" : !MEANS.has(verb)) return undefined;
  return { colour: found.colour, next: found.next + (isLong ? 2 : 1) };
}

/**
 * A sentence that says its colours first: "Use red for the cat and blue for the dog."
 *
 * @returns undefined for any other sentence
 */
export function readColourFirst(tokens: readonly Token[], text: string): Assignment[] | undefined {
  const first = tokens.findIndex(
    ({ plain }) => !/^(?:please|use|using|with|choose|assign|apply|give)$/.test(plain),
  );
  if (first < 0 || !classAfterColour(tokens, first)) return undefined;
  const begins = tokens.flatMap((_, at) => {
    const isBegin =
      at === first ||
      /^[,;&]$/.test(tokens[at - 1]?.text ?? "") ||
      CONJUNCTIONS.has(tokens[at - 1]?.plain ?? "");
    const found = at >= first && isBegin ? classAfterColour(tokens, at) : undefined;
    return found ? [{ at, ...found }] : [];
  });
  return begins.map(({ at, colour, next }, i) => {
    let end = begins[i + 1]?.at ?? tokens.length;
    while (end > next && (/^[,;&]$/.test(tokens[end - 1].text) || CONJUNCTIONS.has(tokens[end - 1].plain)))
      end--;
    const clause = text.slice(tokens[at].from, tokens[end - 1].to);
    const words = next < end ? text.slice(tokens[next].from, tokens[end - 1].to) : "";
    return { name: classNamed(words, clause), colour };
  });
}
