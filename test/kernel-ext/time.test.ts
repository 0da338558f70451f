/** How long things take. */
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { durationText } from "../../kernel-ext/cell/time/durationText.js";
import { statisticsOf } from "../../kernel-ext/cell/time/statistics.js";
import { contentsOf, nextMessage, resultOf, startKernel } from "./kernel.js";

describe("durations", () => {
  it.each([
    [0, "0 s"],
    [1.5e-9, "1.50 ns"],
    [9.996e-7, "1.00 µs"],
    [0.01234, "12.3 ms"],
    [0.9994, "999 ms"],
    [0.9996, "1.00 s"],
    [59.9, "59.9 s"],
    [59.97, "1 min 0 s"],
    [125, "2 min 5 s"],
    [3 * 3600 + 59.7, "3 h 1 min"],
  ])("%d s is %s", (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});

it("knows mean, median, spread and range", () => {
  expect(statisticsOf([4, 1, 3, 2])).toEqual({
    mean: 2.5,
    median: 2.5,
    standardDeviation: Math.sqrt(5 / 3),
    min: 1,
    max: 4,
  });
  expect(statisticsOf([7])).toEqual({ mean: 7, median: 7, standardDeviation: 0, min: 7, max: 7 });
});

describe("in a cell", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await startKernel();
    await kernel.execute('import { sh, time } from "@vision-peel/kernel"');
  });
  afterAll(() => kernel.shutdown());

  const run = async (code: string) => {
    const answer = await kernel.execute(code);
    const lines = contentsOf(answer.published, "display_data").map(({ data }) => data["text/plain"]);
    return { lines, result: resultOf(answer), error: answer.reply.content.evalue };
  };
  const duration = /^\w+: [\d.]+ (ns|µs|ms|s)$/;

  it("keeps the result of a function, of a promise and of a command", async () => {
    const sync = await run("time('sum', () => 1 + 1).toFixed(1)");
    expect([sync.result, sync.lines.length]).toEqual(["'2.0'", 1]);
    expect(sync.lines[0]).toMatch(duration);
    const waited = await run(
      "await time('wait', async () => { await new Promise((r) => setTimeout(r, 5)); return 3 })",
    );
    expect(waited.result).toBe("3");
    expect(waited.lines[0]).toMatch(/^wait: ([4-9]|\d{2,})[\d.]* ms|^wait: [\d.]+ s/);
    const command = await run("(await time('command', () => sh`exit 3`.nothrow())).exitCode");
    expect([command.result, command.lines.length]).toEqual(["3", 1]);
  });

  it("times a block, and says what has failed", async () => {
    expect((await run("{ using _ = time('block'); let n = 0; while (n < 10) n++; }")).lines[0]).toMatch(
      duration,
    );
    const failed = await run("time('bad', () => { throw new Error('no') })");
    expect(failed.lines[0]).toMatch(/^bad: failed after [\d.]+ (µs|ms|s)$/);
    expect(failed.error).toBe("no");
    expect((await run("await time('later', async () => { throw new Error('no') })")).lines[0]).toMatch(
      /^later: failed after/,
    );
  });

  it("repeats, and tells the spread", async () => {
    const { lines, result } = await run(
      `let calls = 0;
       const timing = await time.repeat("count", () => ++calls, { samples: 3, runs: 5, warmUp: 2 });
       [calls, timing.result, timing.runs, timing.seconds.length, timing.min <= timing.median && timing.median <= timing.max]`,
    );
    expect(result).toBe("[ 17, 17, 5, 3, true ]");
    expect(lines[0]).toMatch(
      /^count: \S+ \S+ ± \S+ \S+ a run \(median \S+ \S+, \S+ \S+ to \S+ \S+; 3 × 5 runs\)$/,
    );
  });

  it("shows the spread once, and again where it is asked for", async () => {
    const once = await run(
      "const timed = await time.repeat('once', () => 1, { samples: 2, runs: 2 }); timed",
    );
    expect([once.lines.length, once.result]).toEqual([1, undefined]);
    expect((await run("timed")).result).toBe(once.lines[0]);
  });

  it("chooses how often, awaits promises, and refuses odd counts", async () => {
    const chosen = await run("(await time.repeat('fast', () => 1, { samples: 2 })).runs > 1000");
    expect(chosen.result).toBe("true");
    const waited = await run(
      "let atOnce = 0, most = 0; await time.repeat('async', async () => { most = Math.max(most, ++atOnce); await null; atOnce-- }, { samples: 2, runs: 4 }); most",
    );
    expect(waited.result).toBe("1");
    expect((await run("await time.repeat('none', () => 1, { samples: 0 })")).error).toMatch(
      /samples must be a whole number of at least 1, but is 0/,
    );
  });

  it("stops at an interrupt", async () => {
    const started = nextMessage(kernel, ({ content }) => content.text === "run\n");
    const running = kernel.execute(
      "let runs = 0; await time.repeat('long', async () => { if (runs++ === 3) console.log('run'); await new Promise((r) => setTimeout(r, 5)) }, { runs: 1e6 })",
    );
    await started;
    await kernel.interrupt();
    expect((await running).reply.content.ename).toBe("KeyboardInterrupt");
  });
});
