import { colourAt, isBounded, isColourName } from "./colourPhrase.js";
import { type Token, tokensOf } from "./tokens.js";
import { isPair } from "./vocabulary.js";

/** What lists put between their entries beside commas, semicolons and lines. */
const SEPARATORS = /^(?:[|/+•·*()—–-]|or|vs)$/i;

/** As many words as a class's name has in a list. */
const MOST_WORDS = 8;

const FULL_WIDTH: Readonly<Record<string, string>> = {
  "，": ", ",
  "、": ", ",
  "；": "; ",
  "：": ": ",
  "＝": "=",
};

/**
 * A text whose lists have commas between their entries: `cat: red | dog: blue`, `cat=red&dog=blue` and
 * `cat → red dog → blue` are lists of two. Elsewhere it stays as it is.
 *
 * @example withCommas("cat: red | dog: blue") // cat: red, dog: blue
 */
export function withCommas(text: string): string {
  const plain = unglued(text.replace(/[，、；：＝]/g, (mark) => FULL_WIDTH[mark]));
  const tokens = tokensOf(plain);
  let result = "";
  let done = 0;
  for (let at = 1; at < tokens.length; at++) {
    if (!isPair(tokens[at].text)) continue;
    const found = colourAt(tokens, at + 1);
    if (!found) continue;
    let end = found.next;
    while (SEPARATORS.test(tokens[end - 1].text)) end--;
    let next = found.next;
    if (isBounded(tokens, next)) continue;
    while (tokens[next] && SEPARATORS.test(tokens[next].plain)) next++;
    if (!beginsPair(tokens, next)) continue;
    result += `${plain.slice(done, tokens[end - 1].to)}, `;
    done = tokens[next].from;
  }
  return result + plain.slice(done);
}

/** `=red&dog=`: the word before the mark is a colour. */
const unglued = (text: string): string =>
  text.replace(
    /((?::|=>?|->|→)\s*)([#\p{L}\p{N} ]+)([&/+])(?=\p{L}[^\n,;:=]*(?::|=|->|→))/gu,
    (whole, mark, words, separator) =>
      isColourName(words) || /^#[0-9a-f]{3,8}$/i.test(words)
        ? `${mark}${words}${separator === "&" ? ", " : ` ${separator} `}`
        : whole,
  );

/** A name and a mark. */
function beginsPair(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < Math.min(tokens.length, from + MOST_WORDS + 1); at++) {
    if (isPair(tokens[at].text)) return at > from;
    if (tokens[at].kind !== "word") return false;
  }
  return false;
}
