/**
 * What recordings are called: digits of the request, the model's name, and digits of what else decides the answer.
 * Models of one name may answer at several addresses, and a folder's graph may change under its name.
 */
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import type { ModelAbout } from "../painter.js";
import type { PaintRequest } from "../request.js";
import { type RecordedRequest, recordedRequest, requestKey } from "./requestKey.js";

/** What a model's recording of a request is called, whether it is there or not. */
export const recordingName = (request: RecordedRequest, about: ModelAbout): string =>
  `${requestKey(request)}-${slugOf(about.model)}${digitsOf(about)}`;

/** What it was called before addresses and versions counted. */
export const earlierName = (
  request: RecordedRequest,
  { address, modelVersion, ...about }: ModelAbout,
): string => recordingName(request, about);

function digitsOf({ variant, address, modelVersion }: ModelAbout): string {
  if (address === undefined && modelVersion === undefined && variant === undefined) return "";
  const isVariantAlone = address === undefined && modelVersion === undefined;
  const deciding = isVariantAlone ? variant : JSON.stringify({ variant, address, modelVersion });
  return `+${createHash("sha256").update(String(deciding)).digest("hex").slice(0, 6)}`;
}

const slugOf = (model: string): string =>
  model
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^-|-$/g, "");

/** Names of the recordings of a folder; none where there is no folder. */
export async function recordingsIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => /^[0-9a-f]{12}-/.test(name)).sort();
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}

/** The recordings that answer a request, of one model or of any, whatever options it was opened with. */
export async function recordingsOf(folder: string, request: PaintRequest, model?: string): Promise<string[]> {
  const key = requestKey(recordedRequest(request));
  const names = (await recordingsIn(folder)).filter((name) => name.startsWith(`${key}-`));
  return model === undefined
    ? names
    : names.filter((name) => name.split("+")[0] === `${key}-${slugOf(model)}`);
}
