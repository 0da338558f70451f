/** Two that fetch the same files into one folder would spoil each other's. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ModelError } from "./modelError.js";

const LOCK = ".pulling";

/**
 * Does work in a folder that nobody else works in meanwhile. What a process has left that was killed is taken over.
 *
 * @throws ModelError while another process is at it
 */
export async function oneAtATime<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = join(folder, LOCK);
  await take(lock, folder);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string, folder: string): Promise<void> {
  for (let tries = 0; tries < 2; tries++) {
    try {
      return await writeFile(lock, String(process.pid), { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const owner = Number(await readFile(lock, "utf8").catch(() => ""));
      if (owner === process.pid || isAlive(owner)) throw busy(folder, owner);
      await rm(lock, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const busy = (folder: string, pid: number): ModelError =>
  new ModelError({
    ...{ argument: folder, expected: "fetched by one at a time", got: `being fetched by process ${pid}` },
    remedy: "wait for that one, or end it: what it has fetched is kept",
  });
