import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { HttpError } from "../errors.js";
import { mimeTypeOf } from "./mimeTypes.js";

/** What a handler answers; `send` writes it. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array | { file: string; size: number };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store", ...headers },
    body: JSON.stringify(value),
  };
}

export function empty(status = 204): Reply {
  return { status, headers: { "Cache-Control": "no-store" } };
}

export function html(body: string, status = 200, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", ...headers },
    body,
  };
}

/** A file as it lies on disk. Throws 404 when it is none. */
export async function file(path: string, headers: Record<string, string> = {}): Promise<Reply> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new HttpError(404, "There is no such file.");
  return {
    status: 200,
    headers: { "Content-Type": mimeTypeOf(path), "Cache-Control": "no-cache", ...headers },
    body: { file: path, size: found.size },
  };
}

/** Writes a reply. A file that vanishes on the way ends the connection, as the length is promised by then. */
export async function send(response: ServerResponse, { status, headers, body }: Reply): Promise<void> {
  if (body === undefined || typeof body === "string" || body instanceof Uint8Array) {
    response.writeHead(status, { ...headers, "Content-Length": body ? Buffer.byteLength(body) : 0 });
    response.end(body);
    return;
  }
  response.writeHead(status, { ...headers, "Content-Length": body.size });
  if (body.size === 0) {
    response.end();
    return;
  }
  // The size is promised in the header, so a file that grows meanwhile is cut there.
  await pipeline(createReadStream(body.file, { end: body.size - 1 }), response);
}
