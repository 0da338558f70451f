import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import {
  access,
  chmod,
  copyFile,
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isRunning } from "./isRunning.js";

/**
 * Writes a file so that there is always either the old or the new one: into a file beside it, to the disk,
 * then renamed. The permissions of an existing file are kept, and a link stays a link.
 */
export async function writeAtomically(
  linkOrPath: string,
  data: string | Uint8Array,
  mode = 0o644,
): Promise<void> {
  await replaceAtomically(linkOrPath, async (unfinished, kept) => {
    const handle = await open(unfinished, "wx", kept ?? mode);
    await finish(handle, () => handle.writeFile(data));
  });
}

/** Copies a file as {@link writeAtomically} writes one. */
export async function copyAtomically(source: string, target: string): Promise<void> {
  await replaceAtomically(target, async (unfinished, kept) => {
    await copyFile(source, unfinished);
    if (kept) await chmod(unfinished, kept);
    const handle = await open(unfinished, "r");
    await finish(handle, async () => {});
  });
}

/** Puts a file that was written beside its target in the target's place, once it is on the disk. */
export async function putInPlace(unfinished: string, path: string): Promise<void> {
  const kept = await keptMode(path);
  const handle = await open(unfinished, "r+");
  await finish(handle, async () => {
    if (kept) await handle.chmod(kept);
  });
  await rename(unfinished, path);
  await syncFolder(dirname(path));
}

/** A name beside a file that no other writer uses, hidden, and short however long the file's name is. */
export function unfinishedBeside(path: string): string {
  return join(dirname(path), `${stemOf(path)}${process.pid}-${randomUUID().slice(0, 8)}.unfinished`);
}

/** Reads a JSON file; undefined when it is missing or broken (a broken state file must not lock people out). */
export async function readJsonFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

async function replaceAtomically(
  linkOrPath: string,
  write: (unfinished: string, keptMode: number | undefined) => Promise<void>,
): Promise<void> {
  const path = await realpath(linkOrPath).catch(() => linkOrPath);
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  await sweep(path);
  const unfinished = unfinishedBeside(path);
  const kept = await keptMode(path);
  try {
    await write(unfinished, kept);
    await rename(unfinished, path);
    await syncFolder(folder);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** The permissions of what is there. Throws EACCES for what may not be written: a rename would not mind. */
async function keptMode(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found) await access(path, constants.W_OK);
  return found && found.mode & 0o777;
}

async function finish(handle: FileHandle, write: () => Promise<void>): Promise<void> {
  try {
    await write();
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The new name is on the disk, too. Not every file system knows how; then it does so by itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** Removes what a server that was killed in the middle of writing this very file left behind. */
async function sweep(path: string): Promise<void> {
  const stem = stemOf(path);
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(stem) || !name.endsWith(".unfinished")) continue;
    const pid = Number.parseInt(name.slice(stem.length), 10);
    if (!isRunning(pid)) await rm(join(dirname(path), name), { force: true });
  }
}

function stemOf(path: string): string {
  return `.${createHash("sha256").update(basename(path)).digest("hex").slice(0, 16)}.`;
}
