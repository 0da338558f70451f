import { join } from "node:path";
import { checkOptions } from "../../checkOptions.js";
import { ArgumentError, describeValue } from "../../errors.js";
import { isGeneratorError } from "../../generatorError.js";
import { withInterrupts } from "../../generators/interrupts.js";
import { checkPlan, type Json, type SampleWork, type SweepPlan } from "./plan.js";
import type { SweepProgress } from "./progress.js";
import { ResultLog, type SampleFailure, type SampleResult } from "./resultLog.js";
import { openSweepFolder, type SweepFolder } from "./sweepFolder.js";
import { makeTally, type Tally } from "./tally.js";

export interface SweepOptions {
  /** where results of sweeps lie; each has a folder of its own in it */
  readonly folder: string;
  /** how people call it: the first part of its folder's name */
  readonly name: string;
  /** how many samples are worked on at once; default 2 */
  readonly concurrency?: number;
  /** nothing more is begun when it is spent */
  readonly budgetUsd?: number;
  /** what is done is kept, and the next call goes on from there */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SweepProgress) => void;
}

/** How a sweep ended. */
export interface SweepEnd<Value extends Json> {
  /** the sweep's own folder */
  readonly folder: string;
  readonly progress: SweepProgress;
  readonly failures: readonly SampleFailure[];
  /** why there are samples that nobody has worked on */
  readonly stopped?: "budget";
  /** The results in the order of the plan's ids, one at a time. */
  results(): AsyncGenerator<SampleResult<Value>>;
}

/** No other sample will fare better. */
export const FATAL: readonly string[] = ["unauthorized", "unavailable", "budget"];

/**
 * Works on every sample once, some at a time, and keeps each result as soon as it is there: the same call after a crash,
 * an interrupt or a spent budget goes on where that left it.
 *
 * @throws ArgumentError for a wrong plan or option; UnwritableError for its folder; the signal's reason; a
 * GeneratorError that every other sample would fail by, too
 * @example
 * const end = await runSweep(
 *   { about: { task: "squares" }, ids: ["1", "2", "3"] },
 *   async (id) => ({ value: Number(id) ** 2 }),
 *   { folder: "results", name: "squares" },
 * );
 * for await (const { id, value } of end.results()) console.log(id, value);
 */
export async function runSweep<Value extends Json>(
  plan: SweepPlan,
  work: SampleWork<Value>,
  options: SweepOptions,
): Promise<SweepEnd<Value>> {
  const known = {
    ...({
      folder: true,
      name: true,
      concurrency: true,
      budgetUsd: true,
      signal: true,
      onProgress: true,
    } as const),
  };
  checkOptions("runSweep", options, known);
  checkPlan(plan);
  const { folder, name, budgetUsd, onProgress, signal: given = new AbortController().signal } = options;
  const concurrency = checkConcurrency(options.concurrency ?? 2);
  const place = await openSweepFolder(folder, name, plan);
  try {
    const tally = makeTally(place.log, { total: plan.ids.length, budgetUsd, onProgress });
    const isWhole = await withInterrupts(given, (signal) =>
      workOnAll(plan, work, place, tally, concurrency, signal),
    );
    return endOf(place, plan, tally.progress, isWhole ? undefined : "budget");
  } finally {
    await place.close();
  }
}

/** Returns whether all were worked on; false if the budget did not allow it. */
async function workOnAll(
  { ids }: SweepPlan,
  work: SampleWork,
  { log, place }: SweepFolder,
  tally: Tally,
  concurrency: number,
  signal: AbortSignal,
): Promise<boolean> {
  const left = ids.filter((id) => !log.has(id));
  // What one hand finds fatal ends the work of the others, too.
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let next = 0;
  let isSpent = false;
  async function hand(): Promise<void> {
    while (next < left.length && !isSpent) {
      either.throwIfAborted();
      if (tally.isSpent()) isSpent = true;
      else await workOn(left[next++]);
    }
  }
  async function workOn(id: string): Promise<void> {
    tally.begin();
    const begun = performance.now();
    try {
      const outcome = await work(id, { signal: either, place: (file) => place(id, file) });
      await tally.end({ id, ...outcome, seconds: (performance.now() - begun) / 1000 });
    } catch (error) {
      if (either.aborted) return tally.giveBack();
      await tally.fail(id, messageOf(error));
      if (!isGeneratorError(error) || !FATAL.includes(error.fault)) return;
      stop.abort(error);
      throw error;
    }
  }
  const hands = Array.from({ length: Math.min(concurrency, left.length) }, hand);
  // All have let go before the folder is closed.
  const ends = await Promise.allSettled(hands);
  signal.throwIfAborted();
  stop.signal.throwIfAborted();
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return !isSpent;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function endOf<Value extends Json>(
  { path, log }: SweepFolder,
  { ids }: SweepPlan,
  progress: SweepProgress,
  stopped?: "budget",
): SweepEnd<Value> {
  return {
    ...{ folder: path, progress, failures: log.failures, ...(stopped && { stopped }) },
    async *results() {
      const written = await ResultLog.read(join(path, "results.jsonl"));
      try {
        yield* written.results<Value>(ids);
      } finally {
        await written.close();
      }
    },
  };
}

export function checkConcurrency(concurrency: number): number {
  if (Number.isInteger(concurrency) && concurrency >= 1) return concurrency;
  throw new ArgumentError({
    ...{ argument: "concurrency", expected: "a whole number of at least 1" },
    ...{ got: describeValue(concurrency), remedy: "leave it out for 2" },
  });
}
