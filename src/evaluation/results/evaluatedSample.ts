import { join } from "node:path";
import { openDataset } from "../../datasets/openDataset.js";
import type { DatasetName } from "../../datasets/registry.js";
import type { DatasetSample } from "../../datasets/sample.js";
import { DISPLAY } from "../../image/display.js";
import type { MimeBundle } from "../../image/types.js";
import type { JudgeOptions } from "../benchmarks/judge.js";
import { isOfPairs, judgeOf, type ScoredData } from "../benchmarks/judgeOf.js";
import { keptGenerator, keptPictures } from "../benchmarks/keptPictures.js";
import { fileNameOf, type SweepPlan } from "../sweep/plan.js";
import { messageOf } from "../sweep/runSweep.js";
import { numberText } from "./numberText.js";
import { OpenedSample } from "./openedSample.js";
import { picturesShown } from "./picturesShown.js";

/** Where a sample's data and pictures are found again. */
export interface SampleSource {
  readonly folder: string;
  readonly about: SweepPlan["about"];
  readonly data: ScoredData;
}

/** One sample of an evaluation: its own numbers, and on request everything that led to them. */
export class EvaluatedSample {
  readonly #source: SampleSource;
  #opened: Promise<OpenedSample> | undefined;

  constructor(
    source: SampleSource,
    readonly id: string,
    /** of this sample alone; none where it is not scored */
    readonly scores: Readonly<Record<string, number>>,
    readonly seconds: number,
    readonly costUsd: number,
  ) {
    this.#source = source;
  }

  /** paths of the pictures that were kept, by name: painted.png, truth.png */
  get pictures(): Readonly<Record<string, string>> {
    return keptPictures(join(this.#source.folder, "samples", fileNameOf(this.id)));
  }

  /**
   * Reads photo and truth again, and decodes the painting that was kept as it was decoded then.
   *
   * @throws UnreadableError if the data or the painting are not there
   * @example const { photo, measured, truth } = await results.worst(1)[0].open();
   */
  open(): Promise<OpenedSample> {
    this.#opened ??= this.#open().catch((error) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #open(): Promise<OpenedSample> {
    const { folder, about, data } = this.#source;
    const dataset = await openDataset(data.name as DatasetName, String(about.data), { split: data.split });
    const sample: DatasetSample = await dataset.sample(dataset.ids.indexOf(this.id));
    const generator = await keptGenerator(join(folder, "samples", fileNameOf(this.id)));
    const { seed = 0, votes } = about as JudgeOptions;
    const { signal } = new AbortController();
    const how = { seed, signal, ...(votes !== undefined && { votes }) };
    const judged = await judgeOf(data).judge(sample, generator, how);
    const photo = "photo" in sample ? sample.photo : undefined;
    return new OpenedSample({ id: this.id, words: this.toString(), photo, ...judged.look() });
  }

  toString(): string {
    const scores = Object.entries(this.scores).slice(0, 5);
    const words = scores.map(([name, value]) => `${name} ${numberText(value)}`).join(", ");
    return `${this.id}: ${words || "not scored"}`;
  }

  /** In a notebook: photo, painting, what was measured, the truth and the error in a view; else a line of text. */
  async [DISPLAY](): Promise<MimeBundle> {
    try {
      return await (await this.open())[DISPLAY]();
    } catch (error) {
      // What was kept of it can still be looked at; of pairs there is nothing else.
      const why = isOfPairs(this.#source.data.task) ? "" : `\nIt cannot be opened: ${messageOf(error)}`;
      return { "text/plain": `${this.toString()}${why}`, ...(await picturesShown(this.pictures)) };
    }
  }
}
