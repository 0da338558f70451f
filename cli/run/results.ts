/** Where a photo's results go, and how a later call knows that they are there. */
import { createHash } from "node:crypto";
import { access, readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { ArgumentError, makeFolder, type RgbImage, writeFileSafely } from "vision-peel";

/** What is kept of a photo that is done: its record is written last, so that it is there only if everything is. */
export interface DoneRecord {
  /** of the request: another request is another result */
  readonly key: string;
  readonly files: readonly string[];
  readonly [more: string]: unknown;
}

export const nameOf = (path: string): string => basename(path, extname(path));

/** The same for the same photo and the same request, whatever the file is called. */
export function keyOf(photo: RgbImage | undefined, request: object): string {
  const hash = createHash("sha256").update(JSON.stringify(request));
  if (photo) hash.update(`${photo.width}`).update(photo.data);
  return hash.digest("hex").slice(0, 16);
}

const recordPath = (folder: string, name: string): string => join(folder, `${name}.json`);

/** What every task writes of a photo, before anything is painted. */
export const placesOf = (folder: string, name: string): string[] => [
  join(folder, `${name}.painted.png`),
  recordPath(folder, name),
];

/** The record of a photo, if its results are there by this very request. */
export async function doneBefore(folder: string, name: string, key: string): Promise<DoneRecord | undefined> {
  try {
    const record = JSON.parse(await readFile(recordPath(folder, name), "utf8")) as DoneRecord;
    if (record.key !== key) return undefined;
    await Promise.all(record.files.map((file) => access(join(folder, file))));
    return record;
  } catch {
    return undefined;
  }
}

/** Writes the record; a crash leaves the old one, or none. */
export async function writeDone(folder: string, name: string, record: DoneRecord): Promise<void> {
  const text = JSON.stringify(record, (_, value) => (value === Infinity ? "Infinity" : value), 1);
  await writeFileSafely(recordPath(folder, name), `${text}\n`);
}

/** @throws UnwritableError where it cannot be made */
export const makeResultFolder = (folder: string): Promise<void> =>
  makeFolder(folder, "choose another with -o");

/** @throws ArgumentError for two photos of one name, whose results would be one */
export function checkNames(paths: readonly string[]): void {
  const names = paths.map(nameOf);
  const twin = names.find((name, i) => names.indexOf(name) < i);
  if (twin === undefined) return;
  throw new ArgumentError({
    argument: "the photos",
    expected: "of different names",
    got: `two called ${twin}`,
    remedy: "give them different -o, in two calls",
  });
}
