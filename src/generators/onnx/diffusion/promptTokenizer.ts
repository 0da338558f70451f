/** Prompts as token ids, by the tokenizer that lies beside the model. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import { readJson } from "../readJson.js";

export interface PromptIds {
  /** padded to the model's length */
  readonly ids: readonly number[];
  /** 1 for the prompt, 0 for padding */
  readonly mask: readonly number[];
  readonly warnings: readonly string[];
}

/** Turns a prompt into ids. */
export type DiffusionTokenizer = (prompt: string) => PromptIds;

/**
 * @param folder with tokenizer.json, or CLIP's vocab.json and merges.txt
 * @param ownLength tokens of a prompt; default: as the tokenizer's configuration says
 */
export async function readDiffusionTokenizer(
  folder: string,
  ownLength?: number,
): Promise<DiffusionTokenizer> {
  const config = existsSync(join(folder, "tokenizer_config.json"))
    ? await readJson(join(folder, "tokenizer_config.json"))
    : {};
  const whole = existsSync(join(folder, "tokenizer.json"))
    ? await readJson(join(folder, "tokenizer.json"))
    : await clipTokenizer(folder);
  const tokenizer = new Tokenizer(whole, config);
  const length =
    ownLength ??
    (typeof config.model_max_length === "number" && config.model_max_length < 1e6
      ? config.model_max_length
      : 77);
  const end = tokenizer.token_to_id("<|endoftext|>");
  const pad = tokenizer.token_to_id(nameOf(config.pad_token)) ?? end ?? 0;
  return (prompt) => {
    const { ids } = tokenizer.encode(prompt);
    const kept = ids.slice(0, length);
    // What is cut off still ends as every prompt does.
    if (ids.length > length && end !== undefined) kept[length - 1] = end;
    const cut = ids.length - length;
    return {
      mask: Array.from({ length }, (_, i) => Number(i < kept.length)),
      ids: [...kept, ...new Array<number>(Math.max(0, length - ids.length)).fill(pad)],
      warnings: cut > 0 ? [`The prompt is too long: its last ${cut} tokens were cut off.`] : [],
    };
  };
}

/** A token in a configuration stands as text, or as an object that holds it. */
const nameOf = (token: unknown): string =>
  typeof token === "string"
    ? token
    : String((token as { content?: unknown } | undefined)?.content ?? "<|endoftext|>");

/** CLIP's tokenizer from its older files (arXiv 2103.00020, section 2.4; its rules as in openai/CLIP, simple_tokenizer). */
async function clipTokenizer(folder: string): Promise<object> {
  const vocab = (await readJson(join(folder, "vocab.json"))) as Record<string, number>;
  const merges = (await readFile(join(folder, "merges.txt"), "utf8"))
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#version"));
  const [begin, end] = ["<|startoftext|>", "<|endoftext|>"];
  return {
    added_tokens: [begin, end].map((content) => ({
      ...{ id: vocab[content], content, special: true, normalized: false },
      ...{ single_word: false, lstrip: false, rstrip: false },
    })),
    normalizer: {
      type: "Sequence",
      normalizers: [
        { type: "NFC" },
        { type: "Replace", pattern: { Regex: "\\s+" }, content: " " },
        { type: "Lowercase" },
      ],
    },
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [
        {
          type: "Split",
          pattern: { Regex: "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+" },
          behavior: "Removed",
          invert: true,
        },
        { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    post_processor: {
      type: "TemplateProcessing",
      single: [
        { SpecialToken: { id: begin, type_id: 0 } },
        { Sequence: { id: "A", type_id: 0 } },
        { SpecialToken: { id: end, type_id: 0 } },
      ],
      pair: [],
      special_tokens: Object.fromEntries(
        [begin, end].map((token) => [token, { id: token, ids: [vocab[token]], tokens: [token] }]),
      ),
    },
    decoder: null,
    model: {
      ...{ type: "BPE", dropout: null, unk_token: end, continuing_subword_prefix: "" },
      ...{ end_of_word_suffix: "</w>", fuse_unk: false, vocab, merges },
    },
  };
}
