/** One file, resumed where it was left, and only kept if it is the one that was promised. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "../image/makeFolder.js";
import { ModelError } from "./modelError.js";

/** A file as it was promised: by SHA-256, or by git's hash of its blob. */
export interface PromisedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256?: string;
  readonly gitSha1?: string;
}

/** Where files come from, and what is said where they do not. */
export interface FileSource {
  /** as messages call it */
  readonly name: string;
  /** the environment's name for another place on the disk */
  readonly folderVariable: string;
  readonly headers: Readonly<Record<string, string>>;
  addressOf(path: string): string;
  unreachable(cause: unknown): ModelError;
  refused(path: string, status: number): ModelError;
}

const lengthOf = async (path: string): Promise<number> =>
  (await stat(path).catch(() => undefined))?.size ?? 0;

/** Whether a file is there, whole and unchanged. */
export async function isThere(folder: string, file: PromisedFile): Promise<boolean> {
  const path = join(folder, file.path);
  return (await lengthOf(path)) === file.bytes && (await hashOf(path, file)) === wantedHash(file);
}

/**
 * Fetches a file.
 *
 * @param onBytes hears of the bytes that are there by now
 * @throws ModelError where it cannot be fetched, does not fit on the disk, or is another file than was promised; the signal's
 * reason
 */
export async function fetchFile(
  folder: string,
  source: FileSource,
  file: PromisedFile,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const path = join(folder, file.path);
  const part = `${path}.part`;
  await makeFolder(dirname(path));
  const had = await lengthOf(part);
  const from = had > file.bytes ? 0 : had;
  if (from < file.bytes || file.bytes === 0) await append(part, source, file, from, onBytes, signal);
  onBytes(file.bytes);
  const found = await hashOf(part, file);
  if (found !== wantedHash(file)) {
    await rm(part, { force: true });
    throw damaged(source, file, found);
  }
  await rename(part, path);
}

async function append(
  part: string,
  source: FileSource,
  file: PromisedFile,
  from: number,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const address = source.addressOf(file.path);
  const range: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
  let response: Response;
  try {
    response = await fetch(address, { headers: { ...source.headers, ...range }, signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw source.unreachable(cause);
  }
  if (!response.ok || !response.body) throw source.refused(file.path, response.status);
  // A server that knows no ranges begins anew.
  let at = response.status === 206 ? from : 0;
  const handle = await open(part, at > 0 ? "a" : "w");
  try {
    for await (const bytes of response.body as unknown as AsyncIterable<Uint8Array>) {
      await handle.write(bytes);
      at += bytes.length;
      if (at > file.bytes) break;
      onBytes(at);
    }
  } catch (cause) {
    signal.throwIfAborted();
    if (["ENOSPC", "EDQUOT"].includes((cause as NodeJS.ErrnoException).code ?? ""))
      throw diskFull(source, file, cause);
    throw source.unreachable(cause);
  } finally {
    await handle.close();
  }
}

const wantedHash = ({ sha256, gitSha1 }: PromisedFile): string | undefined => sha256 ?? gitSha1;

/** As a hub tells it: SHA-256 of large files, git's own of small ones. */
async function hashOf(path: string, { sha256 }: PromisedFile): Promise<string> {
  const hash = createHash(sha256 ? "sha256" : "sha1");
  // Git hashes "blob", the length, and a zero before the bytes (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects).
  if (!sha256) hash.update(`blob ${await lengthOf(path)}\0`);
  try {
    for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  } catch {
    return "unreadable";
  }
  return hash.digest("hex");
}

const damaged = ({ name }: FileSource, { path, sha256 }: PromisedFile, found: string): ModelError =>
  new ModelError({
    argument: path,
    expected: `the file that ${name} has, ${sha256 ? "SHA-256" : "git's SHA-1"} ${(sha256 ?? "").slice(0, 12)}`,
    got: `another one, ${found.slice(0, 12)}; it was thrown away`,
    remedy: `fetch it again; if it stays so, somebody between you and ${name} changes files`,
  });

export const diskFull = (
  { folderVariable }: Pick<FileSource, "folderVariable">,
  { path }: { readonly path: string },
  cause?: unknown,
): ModelError =>
  new ModelError(
    {
      ...{ argument: path, expected: "room on the disk", got: "a full disk" },
      remedy: `make room, or put ${folderVariable} elsewhere, and call it again: it goes on where it was left`,
    },
    { cause },
  );
