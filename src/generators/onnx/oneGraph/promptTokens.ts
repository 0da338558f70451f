import { basename, join } from "node:path";
import { GeneratorError } from "../../../generatorError.js";
import { TOKENIZER_VERSION, type Tokenize, wordTokenizer } from "../../../prompts/tokenizer.js";
import { readJson } from "../readJson.js";

/** A prompt as a graph takes it, and what a person should know of it. */
export interface PromptTokens {
  /** padded with 0 to the tokenizer's length */
  readonly ids: BigInt64Array;
  readonly warnings: readonly string[];
}

/** What turns prompts into a graph's tokens. */
export type PromptTokenizer = (prompt: string) => PromptTokens;

/**
 * Reads a tokenizer: `{ "version": 1, "length": 80, "vocabulary": ["<pad>", "<unknown>", …] }`.
 *
 * @throws GeneratorError "unavailable" for a file that is missing or of another kind or version
 */
export async function readTokenizer(folder: string, file: string): Promise<PromptTokenizer> {
  const path = join(folder, file);
  const { version, length, vocabulary } = await readJson(path);
  const isFit =
    version === TOKENIZER_VERSION &&
    Number.isInteger(length) &&
    (length as number) > 0 &&
    Array.isArray(vocabulary) &&
    vocabulary.every((token) => typeof token === "string");
  if (!isFit) {
    throw new GeneratorError("unavailable", {
      argument: path,
      expected: `a word tokenizer of version ${TOKENIZER_VERSION} with length and vocabulary`,
      got: `of version ${JSON.stringify(version) ?? "none"}`,
      remedy: `write ${basename(path)} as docs/one-graph.md says`,
    });
  }
  return padded(wordTokenizer(vocabulary as string[], length as number), length as number);
}

const padded =
  (tokenize: Tokenize, length: number): PromptTokenizer =>
  (prompt) => {
    const { ids, unknownWords, cut } = tokenize(prompt);
    const numbers = new BigInt64Array(length);
    for (const [i, id] of ids.entries()) numbers[i] = BigInt(id);
    const words = [...new Set(unknownWords)].map((word) => `“${word}”`).join(", ");
    return {
      ids: numbers,
      warnings: [
        ...(words === "" ? [] : [`The model has no word for ${words}: what it makes of them is chance.`]),
        ...(cut === 0 ? [] : [`The prompt is too long: its last ${cut} tokens were not read.`]),
      ],
    };
  };
