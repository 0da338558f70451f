import type { Dataset } from "../../datasets/dataset.js";
import { openDataset } from "../../datasets/openDataset.js";
import type { DatasetName } from "../../datasets/registry.js";
import type { Generator } from "../../generators/generator.js";
import { openGenerator } from "../../generators/openGenerator.js";
import type { ProtocolScores } from "../../metrics/index.js";
import type { OpenedWork } from "../redis/worker.js";
import type { Json, SampleWork, SweepPlan } from "../sweep/plan.js";
import type { SampleResult } from "../sweep/resultLog.js";
import { digestOf } from "./digest.js";
import { exactGenerator, isExact } from "./exactGenerator.js";
import type { JudgeOptions } from "./judge.js";
import { judgeOf } from "./judgeOf.js";
import { keepPictures } from "./keptPictures.js";
import { recordJson, recordOf } from "./record.js";

/** What is to be scored. */
export interface BenchmarkChoice extends JudgeOptions {
  /** a name of `listDatasets()` */
  readonly benchmark: DatasetName;
  /** where the data lies */
  readonly data: string;
  readonly split?: string;
  /** who paints: as `openGenerator` takes it, or `exact`, `exact+size`, `exact+noise`, which know the truth */
  readonly generator: string;
  /** only the first so many samples */
  readonly limit?: number;
  /** writes no pictures beside the results */
  readonly withoutPictures?: boolean;
  /** the command line that asks for it, to be kept in the record */
  readonly command?: string;
}

/** A data set, a generator and whose rules: what `runSweep` and `runWorker` work on. */
export interface Benchmark extends OpenedWork {
  readonly title: string;
  readonly dataset: Dataset;
  readonly plan: SweepPlan;
  readonly work: SampleWork;
  /** what readers of the scores should know */
  readonly limits: readonly string[];
  summarise(results: AsyncIterable<SampleResult<Json>>): Promise<ProtocolScores[]>;
  close(): Promise<void>;
}

/** Version of what judges keep of a sample: results of another are worked out anew. */
const VERSION = 1;

/**
 * Opens a benchmark: data, generator and protocols.
 *
 * @throws ArgumentError for unknown names, or data that has no scores; UnreadableError for data that is not there;
 * GeneratorError for a generator that cannot be opened
 * @example
 * const benchmark = await openBenchmark({ benchmark: "nyuv2", data: "/data/nyuv2", generator: "embedded", limit: 20 });
 * const end = await runSweep(benchmark.plan, benchmark.work, { folder: "results", name: "nyuv2" });
 * console.table(await benchmark.summarise(end.results()));
 */
export async function openBenchmark(choice: BenchmarkChoice): Promise<Benchmark> {
  const {
    benchmark,
    data,
    split,
    generator: spec,
    limit,
    withoutPictures = false,
    command,
    ...options
  } = choice;
  const dataset: Dataset = await openDataset(benchmark, data, split === undefined ? {} : { split });
  const judge = judgeOf(dataset);
  const generator = isExact(spec) ? undefined : await openGenerator(spec);
  const places = new Map(dataset.ids.map((id, i) => [id, i]));
  const { model = spec, modelVersion = "" } = generator?.about ?? {};
  const about = {
    ...options,
    benchmark,
    data,
    split: dataset.split,
    generator: spec,
    model,
    modelVersion,
    version: VERSION,
  };
  const work: SampleWork = async (id, { signal, place }) => {
    const sample = await dataset.sample(places.get(id) ?? -1);
    const painter: Generator =
      generator ??
      exactGenerator(isExact(spec) ? spec : "exact", (prompt) => judge.paintTruth(sample, prompt));
    const { value, paintings, truth } = await judge.judge(sample, painter, { seed: 0, ...options, signal });
    if (!withoutPictures) await keepPictures(place, painter, paintings, truth);
    const costs = paintings.map(({ provenance }) => Number((provenance?.cost as { usd?: number })?.usd ?? 0));
    const costUsd = costs.reduce((sum, one) => sum + one, 0);
    return { value: value as Json, dataDigest: digestOf(sample), ...(costUsd > 0 && { costUsd }) };
  };
  const title = `${dataset.title} ${dataset.split} by ${model}`;
  const ids = dataset.ids.slice(0, limit);
  const record = recordJson(recordOf(title, dataset, ids, generator?.about, command));
  return {
    ...{ title, dataset, work },
    plan: { about: about as SweepPlan["about"], ids, record },
    limits: generator?.about.limits ?? [],
    summarise: (results) => judge.summarise(valuesOf(results)),
    close: async () => generator?.close(),
  };
}

/**
 * What a worker on another machine opens from a sweep's description alone.
 *
 * @param data where the data lies on this machine, if elsewhere than on the one that began the sweep
 */
export function benchmarkWork(about: SweepPlan["about"], data?: string): Promise<Benchmark> {
  const { model: _, modelVersion: __, version: ___, ...choice } = about;
  return openBenchmark({ ...(choice as unknown as BenchmarkChoice), ...(data !== undefined && { data }) });
}

async function* valuesOf(results: AsyncIterable<SampleResult<Json>>): AsyncGenerator<never> {
  for await (const { value } of results) yield value as never;
}
