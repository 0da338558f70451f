import { type RedisSweepOptions, runSweepOnRedis } from "./redis/coordinate.js";
import { LiveSweep } from "./sweep/liveSweep.js";
import type { Json, SampleWork, SweepPlan } from "./sweep/plan.js";
import { runSweep, type SweepEnd, type SweepOptions } from "./sweep/runSweep.js";

/** Where the work is done: here, or, with `redis`, by the workers of that Redis. */
export type StartSweepOptions = Omit<SweepOptions, "onProgress"> &
  Partial<Pick<RedisSweepOptions, "redis" | "window">>;

/** A sweep that this process runs. */
export interface StartedSweep<Value extends Json> extends LiveSweep {
  /** how it ended; rejects as `runSweep` does */
  readonly end: Promise<SweepEnd<Value>>;
}

/**
 * Starts a sweep and does not wait for it: the value tells how far it is, shows itself in a notebook, and can be
 * cancelled. What is done is kept, as `runSweep` keeps it.
 *
 * @example
 * const sweep = startSweep(benchmark.plan, benchmark.work, { folder: "results", name: "nyuv2" });
 * sweep.onChange(({ progress }) => console.log(progress?.done));
 * const { folder } = await sweep.end;
 */
export function startSweep<Value extends Json>(
  plan: SweepPlan,
  work: SampleWork<Value>,
  { redis, window, concurrency, signal, ...options }: StartSweepOptions,
): StartedSweep<Value> {
  const stop = new AbortController();
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  let settle: (end: Promise<SweepEnd<Value>>) => void;
  const end = new Promise<SweepEnd<Value>>((resolve) => {
    settle = resolve;
  });
  // Whoever waits for `ended` alone hears of errors there.
  end.catch(() => {});
  const live = new LiveSweep(options.name, {
    cancel: () => stop.abort(new DOMException("Cancelled", "AbortError")),
    async follow(onProgress) {
      const common = { ...options, signal: either, onProgress };
      const running =
        redis === undefined
          ? runSweep(plan, work, { ...common, ...(concurrency !== undefined && { concurrency }) })
          : runSweepOnRedis<Value>(plan, { ...common, redis, ...(window !== undefined && { window }) });
      settle(running);
      onProgress((await running).progress);
      return "finished";
    },
  });
  return Object.assign(live, { end });
}
