/** What handlers answer. */
import { type FileHandle, open, stat } from "node:fs/promises";
import { HttpError } from "../errors.js";
import { mimeTypeOf } from "./mimeTypes.js";

/** An open file, so that a save under way cannot mix the old and the new one. `send` closes it. */
export interface OpenFile {
  handle: FileHandle;
  size: number;
}

/** What a handler answers; `send` writes it. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array | OpenFile;
}

/** Nothing of an answer of the API is a page, and no page may frame it. */
const apiPolicy = { "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'" };

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store", ...apiPolicy, ...headers },
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
  // Before it is opened: opening a pipe would wait for somebody to write into it.
  if (!(await stat(path).catch(() => undefined))?.isFile()) {
    throw new HttpError(404, "There is no such file.");
  }
  const handle = await open(path, "r");
  const { size, mtimeNs, mtime } = await handle.stat({ bigint: true });
  return {
    status: 200,
    headers: {
      "Content-Type": mimeTypeOf(path),
      "Cache-Control": "no-cache",
      ETag: `"${mtimeNs.toString(36)}-${size.toString(36)}"`,
      "Last-Modified": mtime.toUTCString(),
      "Accept-Ranges": "bytes",
      ...headers,
    },
    body: { handle, size: Number(size) },
  };
}
