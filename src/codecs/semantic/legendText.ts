/** Legends inside text: JSON, the paper's loose JSON, lists, and the sentences of its prompts. */
import { ArgumentError } from "../../errors.js";
import { readPrompt } from "./prompt/readPrompt.js";

/** A quoted name before a colon; an apostrophe within a word quotes nothing. */
const QUOTED = String.raw`(?:"((?:[^"\\\n]|\\.)+)"|(?<![\p{L}\p{N}])'([^'\n]+)')\s*:`;
/** What may stand for a colour; whether it is one, the reader of colours says. */
const VALUE = String.raw`"[^"\n]*"|'[^'\n]*'|(?:rgba?|hsla?)\s*\([^()]*\)|\([^()]*\)|<[^<>]*>|\[[^\][]*\]|#\w+|[a-z][a-z -]*`;

/** `"exit sign": <0, 0, 255>`, `"cat": "red"`, `"background": yellow`. */
const PAIR = new RegExp(String.raw`${QUOTED}\s*(${VALUE})`, "giu");
const NAME = new RegExp(QUOTED, "giu");

/**
 * The classes and colours that a text names, in its order.
 *
 * @throws ArgumentError for a clause that looks like a class and its colour and is not understood, or a class that
 *   comes twice
 * @example
 * readLegendText('The cat is rendered in green, the dog in <0, 0, 255>.') // cat: green, dog: <0, 0, 255>
 */
export function readLegendText(text: string): { name: string; colour: string; id?: number }[] {
  const entries = entriesIn(text);
  if (entries) return entries;
  const pairs = [...text.matchAll(PAIR)];
  const names = [...text.matchAll(NAME)];
  const unpaired = names.find(({ index }) => !pairs.some((pair) => pair.index === index));
  if (unpaired) refuse("a colour after every name", `none after ${unpaired[0]}`);
  const quoted = pairs.map(([, name, other, colour]) => ({
    name: (name === undefined ? other : name.replace(/\\(.)/g, "$1")).trim(),
    colour: colour.trim().replace(/^(["'])(.*)\1$/, "$2"),
  }));
  const found = [...quoted, ...readPrompt(withoutPairs(text, pairs))];
  const twice = found.find(({ name }, i) => found.findIndex((other) => other.name === name) < i);
  if (twice) refuse("of different names", `one with "${twice.name}" twice`);
  return found;
}

/** `[{"name": "cat", "color": "red"}]`; undefined for anything else. */
function entriesIn(text: string): { name: string; colour: string; id?: number }[] | undefined {
  if (!/^\s*\[\s*\{/.test(text)) return undefined;
  try {
    const entries = JSON.parse(text) as {
      id?: number | null;
      name: string;
      colour?: string;
      color?: string;
    }[];
    return entries.map(({ id, name, colour, color }) => ({
      name: String(name),
      colour: (colour ?? color) as string,
      ...(id !== undefined && id !== null && { id }),
    }));
  } catch {
    return undefined;
  }
}

/** What a text says beside its JSON; braces without quotes are a list. */
function withoutPairs(text: string, pairs: readonly RegExpMatchArray[]): string {
  const rest = pairs.reduceRight(
    (left, { index = 0, 0: { length } }) =>
      `${left.slice(0, index)}${left.slice(index + length).replace(/^\s*,/, "")}`,
    text,
  );
  return rest.replace(/[{}]/g, pairs.length > 0 ? " " : "\n");
}

function refuse(expected: string, got: string): never {
  throw new ArgumentError({
    argument: "legend",
    expected,
    got,
    remedy: 'write it as {"cat": "red", "dog": "#00ff80"}, or as the sentences of the prompt',
  });
}
