import type { Dataset } from "../../datasets/dataset.js";
import { openDataset } from "../../datasets/openDataset.js";
import type { DatasetName } from "../../datasets/registry.js";
import { ArgumentError } from "../../errors.js";
import type { Generator } from "../../generators/generator.js";
import { openGenerator } from "../../generators/openGenerator.js";
import type { ProtocolScores } from "../../metrics/index.js";
import type { OpenedWork } from "../redis/worker.js";
import type { Json, SampleWork, SweepPlan } from "../sweep/plan.js";
import type { SampleResult } from "../sweep/resultLog.js";
import { digestOf } from "./digest.js";
import { EXACT_SPECS, isExact } from "./exactGenerator.js";
import type { JudgeOptions } from "./judge.js";
import { isOfPairs, judgeOf, scorerOf } from "./judgeOf.js";
import type { Pair } from "./pairs.js";
import { writeRatingPage } from "./ratingPage.js";
import { recordJson, recordOf } from "./record.js";
import { judgedWork, pairWork, stillOf } from "./work.js";

/** What is to be scored. */
export interface BenchmarkChoice extends JudgeOptions {
  /** a name of `listDatasets()` */
  readonly benchmark: DatasetName;
  /** where the data lies */
  readonly data: string;
  readonly split?: string;
  /** who paints: as `openGenerator` takes it, or `exact`, `exact+size`, `exact+noise`, which know the truth */
  readonly generator: string;
  /** of data without a truth, whose pictures people compare: who paints the others, as `generator` */
  readonly against?: string;
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
  /** @param folder of the sweep, where votes lie that people gave on pairs; other scores need none */
  summarise(results: AsyncIterable<SampleResult<Json>>, folder?: string): Promise<ProtocolScores[]>;
  /** Of pairs: writes the page by which people rate them into the sweep's folder, and returns its path. */
  handOut?(results: AsyncIterable<SampleResult<Json>>, folder: string): Promise<string>;
  close(): Promise<void>;
}

/** Version of what judges keep of a sample: results of another are worked out anew. */
const VERSION = 3;

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
  const { benchmark, data, split, generator: spec, limit, command } = choice;
  const dataset: Dataset = await openDataset(benchmark, data, split === undefined ? {} : { split });
  if (!isOfPairs(dataset.task)) judgeOf(dataset);
  const painters = await openPainters(dataset, choice);
  const [generator, against] = painters;
  const { model = spec, modelVersion = "" } = generator?.about ?? {};
  const { seed, votes } = choice;
  const about = {
    ...{ ...(seed !== undefined && { seed }), ...(votes !== undefined && { votes }), benchmark, data },
    ...{ split: dataset.split, generator: spec, model, modelVersion, version: VERSION },
    rules: digestOf(rulesOf(dataset)),
    ...(against && { against: choice.against, ...namesOf(against) }),
  };
  const other = against ? ` against ${against.about.model}` : "";
  const title = `${dataset.title} ${dataset.split} by ${model}${other}`;
  // In an order that readers of results can find again: intervals are drawn from samples in their order.
  const ids = dataset.ids.slice(0, limit).sort();
  const record = recordJson(recordOf(title, dataset, ids, generator?.about, command));
  const summarise: Benchmark["summarise"] = async (results, folder) =>
    (await scorerOf(dataset, folder)).summarise(valuesOf(results));
  return {
    ...{ title, dataset, summarise },
    plan: { about: about as SweepPlan["about"], ids, record, isStill: stillOf(dataset) },
    work: against
      ? pairWork(dataset, generator as Generator, against, choice)
      : judgedWork(dataset, generator, choice),
    limits: painters.flatMap((one) => one?.about.limits ?? []),
    ...(against && { handOut: async (results, folder) => writeRatingPage(folder, await all(results)) }),
    close: async () => void (await Promise.all(painters.map((one) => one?.close()))),
  };
}

/** Who paints, and of pairs against whom; the exact painter is made for each sample. */
async function openPainters(
  { name, task }: Dataset,
  { generator, against }: BenchmarkChoice,
): Promise<readonly [Generator | undefined, Generator?]> {
  if (!isOfPairs(task)) {
    if (against !== undefined) throw refused("against", "left out", against, `${name} has a truth`);
    if (isExact(generator)) return [undefined];
    if (/^exact/i.test(generator))
      throw refused("generator", EXACT_SPECS.join(" or "), generator, "exact loses nothing but its 8 bits");
    return [await openGenerator(generator)];
  }
  if (against === undefined)
    throw refused("against", "given", "missing", "name the generator to compare with: --against SPEC");
  for (const [argument, spec] of Object.entries({ generator, against }))
    if (isExact(spec)) throw refused(argument, "one that paints from words", spec, `${name} has no truth`);
  return [await openGenerator(generator), await openGenerator(against)];
}

/** What of a data set decides how its samples are scored, whatever they hold. */
const rulesOf = ({ task, protocolHint: { note: _, ...hint } }: Dataset) => ({ task, ...hint });

const refused = (argument: string, expected: string, got: string, remedy: string): ArgumentError =>
  new ArgumentError({ argument, expected, got, remedy });

const namesOf = ({ about: { model, modelVersion = "" } }: Generator) => ({
  ...{ againstModel: model, againstVersion: modelVersion },
});

async function all(results: AsyncIterable<SampleResult<Json>>): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for await (const { value } of results) pairs.push(value as never);
  return pairs;
}

/**
 * What a worker on another machine opens from a sweep's description alone.
 *
 * @param data where the data lies on this machine, if elsewhere than on the one that began the sweep
 * @throws ArgumentError for data that is scored by other rules
 */
export async function benchmarkWork(about: SweepPlan["about"], data?: string): Promise<Benchmark> {
  const {
    model: _,
    modelVersion: __,
    version: ___,
    rules,
    againstModel: ____,
    againstVersion: _____,
    ...choice
  } = about;
  const own = { ...(choice as unknown as BenchmarkChoice), ...(data !== undefined && { data }) };
  const benchmark = await openBenchmark(own);
  if (benchmark.plan.about.rules === rules) return benchmark;
  await benchmark.close();
  throw refused(
    "data",
    "scored by the rules of the sweep (task, limits, classes)",
    `another in ${own.data}`,
    "copy dataset.json, too, from where the sweep was begun",
  );
}

async function* valuesOf(results: AsyncIterable<SampleResult<Json>>): AsyncGenerator<never> {
  for await (const { value } of results) yield value as never;
}
