import { createHash } from "node:crypto";
import type { Dataset } from "../../datasets/dataset.js";
import { openDataset } from "../../datasets/openDataset.js";
import { type DatasetName, listDatasets } from "../../datasets/registry.js";
import type { DatasetSample } from "../../datasets/sample.js";
import { ArgumentError } from "../../errors.js";
import type { Generator } from "../../generators/generator.js";
import { openGenerator } from "../../generators/openGenerator.js";
import { writeImage } from "../../image/writeImage.js";
import type { DepthRules, DepthRulesName, ProtocolScores } from "../../metrics/index.js";
import type { OpenedWork } from "../redis/worker.js";
import type { Json, SampleWork, SweepPlan } from "../sweep/plan.js";
import type { SampleResult } from "../sweep/resultLog.js";
import { depthJudge } from "./depth.js";
import { exactGenerator, isExact } from "./exactGenerator.js";
import type { Judge, JudgeOptions } from "./judge.js";
import { normalsJudge } from "./normals.js";
import { phrasesJudge } from "./phrases.js";
import { referringJudge } from "./referring.js";
import { cityscapesJudge } from "./semantic.js";

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
const VERSION = 2;

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
  const { benchmark, data, split, generator: spec, limit, withoutPictures = false, ...options } = choice;
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
    const seed = (options.seed ?? 0) + (generator ? 0 : ownSeed(id));
    const { value, paintings, truth } = await judge.judge(sample, painter, { ...options, seed, signal });
    if (!withoutPictures) {
      for (const [i, painting] of paintings.entries())
        await writeImage(painting, await place(i === 0 ? "painted.png" : `painted-${i + 1}.png`));
      if (truth) await writeImage(truth, await place("truth.png"));
    }
    const costs = paintings.map(({ provenance }) => Number((provenance?.cost as { usd?: number })?.usd ?? 0));
    const costUsd = costs.reduce((sum, one) => sum + one, 0);
    return { value: value as Json, ...(costUsd > 0 && { costUsd }) };
  };
  return {
    ...{ title: `${dataset.title} ${dataset.split} by ${model}`, dataset, work },
    plan: { about: about as SweepPlan["about"], ids: dataset.ids.slice(0, limit) },
    limits: generator?.about.limits ?? [],
    summarise: (results) => judge.summarise(valuesOf(results)),
    close: async () => generator?.close(),
  };
}

/** Of a sample whose noise is made here: where that of one seed happens to matter, it must not matter in all samples. */
const ownSeed = (id: string): number => createHash("sha256").update(id).digest().readUIntBE(0, 3);

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

/** UniK3D's limits by the names of readers. */
const RULES: Readonly<Record<string, DepthRulesName>> = {
  ...{
    nyuv2: "nyu",
    kitti: "kitti",
    nuscenes: "nuscenes",
    eth3d: "eth3d",
    ibims: "ibims",
    hypersim: "hypersim",
  },
  ...{ sintel: "sintel", vkitti2: "vkitti2" },
};

function depthRulesOf({ name, split, title, protocolHint }: Dataset): DepthRulesName | DepthRules {
  if (name === "diode") return split.includes("outdoor") ? "diode-outdoor" : "diode-indoor";
  const { minMetres: min = 0, maxMetres: max = Infinity } = protocolHint;
  return RULES[name] ?? { title, min, max, crop: "none" };
}

function judgeOf(dataset: Dataset): Judge<DatasetSample> {
  const { name, task, title, split } = dataset;
  const judges: Partial<Record<Dataset["task"], () => unknown>> = {
    depth: () => depthJudge(depthRulesOf(dataset)),
    normals: () => normalsJudge(`${title} ${split}`),
    semantic: () => (name === "cityscapes" ? cityscapesJudge(`${title} ${split}`) : undefined),
    referring: () => referringJudge(`${title} ${split}`),
    phrases: () => phrasesJudge(`${title} ${split}`),
  };
  const judge = judges[task]?.();
  if (judge) return judge as Judge<DatasetSample>;
  const names = listDatasets()
    .filter((one) => one.task in judges)
    .map((one) => one.name);
  throw new ArgumentError({
    ...{
      argument: "benchmark",
      expected: `one that is scored: ${names.join(", ")}`,
      got: `${name} (${task})`,
    },
    remedy: "paint and score it by peel run and peel score",
  });
}
