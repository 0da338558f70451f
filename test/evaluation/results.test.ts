/** What evaluations have come to, read from their folders, and reported. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBenchmark, openResults, runSweep, type SweepResults, writeReport } from "vision-peel/evaluation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixturePath } from "../datasets/fixtures.js";

const folder = mkdtempSync(join(tmpdir(), "peel-results-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function evaluated(name: "ibims" | "cityscapes" | "refcoco", limit?: number): Promise<string> {
  const choice = { benchmark: name, data: fixturePath(name), generator: "exact+noise" } as const;
  const opened = await openBenchmark({ ...choice, ...(limit !== undefined && { limit }) });
  const end = await runSweep(opened.plan, opened.work, { folder: join(folder, "results"), name });
  return end.folder;
}

describe("results", () => {
  let all: SweepResults[];
  beforeAll(async () => {
    const folders = [await evaluated("ibims"), await evaluated("cityscapes"), await evaluated("refcoco")];
    all = await Promise.all(folders.map((one) => openResults(one)));
  }, 60_000);

  it("are the same as those of the call that made them, sample by sample, the worst first", async () => {
    const [ibims] = all;
    const [first, second] = ibims.worst();
    expect(first.scores.absRel).toBeGreaterThanOrEqual(second.scores.absRel);
    const mean = (first.scores.absRel + second.scores.absRel) / 2;
    expect(ibims.scores[0].values.absRel).toBeCloseTo(mean, 12);
    expect(ibims.worst(1, "d1")[0].scores.d1).toBe(Math.min(first.scores.d1, second.scores.d1));
    const { measured, truth, photo } = await first.open();
    expect([measured.width, truth.width]).toEqual([photo?.width, photo?.width]);
  });

  it("know their data by a hash of its pixels, whoever paints", async () => {
    const choice = { benchmark: "ibims", data: fixturePath("ibims"), generator: "exact" } as const;
    const opened = await openBenchmark(choice);
    const end = await runSweep(opened.plan, opened.work, { folder: join(folder, "results"), name: "other" });
    expect((await openResults(end.folder)).dataDigest).toBe(all[0].dataDigest);
    expect(all[0].dataDigest).not.toBe(all[1].dataDigest);
  });

  it("are reported for people, papers, tables, and whoever repeats them", async () => {
    const report = join(folder, "report");
    const files = await writeReport(all, report);
    expect(files).toHaveLength(4 + 2 * all.length);
    const read = (name: string) => readFileSync(join(report, name), "utf8");
    const text = read("report.md");
    expect(text).toContain("### IoU by class, the worst first");
    expect(text).toContain("**The paper's (arXiv 2604.20329, table 6; protocol assumed)**");
    expect(text).toMatch(/!\[painted\.png of .*\]\(<\.\.\/results\/ibims-/);
    const latex = read("report.tex");
    expect(latex.match(/\\begin\{/g)?.length).toBe(latex.match(/\\end\{/g)?.length);
    const [head, ...lines] = read("report.csv").trim().split("\r\n");
    const cells = (line: string) => line.replace(/"[^"]*"/g, "x").split(",").length;
    expect(new Set([head, ...lines].map(cells))).toEqual(new Set([11]));
    const [record] = JSON.parse(read("record.json"));
    expect(record).toMatchObject({ samples: 2, total: 2, about: { generator: "exact+noise" } });
    expect(record.record.versions["vision-peel"]).toMatch(/^\d/);
    const figures = JSON.parse(read("figures-cityscapes-2.json"));
    expect(Object.keys(figures)).toEqual(["samples", "classes", "paper"]);
    expect(figures.paper.layout.annotations[0].text).toContain("not to be ranked");
  });

  it("of samples that have failed say so", async () => {
    const choice = { benchmark: "kitti", data: fixturePath("kitti"), generator: "exact" } as const;
    const { plan } = await openBenchmark(choice);
    const broken = async () => Promise.reject(new Error("no paint left"));
    const end = await runSweep(plan, broken, { folder, name: "broken" });
    const results = await openResults(end.folder);
    expect(results.isWhole).toBe(false);
    expect(String(results)).toContain(`0 of ${plan.ids.length} samples, ${plan.ids.length} failed`);
    await writeReport([results], join(folder, "broken-report"));
    const text = readFileSync(join(folder, "broken-report", "report.md"), "utf8");
    expect(text).toContain("failed: no paint left");
  });

  it("are none without a record", async () => {
    await expect(openResults(folder)).rejects.toThrow(/must be the folder of an evaluation/);
    const plan = { about: { task: "squares" }, ids: ["1"] };
    const end = await runSweep(plan, async () => ({ value: 1 }), { folder, name: "squares" });
    await expect(openResults(end.folder)).rejects.toThrow(/without a record of an evaluation/);
  });
});
