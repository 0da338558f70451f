import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { ArgumentError, UnreadableError } from "../errors.js";
import { MAX_SIDE } from "./checks.js";

/** A file's path, or its bytes. */
export type ReadImageSource = string | URL | Uint8Array;

/** More bytes than any picture within the limits needs: 16384² float RGB, not packed. */
const MAX_BYTES = 12 * MAX_SIDE * MAX_SIDE;

/**
 * The bytes of a file, and a name for errors.
 *
 * @param call how a caller would write it, for the remedy
 * @throws UnreadableError for a file that is missing, not readable or too large
 * @throws ArgumentError if `source` is neither a path nor bytes
 */
export async function readBytes(
  source: ReadImageSource,
  call: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  // By tag, not instanceof: bytes may come from another realm.
  if (ArrayBuffer.isView(source) && source.constructor.name !== "DataView") {
    return { name: "picture", bytes: Buffer.from(source.buffer, source.byteOffset, source.byteLength) };
  }
  if (typeof source !== "string" && !(source instanceof URL)) {
    throw new ArgumentError({
      argument: "source",
      expected: "a file's path or its bytes",
      got: source === null ? "null" : typeof source,
      remedy: `write ${call}`,
    });
  }
  const name = String(source) || '""';
  try {
    return { name, bytes: await bytesOf(source) };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: "missing",
      ENOTDIR: "missing",
      EISDIR: "a folder",
      EACCES: "not readable for you",
      EPERM: "not readable for you",
    };
    const got = reasons[code ?? ""] ?? code ?? (cause as Error).message;
    const remedy = got === "missing" ? "check the path" : "give the path of a picture file";
    throw new UnreadableError(
      { argument: name, expected: "a readable picture file", got, remedy },
      { cause },
    );
  }
}

/** Reads a file or a pipe (as shells make of `<(…)`), of which the length is not known before; a device may never end. */
async function bytesOf(source: string | URL): Promise<Uint8Array> {
  const found = await stat(source);
  if (found.isFIFO()) return await bytesOfPipe(source);
  if (!found.isFile() && !found.isDirectory()) throw new RangeError("a device");
  if (found.size > MAX_BYTES) throw new RangeError(`${found.size} bytes`);
  return await readFile(source);
}

async function bytesOfPipe(source: string | URL): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of createReadStream(source)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES) throw new RangeError(`more than ${MAX_BYTES} bytes`);
  }
  return Buffer.concat(chunks);
}
