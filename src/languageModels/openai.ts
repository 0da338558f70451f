/** Servers that speak OpenAI's chat interface (https://platform.openai.com/docs/api-reference/chat). */
import { askService } from "../http/askService.js";
import { checkUrl } from "../http/checkUrl.js";
import { hostedOptions } from "../http/hostedOptions.js";
import { jsonOf } from "../http/jsonOf.js";
import { packPhoto } from "../http/packPhoto.js";
import { noAnswer } from "./gemini.js";
import type { LanguageModel } from "./languageModel.js";

const USUAL_URL = "https://api.openai.com";
const MOST_PHOTO_BYTES = 20_000_000;

export function openOpenAi(rest: string, options: Readonly<Record<string, unknown>>): LanguageModel {
  const at = rest.indexOf("@");
  const model = at < 0 ? rest : rest.slice(0, at);
  const url = checkUrl("URL", at < 0 ? USUAL_URL : rest.slice(at + 1)).replace(/\/v1$/, "");
  const { key: keyOf, patience } = hostedOptions("openLanguageModel", options, ["OPENAI_API_KEY"]);
  const service = new URL(url).host;
  return {
    spec: `openai:${rest}`,
    async ask({ text, image, signal = new AbortController().signal }) {
      const key = keyOf();
      const photo = image && (await packPhoto(image, MOST_PHOTO_BYTES));
      const picture = photo && {
        type: "image_url",
        image_url: { url: `data:${photo.mime};base64,${Buffer.from(photo.bytes).toString("base64")}` },
      };
      const content = [...(picture ? [picture] : []), { type: "text", text }];
      const body = JSON.stringify({ model, temperature: 0, messages: [{ role: "user", content }] });
      const { bytes } = await askService({
        ...{ url: `${url}/v1/chat/completions`, service, key, signal, patience },
        headers: {
          "content-type": "application/json",
          ...(key && { authorization: `Bearer ${key.reveal()}` }),
        },
        body: () => body,
      });
      const choices = jsonOf(bytes, service, key)?.choices;
      const choice = Array.isArray(choices) ? choices[0] : undefined;
      const said = choice?.message?.content;
      if (typeof said === "string" && said.trim() !== "") return said.trim();
      throw noAnswer(model, String(choice?.message?.refusal ?? choice?.finish_reason ?? "nothing"));
    },
  };
}
