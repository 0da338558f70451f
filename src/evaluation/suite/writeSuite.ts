import { readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { checkOptions } from "../../checkOptions.js";
import { exists } from "../../datasets/folders.js";
import type { DatasetName } from "../../datasets/registry.js";
import { ArgumentError, describeValue, UnwritableError } from "../../errors.js";
import { withInterrupts } from "../../generators/interrupts.js";
import { makeFolder } from "../../image/makeFolder.js";
import type { Layout } from "./layout.js";
import { LAYOUTS } from "./layouts/index.js";
import { shotsOf } from "./shots.js";
import { SuiteFolder } from "./suiteFolder.js";

/** Version of scenes and layouts: a suite of another is not the same data. */
const VERSION = 1;
/** Hidden, so that no reader takes it for data. */
const ABOUT = ".peel-suite.json";

/** What is written. */
export interface SuiteOptions {
  /** names of `suiteDatasets()`; default all but those of 25 megapixels and more */
  readonly datasets?: readonly DatasetName[];
  /** scenes of each part of a data set; default 2 */
  readonly scenes?: number;
  /** the same seed gives the same bytes; default 0 */
  readonly seed?: number;
  /** leaves a data set that is already there with the same scenes and seed, instead of refusing */
  readonly resume?: boolean;
  readonly signal?: AbortSignal;
  /** called after each picture */
  readonly onProgress?: (progress: SuiteProgress) => void;
}

export interface SuiteProgress {
  readonly dataset: DatasetName;
  /** pictures, of all data sets together */
  readonly done: number;
  readonly total: number;
}

/** What is told of a data set of the suite. */
export interface SuiteDataset {
  readonly name: DatasetName;
  /** splits that can be scored */
  readonly splits: readonly string[];
  /** what differs from the real files, beside the scenes */
  readonly differs?: string;
  /** 25 megapixels and more: written only when asked for by name */
  readonly isHeavy: boolean;
}

/**
 * The data sets whose layout `writeSuite` writes.
 *
 * @example suiteDatasets().map(({ name }) => name)
 */
export const suiteDatasets = (): SuiteDataset[] =>
  LAYOUTS.map(({ name, splits, differs, isHeavy = false }) => ({
    ...{ name, splits, isHeavy, ...(differs !== undefined && { differs }) },
  }));

/** Defaults filled in, and checked. */
export function suiteChoice({
  datasets,
  scenes = 2,
  seed = 0,
}: Pick<SuiteOptions, "datasets" | "scenes" | "seed">): {
  readonly layouts: readonly Layout[];
  readonly scenes: number;
  readonly seed: number;
} {
  const names = LAYOUTS.map(({ name }) => name);
  const wrong = datasets?.find((name) => !names.includes(name));
  if (wrong !== undefined || datasets?.length === 0)
    throw argumentError("datasets", `some of ${names.join(", ")}`, wrong, "other layouts cannot be written");
  if (!Number.isSafeInteger(scenes) || scenes < 1)
    throw argumentError("scenes", "a whole number of at least 1", scenes, "leave it out for 2");
  if (!Number.isSafeInteger(seed)) throw argumentError("seed", "a whole number", seed, "leave it out for 0");
  const layouts = LAYOUTS.filter(({ name, isHeavy }) => datasets?.includes(name) ?? !isHeavy);
  return { layouts, scenes, seed };
}

const argumentError = (argument: string, expected: string, got: unknown, remedy: string): ArgumentError =>
  new ArgumentError({ argument, expected, got: describeValue(got), remedy });

/**
 * Writes synthetic scenes, laid out as real data sets are, with their picture sizes, cameras, units and file names: so
 * that readers and protocols can be tried without data, and what decoding costs can be measured. The same seed gives
 * the same bytes.
 *
 * @param folder each data set has a folder of its name in it
 * @returns the folders, by the names of the data sets
 * @throws ArgumentError for unknown names or wrong numbers; UnwritableError where a data set is already there
 * @example
 * const { diode } = await writeSuite("suite", { datasets: ["diode"], scenes: 1, seed: 7 });
 * console.log((await openDataset("diode", diode)).ids);
 */
export async function writeSuite(
  folder: string,
  options: SuiteOptions = {},
): Promise<Partial<Record<DatasetName, string>>> {
  const known = {
    datasets: true,
    scenes: true,
    seed: true,
    resume: true,
    signal: true,
    onProgress: true,
  } as const;
  checkOptions("writeSuite", options, known);
  const { layouts, scenes, seed } = suiteChoice(options);
  const { resume = false, onProgress, signal: given = new AbortController().signal } = options;
  await makeFolder(folder);
  const left: Layout[] = [];
  for (const layout of layouts)
    if (!(await isThere(join(folder, layout.name), aboutOf(layout, scenes, seed), resume))) left.push(layout);
  const total = left.reduce((sum, { parts = 1 }) => sum + parts * scenes, 0);
  let done = 0;
  await withInterrupts(given, async (signal) => {
    for (const layout of left) {
      const { name } = layout;
      const shots = shotsOf({ scenes, seed, signal }, () =>
        onProgress?.({ dataset: name, done: ++done, total }),
      );
      await writeWhole(join(folder, name), aboutOf(layout, scenes, seed), (files) =>
        layout.write(files, shots),
      );
    }
  });
  return Object.fromEntries(layouts.map(({ name }) => [name, join(folder, name)]));
}

/** A data set that is there is whole: it gets its name when all of it is written. */
async function writeWhole(
  path: string,
  about: string,
  write: (files: SuiteFolder) => Promise<void>,
): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.part`);
  await rm(part, { recursive: true, force: true });
  try {
    const files = new SuiteFolder(part);
    await write(files);
    await files.bytes(ABOUT, about);
    await rename(part, path);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

const aboutOf = ({ name }: Layout, scenes: number, seed: number): string =>
  `${JSON.stringify({ suite: name, version: VERSION, scenes, seed })}\n`;

/** @throws UnwritableError if something is there that must not be written over */
async function isThere(path: string, about: string, resume: boolean): Promise<boolean> {
  if (!(await exists(path))) return false;
  const own = await readFile(join(path, ABOUT), "utf8").catch(() => undefined);
  if (resume && own === about) return true;
  const got = own === undefined ? "there, and not of the suite" : `there: ${own.trim()}`;
  const remedy = "choose another folder, or delete it first";
  throw new UnwritableError({ argument: path, expected: "a folder that is not there yet", got, remedy });
}
