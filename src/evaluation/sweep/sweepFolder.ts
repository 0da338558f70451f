/** Where a sweep's results lie: a folder that is named for all that decides them, so that nothing is mixed up. */
import { readFileSync } from "node:fs";
import { open, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { UnwritableError } from "../../errors.js";
import { makeFolder } from "../../image/makeFolder.js";
import { unwritable, writeFileSafely } from "../../image/writeFileSafely.js";
import { fileNameOf, type SweepPlan, sweepKey } from "./plan.js";
import { ResultLog } from "./resultLog.js";

export interface SweepFolder {
  readonly path: string;
  readonly key: string;
  readonly log: ResultLog;
  /** The path of a file of a sample's own folder, which is made. */
  place(id: string, file: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens the folder of a sweep: `NAME-KEY` in the folder for results, with `sweep.json` (what was asked), `results.jsonl`
 * and `samples/` (pictures).
 *
 * @param name how people call it
 * @throws UnwritableError where it cannot be made, or while another process works on the same sweep
 */
export async function openSweepFolder(folder: string, name: string, plan: SweepPlan): Promise<SweepFolder> {
  const key = sweepKey(plan.about);
  const path = join(folder, `${name.replace(/[^\w.-]+/g, "_")}-${key}`);
  await makeFolder(path);
  const unlock = await lock(join(path, "sweep.lock"));
  try {
    const log = await ResultLog.open(join(path, "results.jsonl"));
    await dropStale(log, plan);
    await writeAbout(join(path, "sweep.json"), log, plan);
    return {
      ...{ path, key, log },
      place: (id, file) => placeIn(path, id, file),
      async close() {
        await log.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** What was asked for. The record of a sweep that is whole stays that of the call that made it. */
async function writeAbout(file: string, log: ResultLog, { about, ids, record }: SweepPlan): Promise<void> {
  const told = { ...{ ...about, samples: ids.length }, ...(record && { record }) };
  const before = await readFile(file, "utf8").catch(() => "null");
  const isWhole = ids.every((id) => log.has(id));
  const isAsBefore = isWhole && samplesIn(before) === ids.length;
  if (!isAsBefore) await writeFileSafely(file, Buffer.from(`${JSON.stringify(told, null, 1)}\n`));
}

function samplesIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { samples?: unknown } | null)?.samples;
  } catch {
    return undefined;
  }
}

/** How many results are looked at side by side. */
const LOOKERS = 8;

/** Data may have changed since: results of others are none of these. */
async function dropStale(log: ResultLog, { ids, isStill }: SweepPlan): Promise<void> {
  if (!isStill) return;
  const found = log.results(ids);
  const stale: string[] = [];
  const look = async (): Promise<void> => {
    for (let next = await found.next(); !next.done; next = await found.next())
      if (!(await isStill(next.value))) stale.push(next.value.id);
  };
  await Promise.all(Array.from({ length: LOOKERS }, look));
  await log.drop(stale);
}

/** The path of a file of a sample in the folder of its sweep. */
export async function placeIn(path: string, id: string, file: string): Promise<string> {
  const own = join(path, "samples", fileNameOf(id));
  await makeFolder(own);
  return join(own, file);
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** Two processes that work on one sweep would pay twice. A lock whose process is gone is nobody's. */
async function lock(path: string): Promise<() => Promise<void>> {
  const own: Holder = { pid: process.pid, host: hostname() };
  for (let tries = 0; tries < 2; tries++) {
    try {
      const file = await open(path, "wx");
      await file.writeFile(JSON.stringify(own));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw unwritable(path, error);
      const holder = await holderOf(path);
      if (holder && isAlive(holder)) throw held(path, holder);
      await rm(path, { force: true });
    }
  }
  throw held(path, undefined);
}

async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** On another machine nobody can tell; it may be alive. */
function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !isZombie(pid);
}

/** Killed, and not yet fetched by its parent. */
function isZombie(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

function held(path: string, holder: Holder | undefined): UnwritableError {
  return new UnwritableError({
    argument: path,
    expected: "nobody else’s",
    got: holder ? `held by process ${holder.pid} on ${holder.host}, which works on this sweep` : "held",
    remedy: "wait for it, or delete this file if that process is gone",
  });
}
