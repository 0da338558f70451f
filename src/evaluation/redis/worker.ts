/** Works on the sweeps of a Redis, whichever there are. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Job, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { checkOptions } from "../../checkOptions.js";
import { isGeneratorError } from "../../generatorError.js";
import type { SampleWork } from "../sweep/plan.js";
import { checkConcurrency, FATAL, messageOf } from "../sweep/runSweep.js";
import { placeIn } from "../sweep/sweepFolder.js";
import { connectRedis } from "./connect.js";
import {
  LOCK_MS,
  MOST_LOSSES,
  noticeKey,
  PREFIX,
  queueName,
  type SampleAnswer,
  type SampleJob,
  STALLED_EVERY_MS,
  type SweepNotice,
  sweepsSet,
} from "./names.js";
import { untilAnswered } from "./untilAnswered.js";

/** What a worker does for a sweep. */
export interface OpenedWork {
  readonly work: SampleWork;
  close?(): Promise<void>;
}

export interface WorkerOptions {
  /** `redis://HOST:PORT` */
  readonly redis: string;
  /** Makes ready for a sweep; what it rejects with is told, and tried again later. */
  readonly openWork: (about: SweepNotice["about"]) => Promise<OpenedWork>;
  /** where pictures of samples lie, as in `SweepOptions`; that of the sweep itself if machines share a disk */
  readonly folder: string;
  /** how many samples of a sweep are worked on at once; default 2 */
  readonly concurrency?: number;
  /** ends it when what is begun is finished */
  readonly signal?: AbortSignal;
  /** what people may want to read */
  readonly onEvent?: (event: WorkerEvent) => void;
}

export type WorkerEvent =
  | { readonly kind: "began" | "ended"; readonly sweep: string; readonly key: string }
  | { readonly kind: "refused"; readonly sweep: string; readonly key: string; readonly reason: string }
  | { readonly kind: "sample"; readonly id: string; readonly seconds: number; readonly error?: string };

const LOOK_EVERY_MS = 1_000;
const TRY_AGAIN_MS = 15_000;

/**
 * Works on samples of every sweep that a Redis has, until its signal. A worker may be killed at any time, and another
 * started on any machine.
 *
 * @throws ArgumentError for a wrong option, or where no Redis answers
 * @example
 * const openWork = async () => ({ work: async (id: string) => ({ value: Number(id) ** 2 }) });
 * await runWorker({ redis: "redis://127.0.0.1:6379", openWork, folder: "results", signal: AbortSignal.timeout(1000) });
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  checkOptions("runWorker", options, {
    ...({
      redis: true,
      openWork: true,
      folder: true,
      concurrency: true,
      signal: true,
      onEvent: true,
    } as const),
  });
  checkConcurrency(options.concurrency ?? 2);
  const { signal = new AbortController().signal, onEvent } = options;
  const redis = await connectRedis(options.redis);
  const open = new Map<string, OpenSweep>();
  const refused = new Map<string, number>();
  async function look(): Promise<void> {
    const active = await untilAnswered(() => redis.zrange(sweepsSet, "0", "-1"), signal);
    for (const key of active)
      if (!open.has(key) && !((refused.get(key) ?? 0) > performance.now())) await begin(key);
    for (const key of [...open.keys()]) if (!active.includes(key)) await end(key);
  }
  const lookUnlessStopped = (): Promise<void> =>
    look().catch((error) => {
      if (!signal.aborted) throw error;
    });
  async function begin(key: string): Promise<void> {
    const text = await untilAnswered(() => redis.get(noticeKey(key)), signal);
    if (text === null) return;
    const { name, about } = JSON.parse(text) as SweepNotice;
    try {
      open.set(key, await openSweep(key, { name, about }, redis, options));
      onEvent?.({ kind: "began", sweep: name, key });
    } catch (error) {
      refused.set(key, performance.now() + TRY_AGAIN_MS);
      onEvent?.({ kind: "refused", sweep: name, key, reason: messageOf(error) });
    }
  }
  async function end(key: string): Promise<void> {
    const sweep = open.get(key);
    open.delete(key);
    await sweep?.close();
    if (sweep) onEvent?.({ kind: "ended", sweep: sweep.name, key });
  }
  const stopped = aborted(signal);
  try {
    while (!signal.aborted) {
      await Promise.race([lookUnlessStopped(), stopped]);
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
    }
  } finally {
    await Promise.all([...open.keys()].map(end));
    redis.disconnect();
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));

interface OpenSweep {
  readonly name: string;
  close(): Promise<void>;
}

async function openSweep(
  key: string,
  { name, about }: SweepNotice,
  redis: Redis,
  { openWork, folder, concurrency = 2, onEvent }: WorkerOptions,
): Promise<OpenSweep> {
  const opened = await openWork(about);
  const path = join(folder, `${name.replace(/[^\w.-]+/g, "_")}-${key}`);
  // Nobody stops a sample that is begun: what it costs would be lost.
  const { signal } = new AbortController();
  async function answer({ data: { id } }: Job<SampleJob>): Promise<SampleAnswer> {
    const begun = performance.now();
    const seconds = (): number => (performance.now() - begun) / 1000;
    try {
      const outcome = await opened.work(id, { signal, place: (file) => placeIn(path, id, file) });
      onEvent?.({ kind: "sample", id, seconds: seconds() });
      return { ...outcome, seconds: seconds() };
    } catch (error) {
      onEvent?.({ kind: "sample", id, seconds: seconds(), error: messageOf(error) });
      return { error: messageOf(error), isFatal: isGeneratorError(error) && FATAL.includes(error.fault) };
    }
  }
  const worker = new Worker<SampleJob, SampleAnswer>(queueName(key), answer, {
    ...{ connection: redis, prefix: PREFIX, concurrency },
    ...{ lockDuration: LOCK_MS, stalledInterval: STALLED_EVERY_MS, maxStalledCount: MOST_LOSSES },
  });
  // Of connections, which are made anew, and of samples that others have taken over.
  worker.on("error", () => {});
  return {
    name,
    async close() {
      await worker.close();
      await opened.close?.();
    },
  };
}
