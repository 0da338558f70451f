/** Sweeps over a real Redis, by processes that are killed and connections that are cut. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  followSweep,
  type Json,
  runSweep,
  runSweepOnRedis,
  runWorker,
  startSweep,
  watchSweeps,
} from "vision-peel/evaluation";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { redisIsThere, startRedis, type TestRedis } from "../support/redis.js";

const program = join(import.meta.dirname, "workOnSamples.mjs");
const sineOf = (id: string) => ({ sum: Math.sin(Number(id)), pixels: (Number(id) % 7) + 1 });

describe.runIf(redisIsThere())("sweeps over Redis", { timeout: 600_000 }, () => {
  let redis: TestRedis;
  let folder: string;
  const running = new Set<ChildProcess>();
  beforeAll(async () => {
    redis = await startRedis();
    folder = mkdtempSync(join(tmpdir(), "peel-sweeps-"));
  });
  // One that outlives its test would work on the next one's samples.
  afterEach(() => {
    for (const child of running) child.kill("SIGKILL");
  });
  afterAll(async () => {
    await redis?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(role: "worker" | "coordinator", count: number): ChildProcess & { said: string } {
    const args = [program, role, redis.url, folder, String(count)];
    const child = Object.assign(spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] }), {
      said: "",
    });
    child.stdout.on("data", (bytes) => {
      child.said += String(bytes);
    });
    running.add(child);
    child.once("exit", () => running.delete(child));
    return child;
  }

  it("end with each result exactly once, whoever is killed or cut off meanwhile", async () => {
    const count = process.env.PEEL_CI ? 5000 : 800;
    let seed = 20261126;
    const random = (): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    const workers = Array.from({ length: 3 }, () => start("worker", count));
    let coordinator = start("coordinator", count);
    let [workersKilled, coordinatorsKilled, cuts] = [0, 0, 0];
    while (!coordinator.said.includes("end {")) {
      await sleep(50 + 300 * random());
      const what = random();
      if (coordinator.exitCode !== null && !coordinator.said.includes("end {"))
        throw new Error(`the coordinator ended: ${coordinator.exitCode}`);
      if (what < 0.25 && workersKilled < 12) {
        const i = Math.floor(3 * random());
        workers[i].kill("SIGKILL");
        workers[i] = start("worker", count);
        workersKilled++;
      } else if (what < 0.45) {
        await redis.cutConnections();
        cuts++;
      } else if (what < 0.55 && coordinatorsKilled < 3 && /^\d/.test(coordinator.said)) {
        coordinator.kill("SIGKILL");
        coordinator = start("coordinator", count);
        coordinatorsKilled++;
      }
    }
    for (const worker of workers) worker.kill("SIGKILL");
    console.log(`killed ${workersKilled} workers, ${coordinatorsKilled} coordinators, cut ${cuts} times`);
    expect(workersKilled + coordinatorsKilled + cuts).toBeGreaterThan(3);
    const end = JSON.parse(/end (.*)/.exec(coordinator.said)?.[1] ?? "");
    const broken = Math.floor(count / 500);
    expect(end).toMatchObject({ total: count, done: count - broken, failed: broken });
    expect(end.failures.every(({ error }: { error: string }) => /^sample \d+ is broken$/.test(error))).toBe(
      true,
    );

    const lines = readFileSync(join(end.folder, "results.jsonl"), "utf8").trim().split("\n");
    const results = lines.map((line) => JSON.parse(line)).filter(({ value }) => value !== undefined);
    expect(results).toHaveLength(count - broken);
    expect(new Set(results.map(({ id }) => id)).size).toBe(count - broken);
    expect(end.costUsd).toBeCloseTo(0.001 * (count - broken), 9);

    const ids = Array.from({ length: count }, (_, i) => String(i)).filter((id) => Number(id) % 500 !== 499);
    const alone = await runSweep(
      { about: { task: "sines alone" }, ids },
      async (id) => ({ value: sineOf(id) }),
      { folder, name: "alone" },
    );
    const total = (values: { sum: number; pixels: number }[]) =>
      values.reduce((sum, one) => sum + one.sum / one.pixels, 0);
    const byId = new Map(results.map(({ id, value }) => [id, value]));
    const single: { sum: number; pixels: number }[] = [];
    for await (const { value } of alone.results()) single.push(value as never);
    expect(Math.abs(total(ids.map((id) => byId.get(id))) - total(single))).toBeLessThan(1e-9);
    // Nothing of it is left behind but, of workers that were killed, marks of a few bytes.
    const left = await redis.client.keys("peel:*");
    const marks = /^peel:(progress|holder):|:(meta|stalled-check|marker)$/;
    expect(left.filter((key) => !marks.test(key)).join(" ")).toBe("");
  });

  it("can be watched, end at a budget, and go on with a larger one", async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `sample ${i}`);
    const plan = { about: { task: "paid" }, ids };
    const stop = new AbortController();
    const worker = runWorker({
      ...{ redis: redis.url, folder, concurrency: 2, signal: stop.signal },
      openWork: async (about) => ({
        work: async (id) => {
          await sleep(20);
          return { value: [id, about.task] as Json, costUsd: 0.1 };
        },
      }),
    });
    const options = { redis: redis.url, folder, name: "paid", window: 4 };
    const seen: number[] = [];
    const watching = (async () => {
      for await (const sweeps of watchSweeps(redis.url, 50)) {
        const mine = sweeps.find(({ name }) => name === "paid");
        if (mine?.progress) seen.push(mine.progress.done);
        if (stop.signal.aborted) return;
      }
    })();
    const first = await runSweepOnRedis(plan, { ...options, budgetUsd: 1 });
    expect(first.stopped).toBe("budget");
    expect(first.progress.costUsd).toBeLessThanOrEqual(1 + 1e-9);
    // All that it allowed: ten at 0.1 $, but for what was in doubt while the first price was not known.
    expect(first.progress.done).toBeGreaterThanOrEqual(8);
    const second = await runSweepOnRedis<Json>(plan, options);
    expect(second.stopped).toBeUndefined();
    expect(second.progress).toMatchObject({ total: 30, done: 30, found: first.progress.done });
    const values: Json[] = [];
    for await (const { value } of second.results()) values.push(value);
    expect(values).toEqual(ids.map((id) => [id, "paid"]));
    stop.abort();
    await Promise.all([worker, watching]);
    expect(seen.length).toBeGreaterThan(2);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });

  it("tell a worker's refusal, and of an address without a Redis, without its password", async () => {
    const stop = new AbortController();
    const events: string[] = [];
    const worker = runWorker({
      ...{ redis: redis.url, folder, signal: stop.signal },
      openWork: async () => {
        throw new Error("the data is not on this machine");
      },
      onEvent: (event) => {
        if (event.kind === "refused") events.push(event.reason);
      },
    });
    const sweep = runSweepOnRedis(
      { about: { task: "refused" }, ids: ["1"] },
      { redis: redis.url, folder, name: "refused", signal: stop.signal },
    );
    sweep.catch(() => {});
    await expect.poll(() => events, { timeout: 20_000 }).toEqual(["the data is not on this machine"]);
    stop.abort(new Error("enough"));
    await expect(sweep).rejects.toThrow("enough");
    await worker;
    const away = { folder, name: "x", redis: "redis://me:secret@127.0.0.1:1" };
    const failed = await runSweepOnRedis({ about: {}, ids: ["1"] }, away).catch((error) => error);
    expect(failed.message).toMatch(
      /^redis must be the address of a Redis that answers, but is 127\.0\.0\.1:1 \(/,
    );
    expect(JSON.stringify([failed.message, failed.stack])).not.toContain("secret");
    await expect(runSweepOnRedis({ about: {}, ids: ["1"] }, { ...away, redis: "http://x" })).rejects.toThrow(
      "redis must be an address like redis://127.0.0.1:6379, but is one of http://",
    );
  });

  it("are followed and cancelled from elsewhere, and go on from there", async () => {
    const plan = { about: { task: "followed" }, ids: Array.from({ length: 60 }, (_, i) => String(i)) };
    const options = { redis: redis.url, folder, name: "followed" };
    const stop = new AbortController();
    const work = async (id: string) => {
      await sleep(20);
      return { value: Number(id) };
    };
    const worker = runWorker({
      redis: redis.url,
      folder,
      signal: stop.signal,
      openWork: async () => ({ work }),
    });
    await expect(followSweep(redis.url, "followed")).rejects.toThrow(
      /name must be a sweep that is under way/,
    );
    const here = startSweep(plan, work, options);
    while (!here.progress?.done) await sleep(20);
    const there = await followSweep(redis.url, "followed");
    const seen: number[] = [];
    there.onChange(({ progress }) => seen.push(progress?.done ?? -1));
    there.cancel();
    expect([await here.ended, await there.ended]).toEqual(["cancelled", "cancelled"]);
    expect(String(here)).toMatch(/^followed: \d+ of 60; cancelled$/);
    expect(there.progress?.done).toBe(here.progress?.done);
    expect(seen.length).toBeGreaterThan(0);
    const again = startSweep(plan, work, options);
    const whole = await followSweep(redis.url).catch(() => undefined);
    expect((await again.end).progress).toMatchObject({ done: 60, total: 60 });
    expect(await whole?.ended).not.toBe("cancelled");
    stop.abort();
    await worker;
  });

  it("go on when Redis has lost all that waited in it, as one that keeps nothing does when it is started anew", async () => {
    const ids = Array.from({ length: 80 }, (_, i) => String(i));
    const stop = new AbortController();
    const worker = runWorker({
      ...{ redis: redis.url, folder, signal: stop.signal },
      openWork: async () => ({
        async work(id) {
          await sleep(30);
          return { value: Number(id) };
        },
      }),
    });
    let isLost = false;
    const end = await runSweepOnRedis(
      { about: { task: "lost" }, ids },
      {
        ...{ redis: redis.url, folder, name: "lost" },
        onProgress({ done }) {
          if (isLost || done < 20) return;
          isLost = true;
          void redis.client.flushall();
        },
      },
    );
    expect(isLost).toBe(true);
    const values: Json[] = [];
    for await (const { value } of end.results()) values.push(value);
    expect(values).toEqual(ids.map(Number));
    stop.abort();
    await worker;
  });
});
