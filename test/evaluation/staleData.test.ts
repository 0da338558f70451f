/** Results are those of the data and rules as they are now, whatever lay there when an earlier call found them. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderPlain, samplePlain } from "vision-peel";
import { benchmarkWork, openBenchmark, openResults, runSweep } from "vision-peel/evaluation";
import { writeDepth, writeImage } from "vision-peel/image/files";
import { afterAll, beforeEach, describe, expect, it } from "vitest";

const root = mkdtempSync(join(tmpdir(), "peel-stale-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
let data = "";
beforeEach(async () => {
  data = join(root, `data-${++count}`);
  for (const name of ["photos", "depth"]) mkdirSync(join(data, name), { recursive: true });
  describeData({});
  for (let seed = 0; seed < 5; seed++) await addScene(String(seed), seed);
});

const describeData = (more: object): void =>
  writeFileSync(join(data, "dataset.json"), JSON.stringify({ task: "depth", ...more }));
async function addScene(id: string, seed: number): Promise<void> {
  const { photo, depth } = renderPlain(samplePlain({ seed }), { width: 64, height: 48 });
  await writeImage(photo, join(data, "photos", `${id}.png`));
  await writeDepth(depth, join(data, "depth", `${id}.npy`));
}

async function evaluate(from = data) {
  const benchmark = await openBenchmark({ benchmark: "folder", data: from, generator: "exact" });
  try {
    const end = await runSweep(benchmark.plan, benchmark.work, {
      folder: join(root, `out-${count}`),
      name: "own",
    });
    const scores = await benchmark.summarise(end.results());
    return { scores, folder: end.folder, found: end.progress.found };
  } finally {
    await benchmark.close();
  }
}

describe("an evaluation that goes on", () => {
  it("keeps all where nothing has changed, and its record", async () => {
    const first = await evaluate();
    const record = readFileSync(join(first.folder, "sweep.json"), "utf8");
    const again = await evaluate();
    expect([first.found, again.found]).toEqual([0, 5]);
    expect(again.scores).toEqual(first.scores);
    expect(readFileSync(join(first.folder, "sweep.json"), "utf8")).toBe(record);
  });

  it("has other results for other rules", async () => {
    const first = await evaluate();
    describeData({ maxMetres: 3 });
    const capped = await evaluate();
    expect(capped.folder).not.toBe(first.folder);
    expect(capped.found).toBe(0);
    expect(capped.scores[0].values).not.toEqual(first.scores[0].values);
  });

  it("works on a sample again whose files hold something else, and on no other", async () => {
    const first = await evaluate();
    await addScene("3", 77);
    const again = await evaluate();
    expect(again.folder).toBe(first.folder);
    expect(again.found).toBe(4);
    expect(again.scores).not.toEqual(first.scores);
    // What was dropped stays so, also for who reads the folder.
    const fresh = await evaluate();
    expect([fresh.found, fresh.scores]).toEqual([5, again.scores]);
    expect((await openResults(again.folder)).scores).toEqual(again.scores);
  });

  it("keeps results of files that are others by their date alone", async () => {
    await evaluate();
    for (const name of ["photos/1.png", "depth/1.npy"]) utimesSync(join(data, name), 1, 1);
    expect((await evaluate()).found).toBe(5);
  });

  it("is not fooled by another folder of the same name", async () => {
    const here = process.cwd();
    const [one, other] = ["one", "other"].map((name) => join(root, `${name}-${count}`));
    for (const place of [one, other]) cpSync(data, join(place, "mine"), { recursive: true });
    try {
      process.chdir(one);
      const first = await evaluate("mine");
      process.chdir(other);
      data = join(other, "mine");
      await addScene("0", 88);
      const second = await evaluate("mine");
      expect(second.found).toBe(4);
      expect(second.scores).not.toEqual(first.scores);
    } finally {
      process.chdir(here);
    }
  });

  it("is refused by a worker whose data is scored by other rules", async () => {
    const benchmark = await openBenchmark({ benchmark: "folder", data, generator: "exact" });
    const { about } = benchmark.plan;
    await benchmark.close();
    const other = join(root, `elsewhere-${count}`);
    cpSync(data, other, { recursive: true });
    await (await benchmarkWork(about, other)).close();
    writeFileSync(join(other, "dataset.json"), JSON.stringify({ task: "depth", maxMetres: 3 }));
    await expect(benchmarkWork(about, other)).rejects.toThrow(
      "data must be scored by the rules of the sweep",
    );
  });

  it("has the same intervals however its results are read", async () => {
    const { scores, folder } = await evaluate();
    const results = await openResults(folder);
    expect(results.scores).toEqual(scores);
  });
});
