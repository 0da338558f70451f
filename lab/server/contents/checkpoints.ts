/** One checkpoint per file, as in Jupyter: a copy in `.ipynb_checkpoints` beside it. */
import { createHash } from "node:crypto";
import { mkdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { HttpError } from "../../errors.js";
import { copyAtomically } from "../atomicFile.js";

export const checkpointsFolder = ".ipynb_checkpoints";
const onlyId = "checkpoint";

export interface Checkpoint {
  id: string;
  last_modified: string;
}

export async function createCheckpoint(place: string): Promise<Checkpoint> {
  if (!(await stat(place).catch(() => undefined))?.isFile()) {
    throw new HttpError(404, `There is no file ${basename(place)}.`);
  }
  await copyAtomically(place, placeOf(place));
  return (await listCheckpoints(place))[0];
}

export async function listCheckpoints(place: string): Promise<Checkpoint[]> {
  const found = await stat(placeOf(place)).catch(() => undefined);
  return found ? [{ id: onlyId, last_modified: found.mtime.toISOString() }] : [];
}

/** Puts the copy back. Throws 404 when there is none. */
export async function restoreCheckpoint(place: string, id: string): Promise<void> {
  await checkId(place, id);
  await copyAtomically(placeOf(place), place);
}

export async function deleteCheckpoint(place: string, id: string): Promise<void> {
  await checkId(place, id);
  await rm(placeOf(place), { force: true });
  await removeEmptyFolder(place);
}

/** A file that is renamed takes its checkpoint along. */
export async function moveCheckpoints(from: string, to: string): Promise<void> {
  if ((await listCheckpoints(from)).length === 0) return;
  await mkdir(dirname(placeOf(to)), { recursive: true });
  await rename(placeOf(from), placeOf(to));
  await removeEmptyFolder(from);
}

/** A file that is deleted leaves none. */
export async function dropCheckpoints(place: string): Promise<void> {
  await rm(placeOf(place), { force: true });
  await removeEmptyFolder(place);
}

async function checkId(place: string, id: string): Promise<void> {
  const known = await listCheckpoints(place);
  if (!known.some((checkpoint) => checkpoint.id === id))
    throw new HttpError(404, `There is no checkpoint ${id}.`);
}

async function removeEmptyFolder(place: string): Promise<void> {
  await rmdir(dirname(placeOf(place))).catch(() => {});
}

function placeOf(place: string): string {
  const extension = extname(place);
  const name = `${basename(place, extension)}-checkpoint${extension}`;
  // Most file systems end names at 255 bytes.
  const isTooLong = Buffer.byteLength(name) > 255;
  const short = isTooLong ? createHash("sha256").update(basename(place)).digest("hex") + extension : name;
  return join(dirname(place), checkpointsFolder, short);
}
