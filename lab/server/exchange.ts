import type { IncomingMessage } from "node:http";
import { HttpError } from "../errors.js";

/** One request, as handlers see it. */
export interface Exchange {
  method: string;
  /** the decoded segments of the path; none is empty, ".", ".." or holds a slash */
  segments: string[];
  query: URLSearchParams;
  request: IncomingMessage;
}

/** Reads a request's address. Throws 400 for a malformed one, 403 for one that tries to leave its tree. */
export function parseExchange(request: IncomingMessage): Exchange {
  // Not `new URL`: it would resolve `..` and `%2e%2e` before anything could object to them.
  const [rawPath, rawQuery = ""] = (request.url ?? "/").split(/\?(.*)/s);
  return {
    method: request.method ?? "GET",
    segments: decodeSegments(rawPath),
    query: new URLSearchParams(rawQuery),
    request,
  };
}

function decodeSegments(rawPath: string): string[] {
  let segments: string[];
  try {
    segments = rawPath.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    throw new HttpError(400, "The address is not properly encoded.");
  }
  for (const segment of segments) checkSegment(segment);
  return segments;
}

/** Throws for a path segment that could lead elsewhere than to a child. */
export function checkSegment(segment: string): void {
  if (segment === "." || segment === ".." || /[/\\\0]/.test(segment)) {
    throw new HttpError(403, "The path leads out of the folder that is served.");
  }
}

/** Reads the body, at most `limitBytes` of it: 413 beyond. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new HttpError(413, `The request is larger than ${Math.round(limitBytes / 2 ** 20)} MiB.`);
  const declared = Number(request.headers["content-length"] ?? Number.NaN);
  if (declared > limitBytes) throw tooLarge();
  // Into one piece of memory from the start, where the size is known: joining pieces would take it twice.
  if (declared > 0) return readInto(Buffer.allocUnsafe(declared), request);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Node gives no more than what was declared, and fails for less. */
async function readInto(bytes: Buffer, request: IncomingMessage): Promise<Buffer> {
  let at = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) at += chunk.copy(bytes, at);
  return bytes.subarray(0, at);
}

/** Reads a JSON object; no body at all is an empty object. Throws 400 for anything else. */
export async function readJson(
  request: IncomingMessage,
  limitBytes = 2 ** 20,
): Promise<Record<string, unknown>> {
  return parseJson(await readBody(request, limitBytes));
}

/** The JSON object of a body; of none at all an empty one. Throws 400 for anything else. */
export function parseJson(bytes: Buffer): Record<string, unknown> {
  const body = bytes.toString("utf8").trim();
  if (body === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new HttpError(400, "The request's body is not JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new HttpError(400, "The request's body must be a JSON object.");
  }
  return value as Record<string, unknown>;
}
