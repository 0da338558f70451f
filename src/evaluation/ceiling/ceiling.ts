import { join } from "node:path";
import { checkOptions } from "../../checkOptions.js";
import type { DatasetName } from "../../datasets/registry.js";
import type { DatasetTask } from "../../datasets/sample.js";
import { ArgumentError, describeValue } from "../../errors.js";
import type { ProtocolScores } from "../../metrics/index.js";
import { openBenchmark } from "../benchmarks/benchmark.js";
import { EXACT_SPECS } from "../benchmarks/exactGenerator.js";
import { type SuiteOptions, type SuiteProgress, suiteChoice, writeSuite } from "../suite/writeSuite.js";
import type { SampleFailure } from "../sweep/resultLog.js";
import { runSweep } from "../sweep/runSweep.js";

/** Options of `measureCeiling`, beside those of `writeSuite`. */
export interface CeilingOptions extends Omit<SuiteOptions, "resume" | "onProgress"> {
  /** where results lie, and the suite: the same call goes on from what is there */
  readonly folder: string;
  /** where the suite lies, or is written; default in `folder`, named for seed and scenes */
  readonly suite?: string;
  /** who paints; default `exact`, `exact+size`, `exact+noise` and `embedded` */
  readonly generators?: readonly string[];
  /** samples at once; default 2 */
  readonly concurrency?: number;
  readonly onSuite?: (progress: SuiteProgress) => void;
  readonly onProgress?: (progress: CeilingProgress) => void;
}

export interface CeilingProgress {
  /** data set, split and generator */
  readonly title: string;
  /** which sweep it is, from 1, of how many */
  readonly sweep: number;
  readonly sweeps: number;
  /** samples of this sweep */
  readonly done: number;
  readonly total: number;
}

/** What one generator reaches on one data set. */
export interface CeilingCell {
  readonly generator: string;
  /** by all protocols of the task; the first is the data set's own */
  readonly scores: readonly ProtocolScores[];
  readonly failures: readonly SampleFailure[];
}

/** One data set: its geometry, and what each generator reaches. */
export interface CeilingRow {
  readonly dataset: DatasetName;
  readonly title: string;
  readonly split: string;
  readonly task: DatasetTask;
  readonly samples: number;
  /** of its pictures, in pixels */
  readonly width: number;
  readonly height: number;
  readonly cells: readonly CeilingCell[];
}

export interface CeilingTable {
  readonly scenes: number;
  readonly seed: number;
  readonly generators: readonly string[];
  readonly rows: readonly CeilingRow[];
}

/**
 * How far decoding alone can take a generator: scores the painters that know the truth (and any other) on synthetic
 * scenes in the geometry of each data set, by its own protocol. The suite is written if it is not there; results are
 * kept as they come.
 *
 * @throws ArgumentError for unknown names or wrong numbers; UnwritableError if the suite's folder holds other scenes
 * @example
 * const table = await measureCeiling({ folder: "results", datasets: ["ibims"], scenes: 1, generators: ["exact"] });
 * console.log(ceilingMarkdown(table));
 */
export async function measureCeiling(options: CeilingOptions): Promise<CeilingTable> {
  const known = {
    ...({ folder: true, suite: true, generators: true, concurrency: true, datasets: true } as const),
    ...({ scenes: true, seed: true, signal: true, onSuite: true, onProgress: true } as const),
  };
  checkOptions("measureCeiling", options, known);
  const { folder, generators = [...EXACT_SPECS, "embedded"], onSuite, onProgress } = options;
  if (generators.length === 0 || new Set(generators).size < generators.length)
    throw argumentError("generators", "names, each there once", generators, "leave them out for all four");
  const { layouts, scenes, seed } = suiteChoice({
    datasets: options.datasets,
    scenes: options.scenes,
    seed: options.seed,
  });
  const scored = layouts.filter(({ splits }) => splits.length > 0);
  if (scored.length === 0)
    throw argumentError("datasets", "some that are scored", options.datasets, "leave them out for all");
  const suite = options.suite ?? join(folder, `suite-seed${seed}-scenes${scenes}`);
  const signal = options.signal ?? new AbortController().signal;
  const datasets = scored.map(({ name }) => name);
  const paths = await writeSuite(suite, {
    ...{ datasets, scenes, seed, resume: true, signal },
    ...(onSuite && { onProgress: onSuite }),
  });
  const jobs = scored.flatMap(({ name, splits }) => splits.map((split) => ({ name, split })));
  const sweeps = jobs.length * generators.length;
  const rows: CeilingRow[] = [];
  let sweep = 0;
  for (const { name, split } of jobs) {
    const cells: CeilingCell[] = [];
    let head: Omit<CeilingRow, "cells"> | undefined;
    for (const generator of generators) {
      signal.throwIfAborted();
      sweep++;
      const choice = { benchmark: name, data: paths[name] ?? "", split, generator };
      const benchmark = await openBenchmark({ ...choice, withoutPictures: true });
      try {
        const { dataset, plan } = benchmark;
        const end = await runSweep(
          { ...plan, about: { ...plan.about, scenes, suiteSeed: seed } },
          benchmark.work,
          {
            ...{
              folder,
              name: `${name}-${split}-${generator}`,
              concurrency: options.concurrency ?? 2,
              signal,
            },
            onProgress: ({ done, failed, total }) => {
              const title = `${dataset.title} ${split} by ${generator}`;
              onProgress?.({ title, sweep, sweeps, done: done + failed, total });
            },
          },
        );
        const scores = await benchmark.summarise(end.results());
        cells.push({ generator, scores, failures: end.failures });
        head ??= await headOf(name, dataset);
      } finally {
        await benchmark.close();
      }
    }
    if (head) rows.push({ ...head, cells });
  }
  return { scenes, seed, generators, rows };
}

async function headOf(
  name: DatasetName,
  dataset: Awaited<ReturnType<typeof openBenchmark>>["dataset"],
): Promise<Omit<CeilingRow, "cells">> {
  const { title, split, task, size } = dataset;
  const first = await dataset.sample(0);
  const { width, height } = "photo" in first ? first.photo : { width: 0, height: 0 };
  return { dataset: name, title, split, task, samples: size, width, height };
}

const argumentError = (argument: string, expected: string, got: unknown, remedy: string): ArgumentError =>
  new ArgumentError({ argument, expected, got: describeValue(got), remedy });
