import { rm, rmdir, statfs, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { UnwritableError } from "../errors.js";
import { makeFolder } from "../image/makeFolder.js";
import { diskFull, type FileSource, fetchFile, isThere } from "./fetchFile.js";
import { type HubModel, hubSource } from "./hub.js";
import { ModelError } from "./modelError.js";
import { folderOf, modelsFolder } from "./modelsFolder.js";
import { oneAtATime } from "./oneAtATime.js";

/** How far a pull has come, of all files. */
export interface PullProgress {
  readonly file: string;
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface PullOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
}

/** Left free on the disk, for everybody else. */
const SPARE_BYTES = 256 * 2 ** 20;

export const bytesOf = ({ files }: HubModel): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * Fetches a model's files, those that are missing or changed; what was begun is gone on with. It is `info` as `lookUp`
 * gives it, so that its licence could be read before.
 *
 * @returns the model's folder
 * @throws ModelError as `fetchFile`; the signal's reason
 */
export async function pull(info: HubModel, options: PullOptions = {}): Promise<string> {
  const folder = folderOf(info.repository);
  await makeModelFolder(folder);
  return oneAtATime(folder, () => fetchInto(folder, info, options));
}

async function fetchInto(folder: string, info: HubModel, options: PullOptions): Promise<string> {
  const { signal = new AbortController().signal, onProgress = () => {} } = options;
  const totalBytes = bytesOf(info);
  const missing = [];
  let done = 0;
  for (const file of info.files) {
    signal.throwIfAborted();
    if (await isThere(folder, file)) done += file.bytes;
    else missing.push(file);
  }
  const source = hubSource(info);
  await checkRoom(folder, source, totalBytes - done);
  for (const file of missing) {
    const onBytes = (bytes: number): void => onProgress({ file: file.path, bytes: done + bytes, totalBytes });
    await fetchFile(folder, source, file, onBytes, signal);
    done += file.bytes;
  }
  const { repository, revision, licence, files } = info;
  const record = { repository, revision, licence, pulled: new Date().toISOString(), files };
  await writeFile(join(folder, RECORD), `${JSON.stringify(record, null, 1)}\n`);
  return folder;
}

/** Tells that a model is there whole. */
export const RECORD = "peel-model.json";

/** @throws ModelError where nothing was fetched */
export async function remove(repository: string): Promise<string> {
  const folder = folderOf(repository);
  // Whatever a name may say: only what lies below the models is deleted.
  const isOurs = !relative(modelsFolder(), folder).startsWith("..") && folder !== modelsFolder();
  const isGone =
    isOurs &&
    (await rm(folder, { recursive: true }).then(
      () => true,
      () => false,
    ));
  if (!isGone) {
    throw new ModelError({
      ...{ argument: repository, expected: "fetched before", got: "not there" },
      remedy: "look at peel models list",
    });
  }
  // Its owner's folder, if nothing else is in it.
  await rmdir(dirname(folder)).catch(() => {});
  return folder;
}

async function makeModelFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (cause) {
    throw new ModelError(
      {
        ...{ argument: folder, expected: "a folder for the model" },
        got: (cause as UnwritableError).got,
        remedy: "name another place in PEEL_MODELS",
      },
      { cause },
    );
  }
}

async function checkRoom(folder: string, source: FileSource, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bytes > 0 && bavail * bsize < bytes + SPARE_BYTES) throw diskFull(source, { path: folder });
}
