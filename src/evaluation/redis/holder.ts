import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "ioredis";
import { UnwritableError } from "../../errors.js";
import { holderKey } from "./names.js";
import { untilAnswered } from "./untilAnswered.js";

/** One that was killed has lost its hold after this time, in milliseconds. */
const HOLD_MS = 10_000;

/**
 * Holds a sweep: two that take results of one queue would each get a part. What a killed process held is waited for.
 *
 * @returns how to let go
 * @throws UnwritableError while another process holds it; the signal's reason
 */
export async function holdSweep(
  redis: Redis,
  key: string,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const name = holderKey(key);
  const own = randomUUID();
  const until = performance.now() + 1.5 * HOLD_MS;
  const take = async (): Promise<boolean> =>
    (await redis.set(name, own, "PX", HOLD_MS, "NX")) !== null ||
    // Taken by a question whose answer was lost.
    (await redis.get(name)) === own;
  while (!(await untilAnswered(take, signal))) {
    signal.throwIfAborted();
    if (performance.now() > until) throw held(key);
    await sleep(250, undefined, { signal });
  }
  const renew = async (): Promise<void> => {
    const holder = await redis.get(name);
    if (holder === own || holder === null) await redis.set(name, own, "PX", HOLD_MS);
  };
  const timer = setInterval(() => void renew().catch(() => {}), HOLD_MS / 4);
  return async () => {
    clearInterval(timer);
    if ((await redis.get(name)) === own) await redis.del(name);
  };
}

const held = (key: string): UnwritableError =>
  new UnwritableError({
    argument: `sweep ${key}`,
    expected: "nobody else’s",
    got: "worked on by another process, which takes its results",
    remedy: "wait for it, or watch it; peel worker helps it along",
  });
