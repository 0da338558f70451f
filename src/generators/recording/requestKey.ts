import { createHash } from "node:crypto";
import type { PaintRequest } from "../request.js";

/** What of a request decides what is painted, as `request.json` of a recording tells it. */
export interface RecordedRequest {
  readonly prompt: string;
  /** left out where the caller had left it open; such a request is answered by what such a one has painted */
  readonly seed?: number;
  readonly size?: { readonly width: number; readonly height: number };
  readonly steps?: number;
  readonly guidance?: number;
  readonly count: number;
  /** SHA-256 of the picture's pixels, and its size */
  readonly image?: { readonly width: number; readonly height: number; readonly sha256: string };
}

export function recordedRequest(request: PaintRequest): RecordedRequest {
  const { prompt, seed, isSeedGiven, size, steps, guidance, count, image } = request;
  return {
    prompt,
    ...(isSeedGiven && { seed }),
    ...(size && { size: { width: size.width, height: size.height } }),
    ...(steps !== undefined && { steps }),
    ...(guidance !== undefined && { guidance }),
    count,
    ...(image && {
      image: {
        width: image.width,
        height: image.height,
        sha256: createHash("sha256").update(image.data).digest("hex"),
      },
    }),
  };
}

/** Twelve hexadecimal digits: the same for the same request, wherever it is made. */
export const requestKey = (request: RecordedRequest): string =>
  createHash("sha256").update(JSON.stringify(request)).digest("hex").slice(0, 12);
