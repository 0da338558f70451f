/**
 * Google's Gemini image models over HTTP, after the service's reference of generateContent
 * (https://ai.google.dev/api/generate-content). Vision Banana's own weights are not public: these are the models that it
 * was tuned from, and they do not paint its codes.
 */
import { ArgumentError, describeValue } from "../../errors.js";
import { askService, type ServiceCall } from "../../http/askService.js";
import { checkUrl } from "../../http/checkUrl.js";
import { type HostedOptions, hostedOptions } from "../../http/hostedOptions.js";
import { jsonOf } from "../../http/jsonOf.js";
import { needKey } from "../../http/key.js";
import { packPhoto } from "../../http/packPhoto.js";
import type { Secret } from "../../secret.js";
import type { GeneratorKind } from "../kinds.js";
import { orWhatCame } from "../orWhatCame.js";
import type { PaintedPicture, Painter } from "../painter.js";
import type { Cost } from "../provenance.js";
import type { PaintRequest } from "../request.js";
import { type GeminiPicture, pictureIn } from "./answer.js";
import { type GeminiBatch, paintBatch } from "./batch/paintBatch.js";
import { priceOf } from "./prices.js";
import { aspectRatioOf, imageSizeOf } from "./shape.js";

export const GEMINI_KEYS = ["GEMINI_API_KEY", "GOOGLE_API_KEY"] as const;
const USUAL_URL = "https://generativelanguage.googleapis.com";
/** The service's limit for a picture within a request. */
const MOST_PHOTO_BYTES = 7_000_000;

const LIMITS = [
  "This service's models are not tuned to paint vision answers: their colours follow the paper's codes only as far as the prompt gets them to.",
  "Pictures come as JPEG from most of them, which smears colours over edges.",
];

export const gemini: GeneratorKind = {
  name: "gemini",
  form: "gemini:MODEL",
  about: "Google's Gemini image models; paid, with a key in GEMINI_API_KEY",
  open(model, options) {
    if (!/^[\w.-]+$/.test(model)) refuseModel(model);
    const { baseUrl, enterprise = false, temperature, ...others } = options;
    const hosted = hostedOptions("gemini", others, GEMINI_KEYS);
    if (typeof enterprise !== "boolean") refuse("enterprise", "true or false", enterprise);
    if (temperature !== undefined && !isTemperature(temperature))
      refuse("temperature", "a number from 0 to 2", temperature);
    const url = checkUrl("baseUrl", baseUrl ?? process.env.GOOGLE_GEMINI_BASE_URL ?? USUAL_URL);
    return painterOf(model, url, hosted, { isEnterprise: enterprise, temperature: temperature as number });
  },
};

const isTemperature = (value: unknown): boolean => typeof value === "number" && value >= 0 && value <= 2;

interface Wish {
  /** the enterprise service gives PNG where it is asked to */
  readonly isEnterprise: boolean;
  readonly temperature: number | undefined;
}

function painterOf(model: string, url: string, hosted: HostedOptions, wish: Wish): Painter {
  const { priceUsd, dialect, alignmentMode = "cover-crop" } = hosted;
  const costOf = ({ size, image }: PaintRequest, isBatch = false): Cost | undefined =>
    priceUsd === undefined
      ? priceOf(model, imageSizeOf(size), image !== undefined, isBatch)
      : { usd: priceUsd, basis: "priceUsd" };
  const paintedOf = (picture: GeminiPicture, cost: Cost | undefined): PaintedPicture => ({
    ...{ picture: picture.bytes, device: new URL(url).host },
    ...(picture.modelVersion !== undefined && { modelVersion: picture.modelVersion }),
    ...(cost && { cost }),
    ...(picture.imageTokens !== undefined && { more: { imageTokens: picture.imageTokens } }),
  });
  const path = wish.isEnterprise ? "/v1/publishers/google/models" : "/v1/models";
  return {
    about: {
      ...{ kind: "gemini", model, image: "optional", isSeeded: false, alignmentMode, limits: LIMITS },
      ...(dialect !== undefined && { dialect }),
      ...variantOf(wish),
      ...(url !== USUAL_URL && { address: url }),
    },
    estimate(request, { isBatch } = {}) {
      const one = costOf(request, isBatch);
      return one && { usd: one.usd * request.count, basis: one.basis };
    },
    async paint(request) {
      const key = needKey(hosted.key, "Gemini", GEMINI_KEYS);
      const body = JSON.stringify(await bodyOf(request, wish));
      const pictures: PaintedPicture[] = [];
      for (let i = 0; i < request.count; i++) {
        const begun = performance.now();
        const call = callOf(`${url}${path}/${model}:generateContent`, body, key, request, hosted, i);
        const answer = await orWhatCame(pictures, request, async () =>
          pictureIn(jsonOf((await askService(call)).bytes, "Gemini", key), model),
        );
        if (!answer) return pictures;
        pictures.push({
          ...paintedOf(answer, costOf(request)),
          timingsMs: { service: performance.now() - begun },
        });
      }
      return pictures;
    },
    // The enterprise service takes batches from its own storage only.
    ...(!wish.isEnterprise && {
      async paintBatch(requests, work) {
        const key = needKey(hosted.key, "Gemini", GEMINI_KEYS);
        const batch: GeminiBatch = {
          place: { url, model, key, patience: hosted.patience },
          bodyOf: (request) => bodyOf(request, wish),
          weightOf: ({ size }) => WEIGHTS[imageSizeOf(size)] ?? 1,
          painted: (picture, request) => paintedOf(picture, costOf(request, true)),
        };
        return paintBatch(batch, requests, work);
      },
    }),
  };
}

/** Bytes of a picture, in those of one of 1K. */
const WEIGHTS: Readonly<Record<string, number>> = { "2K": 4, "4K": 16 };

/** The service's usual answers have no variant. */
function variantOf({ isEnterprise, temperature }: Wish): { variant?: string } {
  const words = [
    ...(temperature === undefined ? [] : [`temperature ${temperature}`]),
    ...(isEnterprise ? ["enterprise"] : []),
  ];
  return words.length === 0 ? {} : { variant: words.join(", ") };
}

function callOf(
  url: string,
  body: string,
  key: Secret,
  { signal, onProgress, count }: PaintRequest,
  { patience }: HostedOptions,
  picture: number,
): ServiceCall {
  return {
    ...{ url, service: "Gemini", key, signal, patience, body: () => body },
    headers: { "content-type": "application/json", "x-goog-api-key": key.reveal() },
    onWait: (stage) => onProgress({ stage, done: picture, total: count, picture }),
  };
}

async function bodyOf({ prompt, image, size, seed }: PaintRequest, wish: Wish): Promise<object> {
  const photo = image && (await packPhoto(image, MOST_PHOTO_BYTES));
  const { isEnterprise, temperature } = wish;
  return {
    contents: [
      {
        role: "user",
        parts: [
          { text: prompt },
          ...(photo
            ? [{ inlineData: { mimeType: photo.mime, data: Buffer.from(photo.bytes).toString("base64") } }]
            : []),
        ],
      },
    ],
    generationConfig: {
      responseModalities: ["IMAGE"],
      // The service takes numbers of 31 bits.
      seed: seed % 2 ** 31,
      ...(temperature !== undefined && { temperature }),
      imageConfig: {
        aspectRatio: aspectRatioOf(size ?? image ?? { width: 1, height: 1 }),
        imageSize: imageSizeOf(size),
        ...(isEnterprise && { imageOutputOptions: { mimeType: "image/png" } }),
      },
    },
  };
}

function refuseModel(model: string): never {
  throw new ArgumentError({
    ...{ argument: "spec", expected: "gemini:MODEL", got: describeValue(`gemini:${model}`) },
    remedy: "write gemini:gemini-3-pro-image, for example",
  });
}

function refuse(argument: string, expected: string, value: unknown): never {
  throw new ArgumentError({
    argument,
    expected,
    got: describeValue(value),
    remedy: "leave it out for the default",
  });
}
