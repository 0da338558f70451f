/** One file, resumed where it was left, and only kept if it is the one that the hub has. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "../image/makeFolder.js";
import { type HubFile, hubHeaders, hubUrl, refused, unreachable } from "./hub.js";
import { ModelError } from "./modelError.js";

const lengthOf = async (path: string): Promise<number> =>
  (await stat(path).catch(() => undefined))?.size ?? 0;

/** Whether a file is there, whole and unchanged. */
export async function isThere(folder: string, file: HubFile): Promise<boolean> {
  const path = join(folder, file.path);
  return (await lengthOf(path)) === file.bytes && (await hashOf(path, file)) === wantedHash(file);
}

/**
 * Fetches a file.
 *
 * @param onBytes hears of the bytes that are there by now
 * @throws ModelError where it cannot be fetched, does not fit on the disk, or is another file than the hub promised; the
 * signal's reason
 */
export async function fetchFile(
  folder: string,
  source: { readonly repository: string; readonly revision: string },
  file: HubFile,
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
    throw damaged(file, found);
  }
  await rename(part, path);
}

async function append(
  part: string,
  { repository, revision }: { readonly repository: string; readonly revision: string },
  file: HubFile,
  from: number,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const address = `${hubUrl()}/${repository}/resolve/${revision}/${file.path.split("/").map(encodeURIComponent).join("/")}`;
  const range: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
  let response: Response;
  try {
    response = await fetch(address, { headers: { ...hubHeaders(), ...range }, signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw unreachable(cause);
  }
  if (!response.ok || !response.body) throw refused(file.path, response.status);
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
      throw diskFull(file, cause);
    throw unreachable(cause);
  } finally {
    await handle.close();
  }
}

const wantedHash = ({ sha256, gitSha1 }: HubFile): string => sha256 ?? gitSha1;

/** As the hub tells it: SHA-256 of large files, git's own of small ones. */
async function hashOf(path: string, { sha256 }: HubFile): Promise<string> {
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

const damaged = ({ path, sha256 }: HubFile, found: string): ModelError =>
  new ModelError({
    argument: path,
    expected: `the file that the hub has, ${sha256 ? "SHA-256" : "git's SHA-1"} ${(sha256 ?? "").slice(0, 12)}`,
    got: `another one, ${found.slice(0, 12)}; it was thrown away`,
    remedy: "fetch it again; if it stays so, somebody between you and the hub changes files",
  });

export const diskFull = ({ path }: { readonly path: string }, cause?: unknown): ModelError =>
  new ModelError(
    {
      ...{ argument: path, expected: "room on the disk", got: "a full disk" },
      remedy: "make room, or put PEEL_MODELS elsewhere, and call it again: it goes on where it was left",
    },
    { cause },
  );
