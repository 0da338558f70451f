/** Clauses that may mean one thing or two: they are refused, since either guess may be wrong. */
import { colourAt, isColourName } from "./colourPhrase.js";
import { type Kind, linkAt } from "./link.js";
import { type Token, tokensOf } from "./tokens.js";
import * as says from "./vocabulary.js";

export const AMBIGUOUS = "may give a colour to one thing or be the name of two";

/**
 * "the man in black and the woman are green": after a colour without a verb, a later verb without a comma before
 * it may belong to both.
 */
export function isTorn(tokens: readonly Token[], next: number): boolean {
  if (!says.CONJUNCTIONS.has(tokens[next]?.plain ?? "")) return false;
  for (let at = next + 1; at < tokens.length; at++) {
    if (/^[,;]$/.test(tokens[at].text)) return false;
    const link = linkAt(tokens, at);
    if (link?.hasVerb && colourAt(tokens, link.next)) return true;
  }
  return false;
}

/**
 * Whether the words before a colour hold a clause whose colour was not understood: "the cat in blurple and the dog",
 * "the cat blurple and the dog". One thing that "is" has no comma before an article.
 */
export function isTwoClauses(words: string, link: string, kind: Kind): boolean {
  if (kind === "verb")
    return /^(?:is|was)$/.test(link) && /,\s*(?:and\s+)?(?:the|an?)\s[^,]*$/i.test(words.trim());
  if (kind !== "short") return false;
  const isGap = !says.SHORT_LINKS.has(link);
  if (hasColourBeforeThing(words, isGap)) return true;
  const parts = words.split(/,|\band\b/i).map(ownWords);
  // "the beach in sandy yellow", where "the man in pink" may be painted yellow.
  const tail = parts[parts.length - 1];
  const inside = tail.findIndex((word) => says.SHORT_LINKS.has(word));
  if (isGap && inside >= 0 && isBare(words) && !isColourName(tail.slice(inside + 1).join(" "))) return true;
  return parts
    .slice(0, -1)
    .some((own) => own.some((word) => says.SHORT_LINKS.has(word)) || (isGap && own.length > 1));
}

/** "the cat in red beside the dog"; painted without a link, "the man in pink beside the dog" is one thing. */
function hasColourBeforeThing(words: string, isGap: boolean): boolean {
  const tokens = tokensOf(words);
  return tokens.some((_, at) => {
    const before = tokens[at - 1]?.plain ?? "";
    if (at === 0 || says.ARTICLES.has(before) || says.COLOUR_LEAD.has(tokens[at].plain)) return false;
    const found = colourAt(tokens, at);
    if (!found || !says.PLACES.has(tokens[found.next]?.plain ?? "")) return false;
    return !(isGap && says.SHORT_LINKS.has(before));
  });
}

/** "in sandy", not "in the window". */
const isBare = (words: string): boolean =>
  /\s(?:in|as|by|with|to|using)\s+(?!the\s|an?\s)\S+(?:\s\S+)?\s*$/i.test(words);

const ownWords = (part: string): string[] =>
  part
    .toLowerCase()
    .trim()
    .split(/\s+/)
    .filter((word) => !says.ARTICLES.has(word) && !says.ORDERS.has(word));
