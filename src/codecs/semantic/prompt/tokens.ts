/** Prompts in words, marks and numeric colours. */

export interface Token {
  readonly kind: "word" | "colour" | "mark";
  readonly text: string;
  /** lower case, for comparing */
  readonly plain: string;
  /** where it begins and ends in the prompt */
  readonly from: number;
  readonly to: number;
}

/** Numeric colours, also misspelt ones (#40FFC): whether they are any is for the one who reads them. */
const COLOUR = String.raw`(?:rgba?|hsla?)\s*\([^()]*\)|#[0-9a-z]{3,}\b|<[^<>]*>|\(\s*(?:<[^<>]*>|#\w+|[\d.,%\s]+)\s*\)|\[[\d.,\s]+\]|\b\d+\s*,\s*\d+\s*,\s*\d+\b`;
const WORD = String.raw`[#\p{L}\p{N}_][\p{L}\p{N}_'’/+&-]*`;
const TOKEN = new RegExp(String.raw`(${COLOUR})|(${WORD})|(=>|->|→|\n\s*\n|\n|\S)`, "giu");

/** @example tokensOf("cat: #f00").map(({ kind }) => kind) // word, mark, colour */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => {
    const [whole, colour, word] = match;
    const kind = colour !== undefined ? "colour" : word !== undefined ? "word" : "mark";
    return {
      kind,
      text: whole,
      plain: whole.toLowerCase(),
      from: match.index,
      to: match.index + whole.length,
    };
  });
}

const BULLET = /^(?:[-*•]|\d+[.)])\s/;

/**
 * Tokens by sentence. A line ends one where the next begins with a bullet or a capital letter, where a line is
 * empty, or where one holds a pair (cat: red); elsewhere the prompt is only wrapped.
 */
export function sentencesOf(text: string): Token[][] {
  const sentences: Token[][] = [];
  let sentence: Token[] = [];
  const end = (): void => {
    if (sentence.length > 0) sentences.push(sentence);
    sentence = [];
  };
  const isInside = insideOfQuotes(text);
  for (const token of tokensOf(text)) {
    const isStop = /^[.;!?]$/.test(token.text) && /^[\s"”'’)}]|^$/.test(text.slice(token.to, token.to + 1));
    if (token.text.includes("\n")) {
      if (endsLine(token, text)) end();
    } else if (isStop && !isInside(token.from) && !/^\s*\d+$/.test(lineBefore(text, token.from))) end();
    else sentence.push(token);
  }
  end();
  return sentences.map(withoutBullet).filter((tokens) => tokens.length > 0);
}

function endsLine(newline: Token, text: string): boolean {
  const end = text.indexOf("\n", newline.to);
  const next = text.slice(newline.to, end < 0 ? text.length : end).trim();
  const line = lineBefore(text, newline.from);
  const isPair = (one: string): boolean =>
    /[^\s:=][^:=]*(?::|=>?|->|→|\s[-–—])\s*\S/.test(one) || /:\s*$/.test(one);
  const isEmpty = newline.text.trim() === "" && newline.text.split("\n").length > 2;
  return isEmpty || BULLET.test(next) || /^\p{Lu}/u.test(next) || isPair(line) || isPair(next);
}

const lineBefore = (text: string, at: number): string => text.slice(text.lastIndexOf("\n", at - 1) + 1, at);

function withoutBullet(tokens: Token[]): Token[] {
  if (/^[-*•]$/.test(tokens[0].text)) return tokens.slice(1);
  const isNumber = /^\d+$/.test(tokens[0].text) && /^[.)]$/.test(tokens[1]?.text ?? "");
  return isNumber ? tokens.slice(2) : tokens;
}

/** Whether a place lies between two straight double quotes. */
function insideOfQuotes(text: string): (at: number) => boolean {
  const spans = [...text.matchAll(/"[^"\n]*"|“[^”\n]*”/g)].map(({ index, 0: { length } }) => [
    index,
    index + length,
  ]);
  // The full stop of American typography stands before the closing quote and ends the sentence all the same.
  return (at) => spans.some(([from, to]) => at > from && at < to - 2);
}
