import type { ProtocolHint } from "./dataset.js";
import type { DatasetSample, DatasetTask } from "./sample.js";

/** One sample that has not been read. */
export interface Entry<S extends DatasetSample> {
  readonly id: string;
  /** the files that it needs, with their folder */
  readonly files: readonly string[];
  read(): Promise<S>;
}

/** What a reader found in a folder. */
export interface Opened<S extends DatasetSample> {
  readonly entries: readonly Entry<S>[];
  readonly hint: ProtocolHint;
  /** what lists or describes all samples, such as annotations: another such file may mean another sample */
  readonly sources?: readonly string[];
  /** samples of the whole split, where it is known */
  readonly expectedSize?: number;
  /** where the folder says what it asks for */
  readonly task?: DatasetTask;
}

/** How one data set is read. */
export interface DatasetReader<S extends DatasetSample = DatasetSample> {
  readonly name: string;
  readonly title: string;
  readonly task: DatasetTask;
  /** the first is the default */
  readonly splits: readonly string[];
  readonly licence: string;
  /** where to ask for the data */
  readonly source: string;
  /** how files must lie in the folder */
  readonly layout: string;
  /** @throws UnreadableError if what lists the samples is missing or broken */
  open(folder: string, split: string): Promise<Opened<S>>;
}
