/** Whole benchmarks on tiny data sets that Python wrote: photo → prompt → painting → decoding → protocol. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatasetName } from "vision-peel/datasets";
import { openBenchmark, paintedSizeOf, runSweep } from "vision-peel/evaluation";
import { afterAll, describe, expect, it } from "vitest";
import { fixturePath } from "../datasets/fixtures.js";

const folder = mkdtempSync(join(tmpdir(), "peel-benchmarks-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function scored(benchmark: DatasetName, data: string, generator: string, more: object = {}) {
  const opened = await openBenchmark({ benchmark, data: fixturePath(data), generator, ...more });
  try {
    const end = await runSweep(opened.plan, opened.work, { folder, name: benchmark });
    expect(end.failures).toEqual([]);
    return { end, scores: await opened.summarise(end.results()) };
  } finally {
    await opened.close();
  }
}

const depths: [DatasetName, string][] = [
  ...(
    [
      "nyuv2",
      "kitti",
      "eth3d",
      "diode",
      "nuscenes",
      "ibims",
      "scannet",
      "vkitti2",
      "hypersim",
      "sintel",
    ] as const
  ).map((name): [DatasetName, string] => [name, name]),
  ["folder", "folder-depth"],
];

describe("the exact painter", { timeout: 120_000 }, () => {
  it.each(depths)("of depth on %s loses no more than 8 bits do", async (name, data) => {
    const { scores, end } = await scored(name, data, "exact");
    for (const { protocol, samples, values } of scores) {
      if (samples === 0) continue;
      expect(samples).toBe(end.progress.total);
      expect(values.d1, protocol).toBeGreaterThan(0.97);
      // Sintel goes on to 1000 m, where two colours are 13 % apart and more.
      expect(values.absRel, protocol).toBeLessThan(name === "sintel" ? 0.08 : 0.02);
    }
    expect(scores.map(({ protocol }) => protocol.split(" on ")[0])).toEqual([
      ...["UniK3D", "ZoeDepth", "Depth Anything V2", "Metric3D", "Marigold and Lotus"],
    ]);
  });

  it.each([
    ["dsine", "dsine"],
    ["folder", "folder-normals"],
  ] as [DatasetName, string][])("of normals on %s is off by less than a degree", async (name, data) => {
    const { scores } = await scored(name, data, "exact");
    for (const { values, protocol } of scores) expect(values.mean, protocol).toBeLessThan(0.6);
  });

  it("of classes, expressions and phrases loses nothing", async () => {
    const [cityscapes] = (await scored("cityscapes", "cityscapes", "exact")).scores;
    expect(cityscapes.values.mIoU).toBe(1);
    for (const name of ["refcoco", "refcocog", "reasonseg"] as const) {
      const [referring] = (await scored(name, name === "refcocog" ? "refcoco" : name, "exact")).scores;
      expect(referring.values.cIoU).toBeCloseTo(1, 6);
    }
    // An annotator of each of its pairs has not looked fully: nobody can tell what is a false alarm.
    const { scores, end } = await scored("saco-gold", "saco-gold", "exact");
    expect([end.progress.done, scores[0].samples]).toEqual([2, 0]);
  });

  it("in a generator's size, and with its noise, loses more, and tells by pictures what", async () => {
    const [exact, sized, noisy] = await Promise.all(
      ["exact", "exact+size", "exact+noise"].map((spec) => scored("folder", "folder-depth", spec)),
    );
    const errorOf = ({ scores }: typeof exact) => scores[0].values.absRel;
    expect(errorOf(exact)).toBeLessThan(errorOf(sized) + 1e-6);
    expect(errorOf(sized)).toBeLessThan(errorOf(noisy));
    const sample = readdirSync(join(noisy.end.folder, "samples"))[0];
    expect(readdirSync(join(noisy.end.folder, "samples", sample)).sort()).toEqual([
      "painted.json",
      "painted.png",
      "truth.png",
    ]);
    expect(paintedSizeOf({ width: 640, height: 480 })).toEqual({ width: 1184, height: 896 });
  });
});

it("paints and scores by the embedded model, and goes on where it was", { timeout: 120_000 }, async () => {
  const { scores, end } = await scored("folder", "folder-depth", "embedded", { limit: 1 });
  expect(end.progress).toMatchObject({ total: 1, done: 1, found: 0 });
  expect(Number.isFinite(scores[0].values.absRel)).toBe(true);
  const again = await scored("folder", "folder-depth", "embedded");
  expect(again.end.progress.found).toBe(1);
});

it.each([
  [{ data: fixturePath("folder-semantic") }, /benchmark must be one that is scored: nyuv2/],
  [{ against: "embedded" }, /against must be left out/],
  [{ benchmark: "imgedit", data: fixturePath("imgedit") }, /against must be given/],
  [
    { benchmark: "genai-bench", data: fixturePath("genai-bench"), against: "embedded" },
    /generator must be one that paints from words/,
  ],
  [{ benchmark: "nyu", data: "x" }, /name must be nyuv2/],
  [{ benchmark: "kitti", data: "/nowhere" }, /nowhere/],
  [{ generator: "embeded" }, /embedded/],
])("refuses %j", async (more, message) => {
  const choice = { benchmark: "folder", data: fixturePath("folder-depth"), generator: "exact", ...more };
  await expect(openBenchmark(choice as never)).rejects.toThrow(message);
});
