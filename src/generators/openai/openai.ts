/**
 * Services that speak OpenAI's image interface, `/v1/images/edits` and `/v1/images/generations`: OpenAI itself, and
 * servers of one's own such as vLLM-Omni and SGLang (https://platform.openai.com/docs/api-reference/images).
 */
import { ArgumentError, describeValue } from "../../errors.js";
import { GeneratorError } from "../../generatorError.js";
import { askService, type ServiceCall } from "../../http/askService.js";
import { checkUrl } from "../../http/checkUrl.js";
import { type HostedOptions, hostedOptions } from "../../http/hostedOptions.js";
import { bytesOfBase64, type Json, jsonOf } from "../../http/jsonOf.js";
import { packPhoto } from "../../http/packPhoto.js";
import type { GeneratorKind } from "../kinds.js";
import type { PaintedPicture, Painter } from "../painter.js";
import type { Cost } from "../provenance.js";
import type { PaintRequest } from "../request.js";

const KEYS = ["OPENAI_API_KEY"] as const;
const USUAL_URL = "https://api.openai.com";
const MOST_PHOTO_BYTES = 50_000_000;
/** Dollars for a million tokens of pictures, in and out (OpenAI's public price list of gpt-image-2, November 2026). */
const TOKEN_USD = { in: 8e-6, out: 30e-6 };

export const openai: GeneratorKind = {
  name: "openai",
  form: "openai:MODEL@URL",
  about: "services with OpenAI's image interface: OpenAI, or vLLM-Omni and SGLang of your own",
  open(rest, options) {
    const at = rest.indexOf("@");
    const model = at < 0 ? rest : rest.slice(0, at);
    if (model === "") refuseSpec(rest);
    const url = checkUrl("URL", at < 0 ? USUAL_URL : rest.slice(at + 1)).replace(/\/v1$/, "");
    const { isOwn, ...others } = { isOwn: url !== USUAL_URL, ...options };
    return painterOf(model, url, Boolean(isOwn), hostedOptions("openai", others, KEYS));
  },
};

/** @param isOwn whether it is a server of one's own, which takes seed, steps and guidance */
function painterOf(model: string, url: string, isOwn: boolean, hosted: HostedOptions): Painter {
  const { priceUsd, dialect, alignmentMode = "cover-crop" } = hosted;
  const service = new URL(url).host;
  return {
    about: {
      ...{ kind: "openai", model, image: "optional", isSeeded: isOwn, alignmentMode },
      ...(dialect !== undefined && { dialect }),
      ...(url !== USUAL_URL && { address: url }),
    },
    estimate: ({ count }) =>
      priceUsd === undefined ? undefined : { usd: priceUsd * count, basis: "priceUsd" },
    async paint(request) {
      const begun = performance.now();
      const { bytes } = await askService(await callOf(model, url, isOwn, request, hosted));
      const answer = jsonOf(bytes, service, hosted.key());
      const pictures = await Promise.all(
        picturesIn(answer, model).map((one) => bytesOf(one, request, hosted, service)),
      );
      const cost = costOf(answer, priceUsd, isOwn, pictures.length);
      return pictures.map(
        (picture, i): PaintedPicture => ({
          ...{ picture, device: service, timingsMs: { service: performance.now() - begun } },
          ...(isOwn && { seed: (request.seed + i) % 2 ** 32 }),
          ...(cost && { cost }),
        }),
      );
    },
  };
}

async function callOf(
  model: string,
  url: string,
  isOwn: boolean,
  { prompt, image, size, seed, steps, guidance, count, signal, onProgress }: PaintRequest,
  { key: keyOf, patience }: HostedOptions,
): Promise<ServiceCall> {
  const key = keyOf();
  const fields: Readonly<Record<string, string | number>> = {
    ...{ model, prompt, n: count },
    ...(size && { size: `${size.width}x${size.height}` }),
    output_format: "png",
    ...(isOwn && { response_format: "b64_json", seed }),
    ...(isOwn && steps !== undefined && { num_inference_steps: steps }),
    ...(isOwn && guidance !== undefined && { guidance_scale: guidance }),
  };
  const photo = image && (await packPhoto(image, MOST_PHOTO_BYTES));
  const formOf = (): FormData => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
    const file = photo as NonNullable<typeof photo>;
    const blob = new Blob([file.bytes as Uint8Array<ArrayBuffer>], { type: file.mime });
    form.append("image", blob, file.mime === "image/png" ? "photo.png" : "photo.jpg");
    return form;
  };
  return {
    ...{
      url: `${url}/v1/images/${photo ? "edits" : "generations"}`,
      service: new URL(url).host,
      key,
      signal,
      patience,
    },
    headers: {
      ...(key && { authorization: `Bearer ${key.reveal()}` }),
      ...(!photo && { "content-type": "application/json" }),
    },
    body: photo ? formOf : () => JSON.stringify(fields),
    onWait: (stage) => onProgress({ stage, done: 0, total: 0, picture: 0 }),
  };
}

function picturesIn(answer: Json, model: string): Json[] {
  if (Array.isArray(answer?.data) && answer.data.length > 0) return answer.data;
  throw new GeneratorError("bad-answer", {
    argument: `the answer of ${model}`,
    expected: '"data" with pictures',
    got: JSON.stringify(answer).slice(0, 200),
    remedy: "check that the address is an image service's, and the model an image model",
  });
}

/** A picture's bytes: in the answer itself, or at an address that it names. */
async function bytesOf(
  one: Json,
  { signal }: PaintRequest,
  { key: keyOf, patience }: HostedOptions,
  service: string,
): Promise<Uint8Array> {
  const { b64_json, url } = one ?? {};
  const inside = bytesOfBase64(b64_json);
  if (inside) return inside;
  if (typeof url === "string" && url.startsWith("data:")) {
    const data = bytesOfBase64(url.slice(url.indexOf(",") + 1));
    if (data) return data;
  }
  // The key is the service's alone: another address does not get it, and is not quoted with it.
  if (typeof url === "string" && /^https?:/.test(url) && URL.canParse(url))
    return (await askService({ url, method: "GET", service, key: keyOf(), signal, patience })).bytes;
  throw new GeneratorError("bad-answer", {
    argument: `the answer of ${service}`,
    expected: "pictures as b64_json or url",
    got: "neither",
    remedy: "check the server's version; it should follow OpenAI's image interface",
  });
}

/** What one of the pictures has cost. */
function costOf(
  { usage }: Json,
  priceUsd: number | undefined,
  isOwn: boolean,
  pictures: number,
): Cost | undefined {
  if (priceUsd !== undefined) return { usd: priceUsd, basis: "priceUsd" };
  const { input_tokens, output_tokens } = usage ?? {};
  const isCount = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0;
  if (isOwn || !isCount(output_tokens)) return undefined;
  const usd = TOKEN_USD.in * (isCount(input_tokens) ? input_tokens : 0) + TOKEN_USD.out * output_tokens;
  return { usd: usd / pictures, basis: "tokens told by the service, price list of 2026-11" };
}

function refuseSpec(rest: string): never {
  throw new ArgumentError({
    ...{ argument: "spec", expected: "openai:MODEL@URL", got: describeValue(`openai:${rest}`) },
    remedy: "write openai:gpt-image-2, or openai:my-model@http://127.0.0.1:8000",
  });
}
