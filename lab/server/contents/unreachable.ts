/** Entries of a folder that cannot be opened: they are listed all the same, and say why when they are asked for. */
import { lstat, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Model } from "./model.js";

/** What stands where bytes are no text: Unicode's replacement character. */
const replacement = "\uFFFD";

/** Why nothing is found at a path. */
export function noneAt(path: string): string {
  if (!path.includes(replacement)) return `There is no ${path || "root"}.`;
  return `The name of ${path} on the disk is not UTF-8 (or it is not there): rename it in a terminal.`;
}

/** True for a name that cannot be written as text, so that no path leads to it. */
export const isNoText = (name: Buffer): boolean => !Buffer.from(name.toString("utf8")).equals(name);

/** What a link or file that cannot be opened looks like from outside; undefined for what front ends do not show. */
export async function shutModel(place: string | Buffer, path: string): Promise<Model | undefined> {
  const entry = await lstat(place).catch(() => undefined);
  if (!entry || !(entry.isSymbolicLink() || entry.isFile() || entry.isDirectory())) return undefined;
  const found = await stat(place).catch(() => undefined);
  return {
    name: basename(path),
    path,
    type: found?.isDirectory() ? "directory" : "file",
    writable: false,
    created: entry.birthtime.toISOString(),
    last_modified: entry.mtime.toISOString(),
    size: null,
    mimetype: null,
    format: null,
    content: null,
    hash: null,
    hash_algorithm: null,
  };
}
