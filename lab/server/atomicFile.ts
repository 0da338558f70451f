import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file so that there is always either the old or the new one: into a file beside it, to the disk,
 * then renamed. The permissions of an existing file are kept, and a link stays a link.
 */
export async function writeAtomically(
  linkOrPath: string,
  data: string | Uint8Array,
  mode = 0o644,
): Promise<void> {
  const path = await realpath(linkOrPath).catch(() => linkOrPath);
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `.${basename(path).slice(0, 100)}.${randomUUID()}.unfinished`);
  const kept = await stat(path).catch(() => undefined);
  try {
    const handle = await open(unfinished, "wx", kept ? kept.mode & 0o777 : mode);
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Reads a JSON file; undefined when it is missing or broken (a broken state file must not lock people out). */
export async function readJsonFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}
