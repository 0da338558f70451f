import { ArgumentError, describeValue } from "../errors.js";
import { openGemini } from "./gemini.js";
import type { LanguageModel } from "./languageModel.js";
import { openOpenAi } from "./openai.js";

/**
 * Opens a hosted language model: `gemini:MODEL` or `openai:MODEL@URL`, with the options of hosted generators (key,
 * attempts, timeoutMs …). Nothing is asked before the first `ask`.
 *
 * @throws ArgumentError for another specification, or wrong options
 * @example const model = openLanguageModel("gemini:gemini-3.1-flash-lite");
 */
export function openLanguageModel(
  spec: string,
  options: Readonly<Record<string, unknown>> = {},
): LanguageModel {
  const [, kind, rest] = /^(gemini|openai):(.+)$/.exec(String(spec)) ?? [];
  if (kind === "gemini") return openGemini(rest, options);
  if (kind === "openai") return openOpenAi(rest, options);
  throw new ArgumentError({
    ...{ argument: "spec", expected: "gemini:MODEL or openai:MODEL@URL", got: describeValue(spec) },
    remedy: "write gemini:gemini-3.1-flash-lite, for example",
  });
}
