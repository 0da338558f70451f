/** Writes replies: conditional ones, parts of files, and the rest. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { OpenFile, Reply } from "./reply.js";

/** Writes a reply. A file that shrinks on the way ends the connection, as the length is promised by then. */
export async function send(request: IncomingMessage, response: ServerResponse, reply: Reply): Promise<void> {
  const { body } = reply;
  const isFile = typeof body === "object" && "handle" in body;
  try {
    const headers = withEtag(request, reply);
    if (isCurrent(request, reply.status, headers)) {
      response.writeHead(304, headers).end();
    } else if (isFile) {
      await sendFile(request, response, headers, body);
    } else {
      const length = body ? Buffer.byteLength(body) : 0;
      response.writeHead(reply.status, { ...headers, "Content-Length": length });
      response.end(request.method === "HEAD" ? undefined : body);
    }
  } finally {
    if (isFile) await body.handle.close().catch(() => {});
  }
}

/** As jupyter-server's, every answer to a GET has an ETag; files bring theirs along. */
function withEtag(request: IncomingMessage, { status, headers = {}, body }: Reply): Record<string, string> {
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead || status !== 200 || typeof body !== "string" || "Set-Cookie" in headers) return headers;
  return { ...headers, ETag: `"${createHash("sha1").update(body).digest("hex")}"` };
}

/** RFC 9110 § 13: If-None-Match, and If-Modified-Since only where there is none. */
function isCurrent(request: IncomingMessage, status: number, headers: Record<string, string>): boolean {
  if (status !== 200 || (request.method !== "GET" && request.method !== "HEAD")) return false;
  const known = request.headers["if-none-match"];
  if (known !== undefined) {
    const tags = known.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    return headers.ETag !== undefined && (tags.includes(headers.ETag) || tags.includes("*"));
  }
  const since = Date.parse(request.headers["if-modified-since"] ?? "");
  return "Last-Modified" in headers && Date.parse(headers["Last-Modified"]) <= since;
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  headers: Record<string, string>,
  { handle, size }: OpenFile,
): Promise<void> {
  const range = rangeOf(request, headers.ETag, size);
  if (range === "impossible") {
    response.writeHead(416, { "Content-Range": `bytes */${size}`, "Content-Length": 0 }).end();
    return;
  }
  const [first, last] = range ?? [0, size - 1];
  const length = last - first + 1;
  const partial = range && { "Content-Range": `bytes ${first}-${last}/${size}` };
  response.writeHead(range ? 206 : 200, { ...headers, ...partial, "Content-Length": length });
  if (request.method === "HEAD" || length === 0) {
    response.end();
    return;
  }
  // The size is promised in the header, so a file that grows meanwhile is cut there.
  const stream = handle.createReadStream({ start: first, end: last, autoClose: false });
  await pipeline(stream, response, { end: false });
  if (stream.bytesRead < length) response.destroy();
  else response.end();
}

/** The one range that is asked for; several are answered with the whole file, as RFC 9110 § 14.2 allows. */
function rangeOf(
  request: IncomingMessage,
  etag: string,
  size: number,
): [number, number] | "impossible" | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  const condition = request.headers["if-range"];
  if (first === undefined || (first === "" && last === "") || (condition && condition !== etag))
    return undefined;
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return from > to ? "impossible" : [from, to];
}
