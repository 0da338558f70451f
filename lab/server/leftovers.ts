/** What a server that was killed in the middle of a save left beside the file that it was writing. */
import type { Dirent } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isRunning } from "./isRunning.js";

/** As `unfinishedBeside` names them: whose file it was to be, which process wrote it, and by chance. */
const leftover = /^\.[0-9a-f]{16}\.(\d+)-[0-9a-f]{8}\.unfinished$/;
/** Large, and nobody saves notebooks in them. */
const skipped = new Set(["node_modules", ".git"]);
/** A home folder may have millions; the rest is swept where it is listed or saved into. */
const mostFolders = 20_000;

/** Removes what is left in one folder. */
export async function sweepFolder(dir: string): Promise<void> {
  await sweepNames(dir, await readdir(dir).catch(() => []));
}

/** Removes what is left in a folder and those below, the nearest ones first, without following links. */
export async function sweepTree(root: string, isWanted: () => boolean): Promise<void> {
  const folders = [root];
  for (let i = 0; i < folders.length && i < mostFolders && isWanted(); i++) {
    const entries: Dirent[] = await readdir(folders[i], { withFileTypes: true }).catch(() => []);
    await sweepNames(
      folders[i],
      entries.map(({ name }) => name),
    );
    const below = entries.filter((entry) => entry.isDirectory() && !skipped.has(entry.name));
    folders.push(...below.map(({ name }) => join(folders[i], name)));
  }
}

/** The same where the names are known already. */
export async function sweepNames(dir: string, names: string[]): Promise<void> {
  for (const name of names) {
    const [, pid] = leftover.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(dir, name), { force: true }).catch(() => {});
  }
}
