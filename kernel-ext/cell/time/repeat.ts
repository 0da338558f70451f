import { KernelError, KeyboardInterrupt } from "../../errors.js";
import { displaySymbol, type MimeBundle, requireRuntime } from "../../runtime.js";
import { durationText } from "./durationText.js";
import { type Statistics, statisticsOf } from "./statistics.js";
import { isThenable } from "./thenable.js";

export interface RepeatOptions {
  /** how many samples are taken; default 7 */
  samples?: number;
  /** how often the function runs in each sample; left out: as often as makes a sample last 0.1 s */
  runs?: number;
  /** runs before the first sample that are not counted, for the just-in-time compiler; default 1 */
  warmUp?: number;
}

/** What repeated runs took: seconds per run. */
export interface Timing<T> extends Statistics {
  label: string;
  /** what the last run returned */
  result: T;
  /** seconds per run, one for each sample */
  seconds: Float64Array;
  /** how often the function ran in each sample */
  runs: number;
  [displaySymbol](): MimeBundle;
}

const sampleSeconds = 0.1;
const mostRuns = 10_000_000;

function checkCount(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new KernelError(
    `${name} must be a whole number of at least ${least}, but is ${value}`,
    "Leave it out for the default.",
  );
}

/** An interrupt ends the cell that waits; the runs must end by themselves. */
interface Run {
  isInterrupted: boolean;
}

/** Runs the function a number of times; a promise is awaited before the next run starts. */
async function runMany<T>(
  fn: () => T,
  runs: number,
  run: Run,
): Promise<{ seconds: number; result: Awaited<T> }> {
  const started = process.hrtime.bigint();
  let result = fn();
  // Awaiting costs more than many a function takes; only what is a promise is awaited.
  if (isThenable(result)) {
    await result;
    for (let i = 1; i < runs && !run.isInterrupted; i++) {
      result = fn();
      await result;
    }
  } else {
    for (let i = 1; i < runs; i++) result = fn();
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (run.isInterrupted) throw new KeyboardInterrupt();
  return { seconds, result: await result };
}

/** Twice as often, until a sample is long enough for the clock. */
async function calibrate(fn: () => unknown, run: Run): Promise<number> {
  for (let runs = 1; ; runs *= 2) {
    const { seconds } = await runMany(fn, runs, run);
    if (seconds >= sampleSeconds || runs * 2 > mostRuns) return runs;
    // A good guess saves most of the doubling.
    if (seconds > sampleSeconds / 20) return Math.max(1, Math.round((runs * sampleSeconds) / seconds));
  }
}

/** Times a function again and again, and shows mean, spread and range of a run. */
export async function repeat<T>(
  label: string,
  fn: () => T,
  { samples = 7, runs, warmUp = 1 }: RepeatOptions = {},
): Promise<Timing<Awaited<T>>> {
  checkCount("samples", samples, 1);
  checkCount("warmUp", warmUp, 0);
  if (runs !== undefined) checkCount("runs", runs, 1);
  const runtime = requireRuntime("time.repeat");
  const run: Run = { isInterrupted: false };
  const forget = runtime.onInterrupt(() => {
    run.isInterrupted = true;
  });
  try {
    if (warmUp > 0) await runMany(fn, warmUp, run);
    const perSample = runs ?? (await calibrate(fn, run));
    const seconds = new Float64Array(samples);
    let result: Awaited<T> | undefined;
    for (let i = 0; i < samples; i++) {
      const sample = await runMany(fn, perSample, run);
      seconds[i] = sample.seconds / perSample;
      result = sample.result;
    }
    const statistics = statisticsOf(seconds);
    const bundle = { "text/plain": lineOf(label, statistics, samples, perSample) };
    const cell = runtime.registrant();
    runtime.display(bundle);
    return {
      label,
      ...statistics,
      result: result as Awaited<T>,
      seconds,
      runs: perSample,
      // In the cell that has taken the time it stands there already.
      [displaySymbol]: () => (runtime.registrant() === cell ? {} : bundle),
    };
  } finally {
    forget();
  }
}

/** `decode: 1.23 ms ± 0.04 ms a run (median 1.22 ms, 1.19 ms to 1.31 ms; 7 × 81 runs)` */
function lineOf(
  label: string,
  { mean, standardDeviation, median, min, max }: Statistics,
  samples: number,
  runs: number,
): string {
  const spread = samples > 1 ? ` ± ${durationText(standardDeviation)}` : "";
  const range =
    samples > 1 ? `median ${durationText(median)}, ${durationText(min)} to ${durationText(max)}; ` : "";
  const count = `${samples} × ${runs.toLocaleString("en")} run${runs === 1 ? "" : "s"}`;
  return `${label}: ${durationText(mean)}${spread} a run (${range}${count})`;
}
