import { randomUUID } from "node:crypto";
import { chmod, lstat, rename, rm, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { UnwritableError } from "../errors.js";

const REASONS: Record<string, [got: string, remedy: string]> = {
  ENOENT: ["in a folder that does not exist", "make the folder first"],
  ENOTDIR: ["inside something that is no folder", "check the path"],
  EISDIR: ["a folder", "give the name of a file"],
  EACCES: ["not writable for you", "choose another place"],
  EPERM: ["not writable for you", "choose another place"],
  EROFS: ["on a read-only disk", "choose another place"],
  ENOSPC: ["on a full disk", "make room or choose another place"],
};

/** What a system's refusal to write means, and what to do. */
export const reasonUnwritable = (code = "", message = code): [got: string, remedy: string] =>
  REASONS[code] ?? [`refused by the system (${message})`, "choose another place"];

/** Why a file could not be written, as its error. */
export function unwritable(path: string, cause: unknown): UnwritableError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const [got, remedy] = reasonUnwritable(code, message);
  return new UnwritableError({ argument: path, expected: "a writable file", got, remedy }, { cause });
}

/** The path's extension in lower case. @throws UnwritableError if it is not one of `known` */
export function checkedExtension(path: string, known: readonly string[]): string {
  const extension = extname(path).toLowerCase();
  if (known.includes(extension)) return extension;
  throw new UnwritableError({
    argument: path,
    expected: `a file name that ends in ${known.join(" or ")}`,
    got: extension === "" ? "a name without an extension" : `one in ${extension}`,
    remedy: "the extension chooses the format",
  });
}

/**
 * Writes a file, whole or not at all.
 *
 * @param content bytes, or a text as UTF-8
 * @throws UnwritableError that says why it could not be written
 * @example await writeFileSafely("notes.json", JSON.stringify({ depth: 3 }));
 */
export async function writeFileSafely(path: string, content: Uint8Array | string): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  try {
    await writeWhole(path, bytes);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** A full disk or a crash leaves what was there before, not half of the new. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const before = await lstat(path).catch(() => undefined);
  // Devices, pipes and links are written to, not replaced.
  if (before && !before.isFile()) return writeFile(path, bytes);
  const part = join(dirname(path), `.${randomUUID()}.part`);
  try {
    await writeFile(part, bytes);
    if (before) await chmod(part, before.mode & 0o7777);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    // A file of ours in a folder of others.
    const isOthers = ["EACCES", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "");
    if (before && isOthers) return writeFile(path, bytes);
    throw error;
  }
}
