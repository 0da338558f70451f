/**
 * Gemini's batch mode over HTTP, after the service's reference and guide
 * (https://ai.google.dev/api/batch-api, https://ai.google.dev/gemini-api/docs/batch-api).
 */
import { setTimeout as pause } from "node:timers/promises";
import { GeneratorError, isGeneratorError } from "../../../generatorError.js";
import { askService, type Patience, type ServiceCall } from "../../../http/askService.js";
import { backOffMs } from "../../../http/backOff.js";
import { type Json, jsonOf } from "../../../http/jsonOf.js";
import type { Secret } from "../../../secret.js";

/** One picture that is asked for. */
export interface BatchItem {
  readonly key: string;
  /** a body of generateContent */
  readonly request: object;
}

export interface BatchPlace {
  /** "https://generativelanguage.googleapis.com" */
  readonly url: string;
  readonly model: string;
  readonly key: Secret;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/** The service takes 20 MB in the call itself; what is larger, or more, goes as a file. */
const MOST_INLINE_BYTES = 15_000_000;
const MOST_INLINE = 16;
/** "batches/…": it becomes part of addresses. */
export const isJobName = (name: unknown): name is string =>
  typeof name === "string" && /^batches\/[\w-]+$/.test(name);

/** Answers hold many pictures. */
const MOST_ANSWER_BYTES = 2 ** 31;

/**
 * Asks for a job. The service makes another one each time that it is asked, so where its answer is lost the job is
 * looked for by our own name of it before it is asked for again.
 *
 * @returns the service's name of the job
 */
export async function createJob(place: BatchPlace, id: string, items: readonly BatchItem[]): Promise<string> {
  const { url, model, patience, signal } = place;
  const source = await sourceOf(place, id, items);
  const body = JSON.stringify({ batch: { display_name: id, input_config: source } });
  const once = { ...place, patience: { ...patience, attempts: 1 } };
  for (let attempt = 1; ; attempt++) {
    try {
      const { json } = await ask(once, `${url}/v1beta/models/${model}:batchGenerateContent`, { body });
      if (isJobName(json?.name)) return json.name;
      throw strange("a job with a name", json);
    } catch (error) {
      signal.throwIfAborted();
      const mayPass = ["network", "timeout", "rate-limited", "bad-answer"].some((fault) =>
        isGeneratorError(error, fault as "network"),
      );
      if (!mayPass) throw error;
      const found = await findJob(place, id);
      if (found !== undefined) return found;
      if (attempt >= patience.attempts || isGeneratorError(error, "bad-answer")) throw error;
      await pause(backOffMs(attempt, patience.firstWaitMs), undefined, { signal }).catch(() =>
        signal.throwIfAborted(),
      );
    }
  }
}

async function sourceOf(place: BatchPlace, id: string, items: readonly BatchItem[]): Promise<object> {
  const requests = items.map(({ key, request }) => ({ request, metadata: { key } }));
  const isFew = items.length <= MOST_INLINE;
  if (isFew && JSON.stringify(requests).length <= MOST_INLINE_BYTES) return { requests: { requests } };
  return { file_name: await upload(place, id, items) };
}

/** The file's name at the service. One line of JSON for each request; the upload has two steps. */
async function upload(place: BatchPlace, id: string, items: readonly BatchItem[]): Promise<string> {
  const lines = Buffer.concat(items.map((item) => Buffer.from(`${JSON.stringify(item)}\n`)));
  const start = await ask(place, `${place.url}/upload/v1beta/files`, {
    body: JSON.stringify({ file: { display_name: id } }),
    headers: {
      "x-goog-upload-protocol": "resumable",
      "x-goog-upload-command": "start",
      "x-goog-upload-header-content-length": String(lines.length),
      "x-goog-upload-header-content-type": "application/jsonl",
    },
    isJson: false,
  });
  const to = start.headers.get("x-goog-upload-url") ?? "";
  if (!URL.canParse(to)) throw strange("an address to upload to", undefined);
  // The address itself lets in; the key stays with the service's own.
  const { json } = await ask({ ...place, isOpen: true }, to, {
    body: lines,
    headers: { "x-goog-upload-offset": "0", "x-goog-upload-command": "upload, finalize" },
  });
  const name = json?.file?.name;
  if (typeof name === "string" && /^files\/[\w-]+$/.test(name)) return name;
  throw strange("the uploaded file's name", json);
}

/** Pages of a hundred jobs that are looked through. */
const MOST_PAGES = 20;

/** The service's name of a job by ours. */
export async function findJob(place: BatchPlace, id: string): Promise<string | undefined> {
  let token = "";
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = `pageSize=100${token && `&pageToken=${encodeURIComponent(token)}`}`;
    const { json } = await ask(place, `${place.url}/v1beta/batches?${query}`, {});
    const jobs: Json[] = Array.isArray(json?.operations) ? json.operations : [];
    const found = jobs.find((job) => job?.metadata?.displayName === id);
    if (isJobName(found?.name)) return found.name;
    token = typeof json?.nextPageToken === "string" ? json.nextPageToken : "";
    if (token === "") return undefined;
  }
  return undefined;
}

/** What the service says of a job by now. */
export async function lookAt(place: BatchPlace, name: string): Promise<Json> {
  const { json } = await ask(place, `${place.url}/v1beta/${name}`, {});
  if (json?.metadata ?? json?.done ?? json?.state) return json;
  throw strange("a job with its state", json);
}

/** Gives a job up; what has been painted by then is paid for. */
export async function cancelJob(place: BatchPlace, name: string): Promise<void> {
  await ask(place, `${place.url}/v1beta/${name}:cancel`, { body: "{}", isJson: false });
}

/** A file of answers, line by line. */
export async function linesOf(place: BatchPlace, file: string): Promise<Json[]> {
  const { bytes } = await ask(place, `${place.url}/download/v1beta/${file}:download?alt=media`, {
    isJson: false,
  });
  const lines: Json[] = [];
  // Each for itself: a text of all would be longer than texts can be.
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(10, from);
    const to = found < 0 ? bytes.length : found;
    const line = bytes.subarray(from, to);
    if (line.some((byte) => byte > 32)) lines.push(lineOf(line, place.key));
    from = to + 1;
  }
  return lines;
}

/** A line that is none, such as the last of an answer that was cut off, costs its own request only. */
function lineOf(line: Uint8Array, key: Secret): Json {
  try {
    return jsonOf(line, "Gemini", key);
  } catch {
    return undefined;
  }
}

interface Asking {
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** whether the answer is looked into; default true */
  readonly isJson?: boolean;
}

async function ask(
  { key, signal, patience, isOpen = false }: BatchPlace & { readonly isOpen?: boolean },
  url: string,
  { body, headers, isJson = true }: Asking,
): Promise<{ json: Json; bytes: Uint8Array; headers: Headers }> {
  const call: ServiceCall = {
    ...{ url, service: "Gemini", key, signal },
    patience: { ...patience, maxBytes: Math.max(patience.maxBytes, MOST_ANSWER_BYTES) },
    method: body === undefined ? "GET" : "POST",
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(!isOpen && { "x-goog-api-key": key.reveal() }),
      ...headers,
    },
    ...(body !== undefined && { body: () => body }),
  };
  const answer = await askService(call);
  return { ...answer, json: isJson ? jsonOf(answer.bytes, "Gemini", key) : undefined };
}

export const strange = (expected: string, json: Json): GeneratorError =>
  new GeneratorError("bad-answer", {
    ...{ argument: "the answer of Gemini's batch mode", expected },
    got: JSON.stringify(json)?.slice(0, 200) ?? "none",
    remedy: "check that the address is the service's, and that the model takes batches",
  });
