import { setTimeout as sleep } from "node:timers/promises";
import type { SweepProgress } from "../sweep/progress.js";
import { connectRedis } from "./connect.js";
import { noticeKey, progressKey, type SweepNotice, sweepsSet } from "./names.js";
import { untilAnswered } from "./untilAnswered.js";

/** A sweep that a Redis has. */
export interface WatchedSweep extends SweepNotice {
  readonly key: string;
  readonly progress?: SweepProgress;
}

/**
 * The sweeps that are under way, and how far each is, as often as it is asked for: for a notebook that watches what
 * runs elsewhere.
 *
 * @param everyMs time between two looks, in milliseconds; default 1000
 * @throws ArgumentError where no Redis answers
 * @example
 * for await (const sweeps of watchSweeps("redis://127.0.0.1:6379"))
 *   if (sweeps.length === 0) break;
 *   else for (const { name, progress } of sweeps) console.log(name, progress?.done, "of", progress?.total);
 */
export async function* watchSweeps(url: string, everyMs = 1000): AsyncGenerator<WatchedSweep[]> {
  const redis = await connectRedis(url);
  try {
    for (;;) {
      const keys = await untilAnswered(() => redis.zrange(sweepsSet, "0", "-1"));
      const sweeps = await Promise.all(
        keys.map(async (key) => {
          const [notice, progress] = await untilAnswered(() => redis.mget(noticeKey(key), progressKey(key)));
          const read = notice === null ? undefined : (JSON.parse(notice) as SweepNotice);
          return read && { key, ...read, ...(progress !== null && { progress: JSON.parse(progress) }) };
        }),
      );
      yield sweeps.filter((one) => one !== undefined);
      await sleep(everyMs);
    }
  } finally {
    redis.disconnect();
  }
}
