/** A sweep over many machines: adds samples to a queue in Redis, and takes results from it, each once. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Job, Queue } from "bullmq";
import type { Redis } from "ioredis";
import { checkOptions } from "../../checkOptions.js";
import { withInterrupts } from "../../generators/interrupts.js";
import { unlessAborted } from "../../unlessAborted.js";
import { checkPlan, fileNameOf, type Json, type SweepPlan } from "../sweep/plan.js";
import { endOf, type SweepEnd, type SweepOptions } from "../sweep/runSweep.js";
import { openSweepFolder, type SweepFolder } from "../sweep/sweepFolder.js";
import { makeTally, type Tally } from "../sweep/tally.js";
import { connectRedis } from "./connect.js";
import { holdSweep } from "./holder.js";
import {
  cancelKey,
  noticeKey,
  PREFIX,
  progressKey,
  queueName,
  type SampleAnswer,
  type SampleJob,
  type SweepNotice,
  sweepsSet,
} from "./names.js";
import { untilAnswered } from "./untilAnswered.js";

export interface RedisSweepOptions extends Omit<SweepOptions, "concurrency"> {
  /** `redis://HOST:PORT` */
  readonly redis: string;
  /** how many samples wait in the queue at most: memory of Redis is not that of a disk; default 500 */
  readonly window?: number;
}

type SampleQueue = Queue<SampleJob, SampleAnswer>;
type Finished = Job<SampleJob, SampleAnswer>;

const PAGE = 200;
const PAUSE_MS = 100;
/** So long without a result, and the queue is looked at. */
const QUIET_MS = 3_000;

/** One that was added before is there once. */
const jobOf = (id: string) => ({
  ...{ name: "sample", data: { id } },
  opts: { jobId: fileNameOf(id), attempts: 1 },
});
/** Progress is kept for those who look later, in seconds. */
const DAY_S = 86_400;

/**
 * Runs a sweep by the workers of a Redis (`runWorker`, `peel worker`), on any number of machines. Results come to this
 * machine and are kept in the sweep's folder, exactly one of each sample, whoever of all is killed or cut off
 * meanwhile: a worker's samples are taken over by others, and the same call goes on where a killed one left off.
 *
 * @throws ArgumentError for a wrong plan or option, or where no Redis answers; UnwritableError for its folder, or while
 * another process takes its results; the signal's reason; Error for what every other sample would fail by, too
 * @example
 * const plan = { about: { task: "squares" }, ids: ["1", "2", "3"] };
 * const end = await runSweepOnRedis(plan, { redis: "redis://127.0.0.1:6379", folder: "results", name: "squares" });
 */
export async function runSweepOnRedis<Value extends Json>(
  plan: SweepPlan,
  options: RedisSweepOptions,
): Promise<SweepEnd<Value>> {
  checkOptions("runSweepOnRedis", options, {
    ...({ folder: true, name: true, budgetUsd: true, signal: true, onProgress: true } as const),
    ...({ redis: true, window: true } as const),
  });
  checkPlan(plan);
  const { signal: given = new AbortController().signal, window = 500 } = options;
  const redis = await connectRedis(options.redis);
  try {
    const place = await openSweepFolder(options.folder, options.name, plan);
    try {
      const tally = makeTally(place.log, { total: plan.ids.length, ...options });
      const isWhole = await withInterrupts(given, (signal) =>
        coordinate({ redis, place, plan, tally, window, name: options.name }, signal),
      );
      return endOf(place, plan, tally.progress, isWhole ? undefined : "budget");
    } finally {
      await place.close();
    }
  } finally {
    redis.disconnect();
  }
}

interface Coordination {
  readonly redis: Redis;
  readonly place: SweepFolder;
  readonly plan: SweepPlan;
  readonly tally: Tally;
  readonly window: number;
  readonly name: string;
}

/** Returns whether all were worked on; false if the budget did not allow it. */
async function coordinate(given: Coordination, signal: AbortSignal): Promise<boolean> {
  const { redis, place } = given;
  const { key } = place;
  const letGo = await holdSweep(redis, key, signal);
  const queue: SampleQueue = new Queue(queueName(key), { connection: redis, prefix: PREFIX });
  // Told by the connection; commands wait for the next one.
  queue.on("error", () => {});
  let isWhole: boolean | undefined;
  try {
    await untilAnswered(() => redis.del(cancelKey(key)), signal);
    await announce(given, signal);
    const whole = await unlessAborted(takeAll(given, queue, signal), signal);
    isWhole = whole;
    return whole;
  } finally {
    await unlessSilent(
      (async () => {
        await redis.zrem(sweepsSet, key);
        // What workers have begun is found by the next call; what nobody has begun waits for nobody.
        if (isWhole) await queue.obliterate({ force: true });
        else await queue.drain();
        if (isWhole) await redis.del(noticeKey(key));
        await letGo();
        await queue.close();
      })(),
    );
  }
}

/** Tells workers of the sweep: they find all that they need in its description. */
async function announce(
  { redis, place: { key }, plan, name }: Coordination,
  signal: AbortSignal,
): Promise<void> {
  const notice: SweepNotice = { name, about: plan.about };
  await untilAnswered(() => redis.set(noticeKey(key), JSON.stringify(notice)), signal);
  await untilAnswered(() => redis.zadd(sweepsSet, Date.now(), key), signal);
}

/** Tidying up waits for no Redis that is gone. */
const unlessSilent = (work: Promise<void>): Promise<unknown> =>
  Promise.race([work.catch(() => {}), sleep(3_000, undefined, { ref: false })]);

async function takeAll(given: Coordination, queue: SampleQueue, signal: AbortSignal): Promise<boolean> {
  const {
    redis,
    place: { log, key },
    plan: { ids, isStill },
    tally,
    window,
  } = given;
  const waiting = ids.filter((id) => !log.has(id))[Symbol.iterator]();
  const wanted = new Set(ids);
  const out = new Set<string>();
  const failed = new Set<string>();
  let isEmpty = false;
  let quietSince = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const isSpent = tally.isSpent();
    if (!isEmpty && !isSpent && out.size < window / 2) isEmpty = await add(window - out.size);
    const taken = await take();
    const progress = JSON.stringify(tally.progress);
    await untilAnswered(() => redis.set(progressKey(key), progress, "EX", DAY_S), signal);
    if (out.size === 0 && (isEmpty || isSpent)) return isEmpty;
    if ((await untilAnswered(() => redis.get(cancelKey(key)), signal)) !== null)
      throw new DOMException("Cancelled by somebody who watches", "AbortError");
    if (taken > 0) quietSince = performance.now();
    else await sleep(PAUSE_MS, undefined, { signal });
    if (performance.now() - quietSince < QUIET_MS) continue;
    await addLost();
    quietSince = performance.now();
  }

  /** A Redis that keeps nothing has lost what waited in it when it comes back: it is added once more. */
  async function addLost(): Promise<void> {
    const counts = await untilAnswered(() => queue.getJobCounts(), signal);
    const there = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (there >= out.size) return;
    await announce(given, signal);
    await untilAnswered(() => queue.addBulk([...out].map(jobOf)), signal);
  }

  /** Adds the next ones; one that was added before is there once. Returns whether none is left. */
  async function add(count: number): Promise<boolean> {
    const next: string[] = [];
    let isLast = false;
    while (next.length < count && !tally.isSpent()) {
      const { value, done } = waiting.next();
      isLast = done === true;
      if (isLast) break;
      tally.begin();
      next.push(value as string);
      out.add(value as string);
    }
    await untilAnswered(() => queue.addBulk(next.map(jobOf)), signal);
    return isLast;
  }

  /** Takes what is finished: a result is kept before it leaves the queue, so that none is lost between the two. */
  async function take(): Promise<number> {
    const completed = (await untilAnswered(() => queue.getCompleted(0, PAGE - 1), signal)) as Finished[];
    const lost = (await untilAnswered(() => queue.getFailed(0, PAGE - 1), signal)) as Finished[];
    let fatal: string | undefined;
    for (const job of [...completed, ...lost]) {
      const { id } = job.data;
      const isOurs = wanted.has(id) && !log.has(id) && !failed.has(id);
      // Begun by a call before this one, and not yet added by it.
      if (isOurs && !out.delete(id)) tally.begin();
      if (isOurs) fatal ??= await keep(id, job);
      await untilAnswered(() => job.remove(), signal);
    }
    if (fatal !== undefined) throw new Error(fatal);
    return completed.length + lost.length;
  }

  /** Keeps an answer; returns why every other sample would fail, too. */
  async function keep(
    id: string,
    { returnvalue: answer, failedReason }: Finished,
  ): Promise<string | undefined> {
    const isWhole = answer !== undefined && "value" in answer;
    // A machine that has other data under the same names would be scored as if it had these.
    const isOurs = !isWhole || !isStill || (await isStill({ id, ...answer }));
    if (isWhole && isOurs) return void (await tally.end({ id, ...answer }));
    failed.add(id);
    const error = isWhole
      ? "A worker has other data under this name: copy the data of the machine that began the sweep to it."
      : (answer?.error ?? `No worker could finish it: ${failedReason}`);
    await tally.fail(id, error);
    return !isWhole && answer?.isFatal ? error : undefined;
  }
}
