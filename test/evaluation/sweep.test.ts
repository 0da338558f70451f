/** Sweeps in one process: resumed, interrupted, with failures, budgets, damaged files and two at once. */
import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GeneratorError } from "vision-peel";
import { runSweep, type SweepEnd, type SweepPlan, sweepKey } from "vision-peel/evaluation";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const plan: SweepPlan = { about: { task: "squares" }, ids: ["1", "2", "3", "4", "5", "6"] };
const square = async (id: string) => ({ value: Number(id) ** 2 });

async function valuesOf(end: SweepEnd<number>): Promise<[string, number][]> {
  const values: [string, number][] = [];
  for await (const { id, value } of end.results()) values.push([id, value]);
  return values;
}

describe("a sweep", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "peel-sweep-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const options = (more: object = {}) => ({ folder, name: "squares", ...more });
  const file = (end: { folder: string }) => join(end.folder, "results.jsonl");

  it("works on each sample once, some at a time, and tells results in the order of the plan", async () => {
    let [running, most] = [0, 0];
    const seen: number[] = [];
    const work = async (id: string) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 30 / Number(id)));
      running--;
      return square(id);
    };
    const end = await runSweep(
      plan,
      work,
      options({ concurrency: 3, onProgress: (one: { done: number }) => seen.push(one.done) }),
    );
    expect(most).toBe(3);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(await valuesOf(end)).toEqual(plan.ids.map((id) => [id, Number(id) ** 2]));
    expect(end.progress).toMatchObject({
      total: 6,
      done: 6,
      found: 0,
      failed: 0,
      running: 0,
      secondsLeft: 0,
    });
    expect(JSON.parse(readFileSync(join(end.folder, "sweep.json"), "utf8"))).toEqual({
      task: "squares",
      samples: 6,
    });
  });

  it("goes on where an interrupt left it", async () => {
    const asked: string[] = [];
    const stop = new AbortController();
    const work = async (id: string) => {
      asked.push(id);
      if (asked.length === 3) stop.abort(new Error("enough"));
      return square(id);
    };
    await expect(runSweep(plan, work, options({ concurrency: 1, signal: stop.signal }))).rejects.toThrow(
      "enough",
    );
    const end = await runSweep(plan, work, options({ concurrency: 1 }));
    expect(end.progress.found).toBe(3);
    expect(asked).toEqual(plan.ids);
    expect((await valuesOf(end)).length).toBe(6);
  });

  it.each([
    ["cut off in its last line", (path: string) => truncateSync(path, readFileSync(path).length - 5), 1],
    [
      "with a line that is no JSON",
      (path: string) => {
        const lines = readFileSync(path, "utf8").split("\n");
        lines[2] = "{damaged";
        writeFileSync(path, lines.join("\n"));
      },
      1,
    ],
    [
      "with a line twice",
      (path: string) => appendFileSync(path, `${readFileSync(path, "utf8").split("\n")[0]}\n`),
      0,
    ],
    ["that is gone", (path: string) => rmSync(path), 6],
  ])("works again on what a file %s has lost, and on nothing else", async (_, damage, lost) => {
    const first = await runSweep(plan, square, options({ concurrency: 1 }));
    damage(file(first));
    const asked: string[] = [];
    const end = await runSweep(
      plan,
      async (id) => {
        asked.push(id);
        return square(id);
      },
      options(),
    );
    expect(asked).toHaveLength(lost);
    expect(await valuesOf(end)).toEqual(plan.ids.map((id) => [id, Number(id) ** 2]));
  });

  it("keeps what failed apart, goes on, and tries it again by the next call", async () => {
    let isBroken = true;
    const work = async (id: string) => {
      if (id === "4" && isBroken) throw new Error("the file of 4 is damaged");
      return square(id);
    };
    const end = await runSweep(plan, work, options());
    expect(end.failures).toEqual([{ id: "4", error: "the file of 4 is damaged" }]);
    expect(end.progress).toMatchObject({ done: 5, failed: 1 });
    expect((await valuesOf(end)).map(([id]) => id)).toEqual(["1", "2", "3", "5", "6"]);
    isBroken = false;
    const again = await runSweep(plan, work, options());
    expect([again.failures, again.progress.done, again.progress.found]).toEqual([[], 6, 5]);
  });

  it("ends where every other sample would fail by the same", async () => {
    const asked: string[] = [];
    const work = async (id: string): Promise<{ value: number }> => {
      asked.push(id);
      throw new GeneratorError("unauthorized", {
        ...{ argument: "key", expected: "a valid one", got: "expired", remedy: "set another" },
      });
    };
    await expect(runSweep(plan, work, options({ concurrency: 1 }))).rejects.toThrow(
      "key must be a valid one",
    );
    expect(asked).toEqual(["1"]);
  });

  it("does not pass its budget, and goes on with a larger one", async () => {
    const work = async (id: string) => ({ ...(await square(id)), costUsd: 0.4 });
    const end = await runSweep(plan, work, options({ concurrency: 1, budgetUsd: 1 }));
    expect([end.stopped, end.progress.done, end.progress.costUsd]).toEqual(["budget", 2, 0.8]);
    const more = await runSweep(plan, work, options({ concurrency: 1, budgetUsd: 10 }));
    expect([more.stopped, more.progress.done]).toEqual([undefined, 6]);
    expect(more.progress.costUsd).toBeCloseTo(2.4, 12);
  });

  it("of another description has results of its own, and of the same, in other order, the same", async () => {
    expect(sweepKey({ a: 1, b: { c: [2, 3], d: null } })).toBe(sweepKey({ b: { d: null, c: [2, 3] }, a: 1 }));
    const first = await runSweep(plan, square, options());
    const other = await runSweep({ ...plan, about: { task: "cubes" } }, square, options());
    expect(other.folder).not.toBe(first.folder);
    expect(other.progress.found).toBe(0);
  });

  it("is worked on by one process at a time; a killed one holds nothing", async () => {
    const held = spawn("sleep", ["60"]);
    const { folder: path } = await runSweep(plan, square, options());
    const lock = join(path, "sweep.lock");
    const { hostname } = await import("node:os");
    writeFileSync(lock, JSON.stringify({ pid: held.pid, host: hostname() }));
    await expect(runSweep(plan, square, options())).rejects.toThrow(
      /must be nobody else’s, but is held by process/,
    );
    held.kill("SIGKILL");
    await new Promise((resolve) => held.once("exit", resolve));
    expect((await runSweep(plan, square, options())).progress.done).toBe(6);
    writeFileSync(lock, "not JSON");
    expect((await runSweep(plan, square, options())).progress.done).toBe(6);
  });

  it("keeps files beside its results, by names that every disk takes", async () => {
    const ids = ["a/../b c", "a/../b:c", "ü".repeat(300)];
    const places: string[] = [];
    const work = async (id: string, { place }: { place: (file: string) => Promise<string> }) => {
      const path = await place("painted.png");
      writeFileSync(path, id);
      places.push(path);
      return { value: 1 };
    };
    const end = await runSweep({ about: {}, ids }, work, options());
    expect(new Set(places).size).toBe(3);
    for (const path of places) expect(path.startsWith(join(end.folder, "samples"))).toBe(true);
  });

  it.each([
    [{ about: {}, ids: ["1", "1"] }, {}, 'ids must be names, each there once, but is "1" twice'],
    [plan, { concurrency: 0 }, "concurrency must be a whole number of at least 1, but is 0"],
    [plan, { budgetUsd: -1 }, "budgetUsd must be dollars, 0 or more, but is -1"],
    [plan, { budget: 1 }, "options of runSweep must be"],
  ])("refuses %j %j", async (wrong, more, message) => {
    await expect(runSweep(wrong, square, options(more))).rejects.toThrow(message);
  });
});
