/** Evaluations in a real kernel: under way, done, and sample by sample. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Answer, KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startKernel } from "../kernel-ext/kernel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-evaluation-"));
const data = (name: string): string => resolve("test/golden/datasets", name);
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel({ cwd: folder, preload: ["@vision-peel/widgets"] });
  kernel.onMessage((_, { header, content }) => {
    if (header.msg_type === "comm_msg") heard.push(content);
  });
}, 60_000);
/** What is told of widgets, whichever cell began it. */
const heard: Answer["published"][number]["content"][] = [];
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true, force: true });
});

const contentsOf = ({ published }: Answer, type: string) =>
  published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);

async function run(code: string): Promise<Answer> {
  const answer = await kernel.execute(code);
  const [failure] = contentsOf(answer, "error");
  if (failure) throw new Error(failure.traceback.join("\n"));
  return answer;
}
const shownBy = (answer: Answer) => contentsOf(answer, "execute_result")[0]?.data;
/** The models that a cell has opened, by name. */
const openedBy = (answer: Answer): { name: string; state: Record<string, unknown>; id: string }[] =>
  contentsOf(answer, "comm_open").map(({ comm_id, data: { state } }) => ({
    ...{ name: state._model_name, state, id: comm_id },
  }));

describe("an evaluation in a notebook", { timeout: 120_000 }, () => {
  it("is seen while it is under way: a bar, a line, a button", async () => {
    const answer = await run(`
      import { openBenchmark, openResults, startSweep } from "vision-peel/evaluation";
      const benchmark = await openBenchmark({ benchmark: "ibims", data: ${JSON.stringify(data("ibims"))}, generator: "exact+noise" });
      const sweep = startSweep(benchmark.plan, benchmark.work, { folder: "results", name: "ibims" });
      sweep`);
    const models = openedBy(answer);
    expect(models.map(({ name }) => name)).toContain("RunModel");
    expect(shownBy(answer)["text/plain"]).toBe("ibims: not begun yet");
    const bar = models.find(({ name }) => name === "RunModel")?.id;
    const after = await run("const { folder: place } = await sweep.end; await sweep.ended; String(sweep)");
    const moved = heard.filter(({ comm_id }) => comm_id === bar).map((content) => content.data.state);
    const end = Object.assign({}, ...moved);
    expect(end).toMatchObject({ done: 2, total: 2, phase: "finished" });
    expect(shownBy(after)["text/plain"]).toContain("ibims: 2 of 2; finished");
  });

  it("shows what has come of it: scores, figures, and the samples to choose from", async () => {
    const answer = await run("const results = await openResults(place); results");
    const models = openedBy(answer);
    const figures = models.filter(({ name }) => name === "FigureModel");
    // The samples, and ours beside two columns of the paper's.
    expect(figures).toHaveLength(3);
    expect(JSON.stringify(figures[1].state)).toContain("not to be ranked with ours");
    const list = models.find(({ name }) => name === "DropdownModel");
    expect((list?.state._options_labels as string[]).length).toBe(3);
    const shown = shownBy(answer);
    expect(shown["text/plain"]).toContain("iBims-1 test by exact+noise: 2 of 2 samples");
    expect(shown["image/svg+xml"]).toContain("<circle");
    // What a saved notebook explores without a kernel.
    expect(JSON.stringify(shown)).toContain("application/vnd.plotly.v1+json");
  });

  it("opens a sample in its view, with photo, painting, truth and error", async () => {
    const answer = await run("results.worst(1)[0]");
    const view = openedBy(answer).find(({ name }) => name === "DepthModel");
    expect(view?.state).toMatchObject({ panel: "compare" });
    const buffers = answer.published.find(
      ({ header, content }) => header.msg_type === "comm_open" && content.comm_id === view?.id,
    )?.content.data.buffer_paths;
    expect(buffers.flat()).toEqual(expect.arrayContaining(["depth", "painted", "photo", "truth"]));
    expect(shownBy(answer)["text/plain"]).toMatch(/^(corridor|\w+): d1 1, /);
  });

  it.each([
    ["dsine", "NormalModel"],
    ["cityscapes", "SegmentationModel"],
    ["refcoco", "SegmentationModel"],
    ["saco-gold", "SegmentationModel"],
  ])("opens samples of %s, too, decoded as they were", async (name, model) => {
    const answer = await run(`{
      const benchmark = await openBenchmark({ benchmark: "${name}", data: ${JSON.stringify(data(name))}, generator: "exact+noise", limit: 1 });
      const { folder } = await startSweep(benchmark.plan, benchmark.work, { folder: "results", name: "${name}" }).end;
      globalThis.opened = (await openResults(folder)).samples[0];
    }
    globalThis.opened`);
    expect(openedBy(answer).map((one) => one.name)).toContain(model);
  });

  it("is cancelled by its button, and goes on from there", async () => {
    const first = await run(`
      const ids = Array.from({ length: 50 }, (_, i) => String(i));
      const slow = async (id: string) => { await new Promise((done) => setTimeout(done, 20)); return { value: Number(id) }; };
      const long = startSweep({ about: { task: "slow" }, ids }, slow, { folder: "results", name: "slow" });
      long`);
    await run("while (!long.progress?.done) await new Promise((done) => setTimeout(done, 5))");
    const view = openedBy(first).find(({ name }) => name === "RunModel")?.id;
    kernel.post("comm_msg", { comm_id: view, data: { method: "custom", content: { request: "cancel" } } });
    const ended = await run("[await long.ended, long.progress!.done < 50, String(long)]");
    expect(shownBy(ended)["text/plain"]).toMatch(/'cancelled', true, 'slow: \d+ of 50; cancelled'/);
    const again = await run(
      'const whole = await startSweep({ about: { task: "slow" }, ids }, slow, { folder: "results", name: "slow" }).end; whole.progress.done',
    );
    expect(shownBy(again)["text/plain"]).toBe("50");
  });

  it("tells why a sample cannot be opened", async () => {
    const answer = await run('(await openResults(place, { data: "/nowhere" })).samples[0]');
    expect(shownBy(answer)["text/plain"]).toContain("It cannot be opened: /nowhere");
  });
});
