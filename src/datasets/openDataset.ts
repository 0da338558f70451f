import { ArgumentError, describeValue, isPeelError, UnreadableError } from "../errors.js";
import type { Dataset, DatasetReport } from "./dataset.js";
import { exists } from "./folders.js";
import type { DatasetReader, Entry, Opened } from "./reader.js";
import { type DatasetName, READERS, type SampleOf } from "./registry.js";
import type { DatasetSample } from "./sample.js";
import { stampOf } from "./stampOf.js";

/** Options of `openDataset`. */
export interface OpenDatasetOptions {
  /** such as val or test; default the one that papers report */
  readonly split?: string;
}

/**
 * Opens a data set that lies in a folder as its authors unpacked it. Nothing is fetched; samples are read when they are
 * asked for, each with its photo and truth in this library's units and axes.
 *
 * @param name one of `listDatasets()`, or `folder` for data of one's own
 * @param folder where it lies
 * @throws ArgumentError for an unknown name or split
 * @throws UnreadableError if the folder is not there, has no sample, or what lists the samples is broken
 * @example
 * const nyu = await openDataset("nyuv2", "/data/nyuv2", { split: "test" });
 * for await (const { id, photo, depth } of nyu.samples(0, 10)) console.log(id, photo, depth);
 */
export async function openDataset<N extends DatasetName>(
  name: N,
  folder: string,
  { split }: OpenDatasetOptions = {},
): Promise<Dataset<SampleOf<N>>> {
  if (typeof name !== "string" || !Object.hasOwn(READERS, name)) {
    const expected = Object.keys(READERS).join(", ");
    throw new ArgumentError({
      argument: "name",
      expected,
      got: describeValue(name),
      remedy: "choose one of them",
    });
  }
  const reader = READERS[name] as unknown as DatasetReader<SampleOf<N>>;
  const chosen = split ?? reader.splits[0];
  if (!reader.splits.includes(chosen)) {
    const expected = reader.splits.join(", ");
    throw new ArgumentError({
      argument: "split",
      expected,
      got: describeValue(split),
      remedy: `leave it out for ${reader.splits[0]}`,
    });
  }
  if (typeof folder !== "string" || folder === "") {
    const expected = "the folder's path";
    throw new ArgumentError({
      argument: "folder",
      expected,
      got: describeValue(folder),
      remedy: "give it as text",
    });
  }
  const whole = { argument: folder, expected: `a folder of ${reader.title} (${reader.layout})` };
  const remedy = `lay the files out so; they come from ${reader.source}`;
  if (!(await exists(folder))) throw new UnreadableError({ ...whole, got: "missing", remedy });
  const opened = await reader.open(folder, chosen);
  if (opened.entries.length === 0)
    throw new UnreadableError({ ...whole, got: `without a sample of the split ${chosen}`, remedy });
  return datasetOf(reader, chosen, opened);
}

function datasetOf<S extends DatasetSample>(
  reader: DatasetReader<S>,
  split: string,
  { entries, sources = [], hint, expectedSize, task = reader.task }: Opened<S>,
): Dataset<S> {
  const { name, title, licence } = reader;
  const size = entries.length;
  const entryAt = (index: number): Entry<S> => {
    if (Number.isInteger(index) && index >= 0 && index < size) return entries[index];
    const expected = `a whole number from 0 to ${size - 1}`;
    throw new ArgumentError({
      argument: "index",
      expected,
      got: describeValue(index),
      remedy: "dataset.size tells how many there are",
    });
  };
  const sample = async (index: number): Promise<S> => await entryAt(index).read();
  return {
    ...{ name, title, task, split, licence, size, sample },
    ids: entries.map(({ id }) => id),
    protocolHint: hint,
    async *samples(from = 0, to = size) {
      for (let index = from; index < Math.min(to, size); index++) yield await sample(index);
    },
    stamp: async (index) => stampOf([...sources, ...entryAt(index).files]),
    check: () => reportOf(entries, expectedSize),
  };
}

async function reportOf<S extends DatasetSample>(
  entries: Opened<S>["entries"],
  expectedSize?: number,
): Promise<DatasetReport> {
  const missing: string[] = [];
  for (const file of new Set(entries.flatMap(({ files }) => files)))
    if (!(await exists(file))) missing.push(file);
  const problems: string[] = [];
  if (expectedSize !== undefined && entries.length !== expectedSize)
    problems.push(`There are ${entries.length} samples, where the whole split has ${expectedSize}.`);
  const whole = entries.find(({ files }) => !files.some((file) => missing.includes(file)));
  try {
    await whole?.read();
  } catch (error) {
    if (!isPeelError(error)) throw error;
    problems.push(error.message);
  }
  return {
    isComplete: missing.length === 0 && problems.length === 0,
    size: entries.length,
    ...(expectedSize !== undefined && { expectedSize }),
    missing,
    problems,
  };
}
