import { describe, expect, it } from "vitest";
import { cases } from "../../bench/dist/cases.js";
import { type Contest, compare } from "../../bench/dist/compare.js";
import { reportText } from "../../bench/dist/report.js";
import { runBench } from "../../bench/dist/runBench.js";
import { spreadOf } from "../../bench/dist/statistics.js";

const contest = (answers: number[]): Contest<number> => ({
  name: "sums",
  amount: 10,
  unit: "sum",
  rivals: answers.map((answer, i) => ({ name: `rival ${i}`, run: () => answer })),
  verify: (result) => (result === 4 ? undefined : `2 + 2 is not ${result}`),
});

async function run(args: string[], answers: number[] = [4, 4]) {
  let out = "";
  let err = "";
  const sums = { summary: "adds", load: async () => [(rounds: number) => compare(contest(answers), rounds)] };
  const streams = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const exitCode = await runBench(args, { ...cases, sums }, streams);
  return { exitCode, out, err };
}

describe("the bench harness", () => {
  it("takes medians and quartiles as numpy does", () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({ medianMs: 2.5, quartilesMs: [1.75, 3.25] });
  });

  it("fails loudly, with exit code 1, when a timed result is wrong", async () => {
    const { exitCode, out, err } = await run(["sums"], [4, 5]);
    expect(exitCode).toBe(1);
    expect(err).toBe("sums: rival 1 is wrong: 2 + 2 is not 5\n");
    expect(out).toBe("");
  });

  it("lists the benchmarks, with exit code 2, for an unknown name", async () => {
    for (const args of [[], ["nope"], ["depth", "more"], ["sums", "--rounds", "x"], ["--what"]]) {
      const { exitCode, err } = await run(args);
      expect(exitCode).toBe(2);
      expect(err).toContain("  depth  ");
    }
  });

  it("prints one JSON object", async () => {
    const { exitCode, out } = await run(["sums", "--json", "--rounds", "3"]);
    expect(exitCode).toBe(0);
    const { reports } = JSON.parse(out);
    expect(reports[0].standings.map(({ rival }: { rival: string }) => rival)).toEqual(["rival 0", "rival 1"]);
    expect(reports[0].standings[0].ratio).toBe(1);
    expect(reports[0].loadAverage).toHaveLength(2);
  });

  it("prints an aim beside the share of time that it is about", () => {
    const standing = { medianMs: 1, quartilesMs: [1, 1] as const, millionsPerSecond: 0 };
    const text = reportText({
      contest: "starting",
      shareAim: 0.3,
      rounds: 3,
      standings: [
        { ...standing, rival: "tslab", ratio: 1, share: 1 },
        { ...standing, rival: "ours", ratio: 4, share: 0.25 },
      ],
      loadAverage: [0, 0],
    });
    expect(text).toContain("  ours takes 0.25 of tslab's time (aim: at most 0.30)\n");
  });

  it("runs depth, every rival verified", async () => {
    const { exitCode, out } = await run(["depth", "--rounds", "3"]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/integers \+ table \(the library\)/);
  });
});
