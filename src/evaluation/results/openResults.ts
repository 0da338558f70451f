import { scorerOf } from "../benchmarks/judgeOf.js";
import type { Json, SweepPlan } from "../sweep/plan.js";
import type { SampleResult } from "../sweep/resultLog.js";
import { partScoresOf } from "./drillDown.js";
import { EvaluatedSample } from "./evaluatedSample.js";
import { readSweep } from "./readSweep.js";
import { SweepResults } from "./sweepResults.js";

export interface OpenResultsOptions {
  /** where the data lies on this machine, if elsewhere than where it was evaluated: samples are read from it */
  readonly data?: string;
}

/**
 * Opens what an evaluation has come to so far: its folder is all that it takes, also while it is written; photos and
 * truths of samples are read from the data only when a sample is opened.
 *
 * @param folder as `peel eval` and `runSweep` tell it: results/nyuv2-1f…
 * @throws UnreadableError for a folder that is none of an evaluation
 * @example
 * const results = await openResults("results/nyuv2-1f2e3d4c5b6a7988");
 * console.log(String(results));
 * const [sample] = results.worst(1);
 * await sample.open();
 */
export async function openResults(folder: string, { data }: OpenResultsOptions = {}): Promise<SweepResults> {
  const { about: told, record, total, results, failures, costUsd } = await readSweep(folder);
  const about: SweepPlan["about"] = data === undefined ? told : { ...told, data };
  const scorer = await scorerOf(record.data, folder);
  const source = { folder, about, data: record.data };
  const samples = results.map(
    ({ id, value, seconds, costUsd: own = 0 }) =>
      new EvaluatedSample(source, id, scorer.ofSample(value as never), seconds, own),
  );
  return new SweepResults({
    ...{ folder, about, record, total, samples, failures, costUsd, ranking: scorer.ranking },
    dataDigests: results.map(({ id, dataDigest = "" }) => `${id} ${dataDigest}`),
    scores: await scorer.summarise(valuesOf(results)),
    parts: await partScoresOf(scorer, results),
  });
}

async function* valuesOf(results: readonly SampleResult<Json>[]): AsyncGenerator<never> {
  for (const { value } of results) yield value as never;
}
