import { copyFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ArgumentError } from "../errors.js";
import { makeFolder } from "../image/makeFolder.js";
import { fetchFile, isThere } from "../models/fetchFile.js";
import { ModelError } from "../models/modelError.js";
import { oneAtATime } from "../models/oneAtATime.js";
import type { PullProgress } from "../models/pull.js";
import { foundIn } from "./foundIn.js";
import type { PublishedSample } from "./manifest.js";
import { pageSource } from "./pageSource.js";
import { samplesFolder } from "./samplesFolder.js";

export interface PullSamplesOptions {
  /** a folder that stands in for the page: nothing is fetched */
  readonly from?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
}

export interface PulledSamples {
  readonly folder: string;
  /** those that are there now */
  readonly here: readonly PublishedSample[];
  /** those that `from` lacks, or has in another form */
  readonly missing: readonly PublishedSample[];
}

/**
 * Fetches published pictures, those that are missing or changed; what was begun is gone on with, and only what has the
 * manifest's SHA-256 is kept.
 *
 * @throws ModelError where one cannot be fetched, does not fit on the disk, or is another file; the signal's reason
 */
export async function pullSamples(
  wanted: readonly PublishedSample[],
  options: PullSamplesOptions = {},
): Promise<PulledSamples> {
  const folder = samplesFolder();
  if (options.from !== undefined) await checkIsFolder(options.from);
  await makeFolder(folder, "name another place in PEEL_SAMPLES");
  return oneAtATime(folder, () => fetchInto(folder, wanted, options));
}

async function fetchInto(
  folder: string,
  wanted: readonly PublishedSample[],
  { from, signal = new AbortController().signal, onProgress = () => {} }: PullSamplesOptions,
): Promise<PulledSamples> {
  const totalBytes = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  const here: PublishedSample[] = [];
  const missing: PublishedSample[] = [];
  let done = 0;
  for (const one of wanted) {
    signal.throwIfAborted();
    const onBytes = (bytes: number): void => onProgress({ file: one.path, bytes: done + bytes, totalBytes });
    let isHere = await isThere(folder, one);
    if (!isHere && from === undefined) {
      await fetchFile(folder, pageSource(), one, onBytes, signal);
      isHere = true;
    } else if (!isHere && from !== undefined) isHere = await copied(from, folder, one);
    done += one.bytes;
    (isHere ? here : missing).push(one);
  }
  return { folder, here, missing };
}

async function copied(from: string, folder: string, sample: PublishedSample): Promise<boolean> {
  const found = await foundIn(from, sample);
  if (!found?.isPublished) return false;
  const path = join(folder, sample.path);
  await makeFolder(dirname(path));
  await copyFile(found.file, `${path}.part`);
  await rename(`${path}.part`, path);
  return true;
}

/**
 * Deletes fetched samples, and nothing else that may lie there.
 *
 * @returns those that were there
 * @throws ModelError where none was
 */
export async function removeSamples(wanted: readonly PublishedSample[]): Promise<PublishedSample[]> {
  const folder = samplesFolder();
  const removed: PublishedSample[] = [];
  for (const one of wanted) {
    const path = join(folder, one.path);
    await rm(`${path}.part`, { force: true });
    if (
      await rm(path).then(
        () => true,
        () => false,
      )
    )
      removed.push(one);
  }
  if (removed.length > 0) return removed;
  throw new ModelError({
    ...{ argument: "the samples", expected: "fetched before", got: "not there" },
    remedy: "look at peel samples list",
  });
}

export async function checkIsFolder(from: string): Promise<void> {
  if ((await stat(from).catch(() => undefined))?.isDirectory()) return;
  throw new ArgumentError({
    ...{ argument: "from", expected: "a folder with published pictures", got: JSON.stringify(from) },
    remedy: "name the folder that has them, or leave it out",
  });
}
