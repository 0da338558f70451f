import type { Redis } from "ioredis";
import { ArgumentError } from "../../errors.js";
import { LiveSweep } from "../sweep/liveSweep.js";
import type { SweepProgress } from "../sweep/progress.js";
import { connectRedis } from "./connect.js";
import { cancelKey, progressKey } from "./names.js";
import { untilAnswered } from "./untilAnswered.js";
import { type WatchedSweep, watchSweeps } from "./watchSweep.js";

/** Long enough for a process that is busy to look, in seconds. */
const CANCEL_KEPT_S = 600;

/**
 * Follows a sweep that another process runs over a Redis: the same value as `startSweep` gives. Cancelling it stops the
 * process that takes its results, which keeps what is done.
 *
 * @param name the sweep's name or key; default: the only one that is under way
 * @throws ArgumentError where no Redis answers, or there is no such sweep
 * @example
 * const sweep = await followSweep("redis://127.0.0.1:6379");
 * sweep.onChange(({ progress }) => console.log(progress?.done));
 */
export async function followSweep(url: string, name?: string): Promise<LiveSweep> {
  const watching = watchSweeps(url);
  const first = await watching.next();
  const sweeps: readonly WatchedSweep[] = first.done ? [] : first.value;
  const fitting = sweeps.filter((one) => name === undefined || one.name === name || one.key === name);
  const [chosen] = fitting;
  if (fitting.length !== 1) {
    await watching.return(undefined);
    const all = sweeps.map((one) => `${one.name} (${one.key})`).join(", ");
    throw new ArgumentError({
      argument: "name",
      expected: sweeps.length === 0 ? "a sweep that is under way" : `one of ${all}`,
      got: name ?? "none",
      remedy: sweeps.length === 0 ? "start one: peel eval … --redis" : "write its key",
    });
  }
  return new LiveSweep(chosen.name, {
    cancel: () => void cancelSweep(url, chosen.key),
    async follow(tell) {
      let last = chosen.progress;
      if (last) tell(last);
      for await (const now of watching) {
        const own = now.find(({ key }) => key === chosen.key);
        if (!own) break;
        last = own.progress ?? last;
        if (last) tell(last);
      }
      // It is gone from the list: whole, or left where it was; its last words are kept for a day.
      const words = await withRedis(url, (redis) => redis.get(progressKey(chosen.key)));
      if (words !== null) last = JSON.parse(words) as SweepProgress;
      if (last) tell(last);
      return last && last.done + last.failed < last.total ? "cancelled" : "finished";
    },
  });
}

const cancelSweep = (url: string, key: string): Promise<unknown> =>
  withRedis(url, (redis) => redis.set(cancelKey(key), "1", "EX", CANCEL_KEPT_S));

async function withRedis<Answer>(url: string, ask: (redis: Redis) => Promise<Answer>): Promise<Answer> {
  const redis = await connectRedis(url);
  try {
    return await untilAnswered(() => ask(redis));
  } finally {
    redis.disconnect();
  }
}
