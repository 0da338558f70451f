/** Gemini's language models, by generateContent (https://ai.google.dev/api/generate-content). */
import { GeneratorError } from "../generatorError.js";
import { askService } from "../http/askService.js";
import { checkUrl } from "../http/checkUrl.js";
import { hostedOptions } from "../http/hostedOptions.js";
import { jsonOf } from "../http/jsonOf.js";
import { needKey } from "../http/key.js";
import { packPhoto } from "../http/packPhoto.js";
import type { LanguageModel } from "./languageModel.js";

const KEYS = ["GEMINI_API_KEY", "GOOGLE_API_KEY"] as const;
const USUAL_URL = "https://generativelanguage.googleapis.com";
/** The service's limit for a picture within a request. */
const MOST_PHOTO_BYTES = 7_000_000;

export function openGemini(model: string, options: Readonly<Record<string, unknown>>): LanguageModel {
  const { baseUrl, ...others } = options;
  const { key: keyOf, patience } = hostedOptions("openLanguageModel", others, KEYS);
  const url = checkUrl("baseUrl", baseUrl ?? process.env.GOOGLE_GEMINI_BASE_URL ?? USUAL_URL);
  return {
    spec: `gemini:${model}`,
    async ask({ text, image, signal = new AbortController().signal }) {
      const key = needKey(keyOf, "Gemini", KEYS);
      const photo = image && (await packPhoto(image, MOST_PHOTO_BYTES));
      const picture = photo && {
        inlineData: { mimeType: photo.mime, data: Buffer.from(photo.bytes).toString("base64") },
      };
      const body = JSON.stringify({
        contents: [{ role: "user", parts: [...(picture ? [picture] : []), { text }] }],
        // The likeliest answer: the same question gets the same one, as far as the service can.
        generationConfig: { temperature: 0 },
      });
      const { bytes } = await askService({
        ...{ url: `${url}/v1/models/${model}:generateContent`, service: "Gemini", key, signal, patience },
        headers: { "content-type": "application/json", "x-goog-api-key": key.reveal() },
        body: () => body,
      });
      const { candidates, promptFeedback } = jsonOf(bytes, "Gemini", key) ?? {};
      const parts = candidates?.[0]?.content?.parts;
      const said = (Array.isArray(parts) ? parts : [])
        .filter((part) => typeof part?.text === "string" && !part.thought)
        .map(({ text: words }) => words)
        .join("")
        .trim();
      if (said !== "") return said;
      throw noAnswer(
        model,
        String(promptFeedback?.blockReason ?? candidates?.[0]?.finishReason ?? "nothing"),
      );
    },
  };
}

export const noAnswer = (model: string, reason: string): GeneratorError =>
  new GeneratorError("refused", {
    ...{ argument: `the answer of ${model}`, expected: "in words", got: `none (${reason})` },
    remedy: "ask in other words, or take another model",
  });
