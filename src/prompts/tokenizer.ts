import { ArgumentError, describeValue } from "../errors.js";
import { WORDS } from "./words.js";

/** Tokens of one prompt; shorter ones are padded. */
export const PROMPT_TOKENS = 80;

/** Version of words and rules; a model says which one it was trained with. */
export const TOKENIZER_VERSION = 1;

const SIGNS = [",", ".", ":", ";", "=", "?", "!", "-"];
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const byteToken = (level: number): string => `0x${level.toString(16).padStart(2, "0")}`;

/**
 * Every token by its number: padding, unknown, the 256 levels of a byte, signs, letters for words that
 * are not known, and words.
 */
export const VOCABULARY: readonly string[] = [
  ...["<pad>", "<unknown>"],
  ...Array.from({ length: 256 }, (_, level) => byteToken(level)),
  ...SIGNS,
  ...LETTERS.map((letter) => `<${letter}>`),
  ...WORDS,
];

const UNKNOWN = 1;

/** A prompt in tokens. */
export interface TokenizedPrompt {
  /** without padding, at most as many as the tokenizer's length */
  readonly ids: readonly number[];
  /** words that the vocabulary does not have: they are spelled, and a model hardly understands them */
  readonly unknownWords: readonly string[];
  /** tokens that did not fit */
  readonly cut: number;
}

const PIECES = /#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-z])|\d+|[a-z]+|[^\s]/g;

/** One word for one thing, whichever spelling. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ...{ colour: "color", colours: "colors", coloured: "colored", grey: "gray", labelling: "labeling" },
  ...{ visualise: "visualize", visualised: "visualized", visualisation: "visualization", meter: "metre" },
  ...{ meters: "metres", colourmap: "colormap" },
};

/** What turns prompts into tokens. */
export type Tokenize = (text: string) => TokenizedPrompt;

/**
 * Splits a prompt into tokens: words, signs, and numbers from 0 to 255 as one token each, so that
 * "#ff8000", "(255, 128, 0)" and "<255, 128, 0>" become the same three. Brackets and quotes are dropped,
 * and commas between numbers. Nothing else of the prompt's meaning is touched.
 *
 * @throws ArgumentError for what is no text
 * @example tokenize("the ball is #ff8000").ids.length // 6
 */
export const tokenize: Tokenize = wordTokenizer(VOCABULARY, PROMPT_TOKENS);

/**
 * The same rules with another vocabulary, such as an earlier model's: the token's place is its number.
 *
 * @param length tokens of one prompt; what comes after is cut
 * @example wordTokenizer(["<pad>", "<unknown>", "depth"], 8)("Depth!").ids // [2, 1]
 */
export function wordTokenizer(vocabulary: readonly string[], length: number): Tokenize {
  const numbers: ReadonlyMap<string, number> = new Map(vocabulary.map((token, id) => [token, id]));
  return (text) => {
    if (typeof text !== "string") {
      const got = describeValue(text);
      throw new ArgumentError({ argument: "text", expected: "a prompt", got, remedy: 'try "a depth map"' });
    }
    const { tokens, unknownWords } = piecesOf(text, numbers);
    const ids = tokens.map((token) => numbers.get(token) ?? UNKNOWN);
    return { ids: ids.slice(0, length), unknownWords, cut: Math.max(0, ids.length - length) };
  };
}

function piecesOf(
  text: string,
  known: ReadonlyMap<string, number>,
): { tokens: string[]; unknownWords: string[] } {
  const tokens: string[] = [];
  const unknownWords: string[] = [];
  const plain = text.toLowerCase().replace(/(?<=\d)\s*,\s*(?=\d)/g, " ");
  for (const [piece, hex] of plain.matchAll(PIECES)) {
    if (hex) tokens.push(...levelsOf(hex).map(byteToken));
    else if (/^\d/.test(piece)) tokens.push(...numberTokens(piece));
    else if (/^[a-z]/.test(piece)) {
      const word = SPELLINGS[piece] ?? piece;
      if (known.has(word)) tokens.push(word);
      else {
        unknownWords.push(piece);
        tokens.push(...[...word].map((letter) => `<${letter}>`));
      }
    } else if (!/[()<>[\]{}"'“”‘’#_]/.test(piece)) tokens.push(piece);
  }
  return { tokens, unknownWords };
}

function levelsOf(hex: string): number[] {
  const pairs = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
  return pairs.map((pair) => Number.parseInt(pair, 16));
}

/** A number above 255 is read digit by digit. */
function numberTokens(digits: string): string[] {
  const value = Number(digits);
  return value <= 255 ? [byteToken(value)] : [...digits].map((digit) => byteToken(Number(digit)));
}
