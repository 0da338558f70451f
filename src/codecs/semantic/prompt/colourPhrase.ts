import { colourNamed } from "../../../color/names.js";
import { type ColourInput, readColour, type WrittenColour } from "../../../color/notation.js";
import type { Rgb } from "../../../image/types.js";
import type { Token } from "./tokens.js";
import { ARTICLES, COLOUR_LEAD, COLOUR_TAIL, CONJUNCTIONS } from "./vocabulary.js";

/** A colour in a sentence: as it is written, and the place after it. */
export interface ColourPhrase {
  readonly colour: string;
  readonly next: number;
}

/** As many words as a colour's name has: "very light sea green". */
const MOST_WORDS = 4;

/** As many words and marks as stand before or after one; more are no sentence. */
const MOST_AROUND = 8;

const QUOTE = /^["“”'‘’]$/;

/** The colour that a sentence goes on with, with what belongs to it: `a solid "yellow" color (255, 255, 0)`. */
export function colourAt(tokens: readonly Token[], from: number): ColourPhrase | undefined {
  let at = from;
  while (
    at < Math.min(tokens.length, from + MOST_AROUND) &&
    (COLOUR_LEAD.has(tokens[at].plain) || QUOTE.test(tokens[at].text) || tokens[at].text === "(")
  )
    at++;
  const found = numericAt(tokens, at) ?? namedAt(tokens, at);
  if (!found) return undefined;
  let { colour, next } = found;
  const isSkipped = (token: Token | undefined): boolean =>
    token !== undefined &&
    (COLOUR_TAIL.has(token.plain) || QUOTE.test(token.text) || /^[()]$/.test(token.text));
  const most = next + MOST_AROUND;
  while (next < most && isSkipped(tokens[next])) next++;
  // Both, as in pure yellow (<255, 255, 0>): the number is exact. "The man in pink #00FF00" is somebody green.
  const exact = numericAt(tokens, next) ?? (found.isNumeric ? namedAt(tokens, next) : undefined);
  if (exact && isAlike(colour, exact.colour)) {
    if (exact.isNumeric) colour = exact.colour;
    next = exact.next;
    while (next < most && isSkipped(tokens[next])) next++;
  }
  return { colour, next };
}

/** Whether a clause can end here. */
export function isBounded(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || /^[,;.!?}]$/.test(token.text)) return true;
  return CONJUNCTIONS.has(token.plain) || token.text === "&" || groundAt(tokens, at) !== undefined;
}

/** "on a black background", "on a background of black". */
export function groundAt(tokens: readonly Token[], at: number): ColourPhrase | undefined {
  if (!/^(?:on|against|over|with|in|and)$/.test(tokens[at]?.plain ?? "")) return undefined;
  const noun = tokens.findIndex(({ plain }, i) => i > at && !ARTICLES.has(plain));
  if (tokens[noun]?.plain === "background" && tokens[noun + 1]?.plain === "of")
    return colourAt(tokens, noun + 2);
  const found = colourAt(tokens, at + 1);
  return found && tokens[found.next]?.plain === "background"
    ? { colour: found.colour, next: found.next + 1 }
    : undefined;
}

/** Whether words alone are a colour's name: a class that is called so is a clause that was torn. */
export const isColourName = (words: string): boolean => colourNamed(words) !== undefined;

function numericAt(tokens: readonly Token[], at: number): (ColourPhrase & { isNumeric: true }) | undefined {
  const token = tokens[at];
  if (token?.kind !== "colour") return undefined;
  const bare = token.text.replace(/^\(\s*(<[^<>]*>|#\w+)\s*\)$/, "$1");
  return isReadable(bare) ? { colour: bare, next: at + 1, isNumeric: true } : undefined;
}

function namedAt(tokens: readonly Token[], at: number): (ColourPhrase & { isNumeric: false }) | undefined {
  for (let count = Math.min(MOST_WORDS, tokens.length - at); count > 0; count--) {
    const words = tokens.slice(at, at + count);
    if (words.some(({ kind, plain }) => kind !== "word" || ARTICLES.has(plain))) continue;
    const colour = words.map(({ text }) => text).join(" ");
    if (colourNamed(colour)) return { colour, next: at + count, isNumeric: false };
  }
  return undefined;
}

/** Levels within which a name and a number are one: published outputs paint light purple 45 away. */
const ALIKE = 64;

function isAlike(one: string, other: string): boolean {
  const [a, b] = [readColour(one), readColour(other)];
  const all = (written: WrittenColour): Rgb[] => [written.colour, ...written.variants];
  return all(a).some((p) => all(b).some((q) => Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) <= ALIKE));
}

function isReadable(colour: ColourInput): boolean {
  try {
    readColour(colour);
    return true;
  } catch {
    return false;
  }
}
