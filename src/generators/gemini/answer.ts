/** What the service's answer says: a picture, or why there is none. */
import { GeneratorError } from "../../generatorError.js";
import { bytesOfBase64, type Json } from "../../http/jsonOf.js";

/** Reasons that are the service's will; whatever else ends an answer without a picture is its weather. */
const REFUSALS = /SAFETY|PROHIBITED|BLOCKLIST|RECITATION|JAILBREAK|MODEL_ARMOR|SPII/;

export interface GeminiPicture {
  readonly bytes: Uint8Array;
  readonly modelVersion?: string;
  /** tokens of the picture, where the service tells */
  readonly imageTokens?: number;
}

/**
 * The last picture that is no thought: earlier ones are drafts.
 *
 * @throws GeneratorError "refused" or "bad-answer"
 */
export function pictureIn(answer: Json, model: string): GeminiPicture {
  const { promptFeedback, candidates, modelVersion, usageMetadata } = answer ?? {};
  const block = promptFeedback?.blockReason;
  if (typeof block === "string") throw refusal(model, block, promptFeedback?.blockReasonMessage);
  const candidate = Array.isArray(candidates) ? candidates[0] : undefined;
  const parts: Json[] = Array.isArray(candidate?.content?.parts) ? candidate.content.parts : [];
  const pictures = parts.filter((part) => part?.inlineData?.data && !part.thought);
  const bytes = bytesOfBase64(pictures.at(-1)?.inlineData?.data);
  if (bytes) {
    const details: Json = usageMetadata?.candidatesTokensDetails;
    const tokens = Array.isArray(details) ? details.find((one) => one?.modality === "IMAGE") : undefined;
    return {
      bytes,
      ...(typeof modelVersion === "string" && { modelVersion }),
      ...(typeof tokens?.tokenCount === "number" && { imageTokens: tokens.tokenCount }),
    };
  }
  const reason = String(candidate?.finishReason ?? "no candidate");
  const said = parts
    .filter((part) => typeof part?.text === "string" && !part.thought)
    .map(({ text }) => text)
    .join(" ");
  if (REFUSALS.test(reason)) throw refusal(model, reason, candidate?.finishMessage ?? said);
  throw new GeneratorError("bad-answer", {
    argument: `the answer of ${model}`,
    expected: "a picture",
    got: said === "" ? `none (${reason})` : `words (${reason})`,
    remedy: "ask again, or say in the prompt that a picture is wanted",
    ...(said !== "" && { detail: said.slice(0, 500) }),
  });
}

function refusal(model: string, reason: string, said: unknown): GeneratorError {
  return new GeneratorError("refused", {
    argument: "the request",
    expected: `one that ${model} paints`,
    got: `refused (${reason})`,
    remedy: "say it in other words, or take another photo",
    ...(typeof said === "string" && said !== "" && { detail: said.slice(0, 500) }),
  });
}
