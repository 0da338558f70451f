import type { DatasetSample, DatasetTask } from "./sample.js";

/** What a data set's usual protocol does, for whoever scores; nothing of it has been done to the samples. */
export interface ProtocolHint {
  /** true depths that count lie strictly between these, in metres */
  readonly minMetres?: number;
  readonly maxMetres?: number;
  /** the part of the picture that counts: Eigen's of NYUv2 (rows 45 to 471, columns 41 to 601) or Garg's of KITTI */
  readonly crop?: "nyu-eigen" | "garg";
  /** class ids that are scored; a truth of any other does not count */
  readonly classIds?: readonly number[];
  /** how samples become one number, and what else is easily overlooked */
  readonly note: string;
}

/** What `check()` found. */
export interface DatasetReport {
  /** whether everything is there */
  readonly isComplete: boolean;
  /** samples that were found */
  readonly size: number;
  /** samples of the whole split, where it is known */
  readonly expectedSize?: number;
  /** paths that the samples name and that are not there */
  readonly missing: readonly string[];
  /** what else is wrong, each in a sentence */
  readonly problems: readonly string[];
}

/** A data set that lies in a folder: samples are read when they are asked for. */
export interface Dataset<S extends DatasetSample = DatasetSample> {
  readonly name: string;
  readonly title: string;
  readonly task: DatasetTask;
  readonly split: string;
  readonly licence: string;
  /** samples */
  readonly size: number;
  /** of all samples in order, without reading them */
  readonly ids: readonly string[];
  readonly protocolHint: ProtocolHint;
  /**
   * @throws ArgumentError for a place that there is none at
   * @throws UnreadableError if a file is missing or broken
   */
  sample(index: number): Promise<S>;
  /** all samples, or those from one place to before another, one after the other */
  samples(from?: number, to?: number): AsyncIterable<S>;
  /**
   * What tells without reading them whether a sample's files are those of before: their paths, sizes and times of change,
   * as a short hash. Another stamp may yet be of the same data.
   *
   * @throws ArgumentError for a place that there is none at
   */
  stamp(index: number): Promise<string>;
  /** looks for every file of every sample, and reads the first sample */
  check(): Promise<DatasetReport>;
}
