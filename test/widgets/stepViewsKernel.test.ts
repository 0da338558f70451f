/** The step-by-step views in cells of the real kernel: what they send, keep and refuse. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Answer, KernelClient } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let kernel: KernelClient;
const folder = mkdtempSync(join(tmpdir(), "peel-views-"));
beforeAll(async () => {
  const argv = kernelArgv({ preload: ["@vision-peel/widgets"] });
  kernel = await KernelClient.start({ argv, cwd: resolve("notebooks/tutorials") });
  const { reply } = await kernel.execute(`
    import { encodeDepth, estimateDepth, renderPlain, samplePlain, segment } from "vision-peel";
    import { CodeCube, ErrorView, explore, FigureGrid, LinkedSelection, PointCloudView, RateView, RoundTripView, RunView, SegmentationView, StepView } from "@vision-peel/widgets";
    const scene = renderPlain(samplePlain({ seed: 7 }), { width: 64, height: 64 });
    const { photo, depth, normals, classes } = scene;
    const result = await estimateDepth(photo, { seed: 1 });
  `);
  expect(reply.content).toMatchObject({ status: "ok" });
}, 120_000);
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true });
});

const contentsOf = ({ published }: Answer, type: string) =>
  published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
async function shownBy(code: string) {
  const answer = await kernel.execute(code);
  const [{ evalue }] = [...contentsOf(answer, "error"), { evalue: undefined }];
  expect(evalue).toBeUndefined();
  return contentsOf(answer, "execute_result")[0]?.data as Record<string, never>;
}
const value = async (code: string): Promise<unknown> => {
  const data = await shownBy(`JSON.stringify(${code})`);
  return JSON.parse(String(data["text/plain"]).replace(/^'|'$/g, "").replace(/\\\\/g, "\\"));
};
const storedMime = "application/vnd.vision-peel.view+json";

describe("each view", () => {
  it.each([
    ["new ErrorView({ prediction: result, truth: depth, photo })", "ErrorView", "ErrorView UniK3D"],
    ["new StepView({ result, truth: depth })", "StepView", "StepView depth[64×64]"],
    ["new CodeCube({ painted: encodeDepth(depth) })", "CodeCubeView", "CodeCube of depth"],
    ["new CodeCube()", "CodeCubeView", "CodeCube of depth"],
    ["new RoundTripView({ map: normals })", "RoundTripView", "RoundTripView of normals, 64 × 64"],
    ["new PointCloudView({ depth, photo })", "PointCloudView", "PointCloudView depth[64×64]"],
    [
      "new FigureGrid({ rows: [[photo, depth]], columns: ['a', 'b'] })",
      "FigureGridView",
      "FigureGrid of 1 row",
    ],
    [
      "new RateView({ pairs: [{ prompt: 'p', first: photo, second: photo }] })",
      "RateView",
      "RateView of 1 pairs",
    ],
  ])("%s holds text, a picture and its state", async (code, view, text) => {
    const data = await shownBy(code);
    expect(data["text/plain"]).toContain(text);
    expect(String(data["image/png"]).slice(0, 8)).toBe("iVBORw0K");
    expect(data[storedMime]).toMatchObject({ format: 1, view });
  });

  it.each([
    [
      "new ErrorView({ prediction: result, truth: normals as any })",
      "truth must be of the kind of prediction, depth",
    ],
    ["new ErrorView({ prediction: photo as any, truth: depth })", "prediction must be a map, not a picture"],
    ["new StepView({ result: depth as any })", "result must be what a task gives"],
    ["new CodeCube({ code: 'legend' })", "legend must be classes and their colours"],
    ["new CodeCube({ c: 0 })", "c must be a number from 0.01 to 1000"],
    ["new RoundTripView({ map: photo as any })", "map must be depth, normals or labels"],
    ["new RoundTripView({ map: depth, jpeg: 101 })", "jpeg must be a number from 0 to 100"],
    ["new PointCloudView({ depth: photo as any })", "depth must be a DepthMap"],
    ["new FigureGrid({ rows: [] })", "rows must be at least one picture"],
    ["new FigureGrid({ rows: [[photo]], widthMm: 1 })", "widthMm must be a number from 20 to 1000"],
    ["new RateView({ pairs: [] })", "pairs must be a list of pairs"],
    [
      "new RateView({ pairs: [{ prompt: 'p', first: photo, second: photo }], at: 3 })",
      "at must be the number of a pair",
    ],
    ["new RunView({ work: 3 as any })", "work must be a function"],
    ["new RunView({ run: 3 as any })", "run must be a sweep"],
    [
      "new FigureGrid({ rows: [[photo]], columns: ['a', 'b'] })",
      "columns must be a heading for each picture of a row, but is 2 headings for 1 picture",
    ],
    [
      "await new RateView({ pairs: [{ prompt: 'p', first: photo, second: photo }] }).loadVotes('none.json')",
      "path must be a file of votes, but is ENOENT",
    ],
    [
      "await new RateView({ pairs: [{ prompt: 'p', first: photo, second: photo }] }).saveVotes('/proc/none/votes.json')",
      "path must be a file that can be written, but is ENOENT",
    ],
    ["explore(depth as any)", "result must be what a task gives"],
  ])("%s is refused", async (code, message) => {
    const { reply } = await kernel.execute(code);
    expect(reply.content).toMatchObject({ status: "error", evalue: expect.stringContaining(message) });
  });
});

describe("in a cell", () => {
  it("a StepView does later steps again, and counts them", async () => {
    await kernel.execute("const steps = new StepView({ result, truth: depth });");
    expect(await value("steps.redecode({ c: 5 }).decoding")).toEqual({ c: 5 });
    expect(await value("steps.get('steps').map(({ runs }) => runs)")).toEqual([1, 1, 1, 2, 2]);
    await kernel.execute("await steps.repaint({ seed: 2 });");
    expect(await value("steps.get('steps').map(({ runs }) => runs)")).toEqual([1, 2, 2, 3, 3]);
    expect(await value("[steps.get('seed'), steps.result.decoding]")).toEqual([2, { c: 5 }]);
    const { reply } = await kernel.execute("steps.redecode({ c: -1 })");
    expect(reply.content.status).toBe("error");
    expect(await value("[steps.result.decoding, steps.get('running')]")).toEqual([{ c: 5 }, null]);
  });

  it("a StepView takes changes back and makes them again: nothing is done anew", async () => {
    await kernel.execute("const back = new StepView({ result, truth: depth });");
    expect(await value("[back.undo(), back.redo()]")).toEqual([false, false]);
    await kernel.execute("back.redecode({ c: 5 }); back.redecode({ median: 3 });");
    const seen = "[back.result.decoding, back.get('undoable'), back.get('redoable')]";
    expect(await value(seen)).toEqual([{ c: 5, median: 3 }, 2, 0]);
    expect(await value("[back.undo(), back.result.decoding]")).toEqual([true, { c: 5 }]);
    expect(await value("[back.undo(), back.result === result]")).toEqual([true, true]);
    expect(await value(seen)).toEqual([{}, 0, 2]);
    expect(await value("[back.redo(), back.result.decoding]")).toEqual([true, { c: 5 }]);
    expect(await value("back.get('steps').map(({ runs }) => runs)")).toEqual([1, 1, 1, 3, 3]);
    await kernel.execute("back.redecode({ c: 4 });");
    expect(await value(seen)).toEqual([{ c: 4 }, 2, 0]);
  });

  it("what is decoded otherwise while it is painted again stays so", async () => {
    await kernel.execute(`const both = new StepView({ result: result.redecode({ median: 3 }), truth: depth });
      const painting = both.repaint({ seed: 4 });
      both.redecode({ c: 5, median: null });`);
    expect(await value("both.get('running') !== null || both.get('seed') === 4")).toBe(true);
    expect(await value("(await painting) && [both.get('seed'), both.result.decoding.c]")).toEqual([4, 5]);
    expect(await value("both.result.decoding.median ?? null")).toBe(null);
    expect(await value("[both.get('running'), both.get('undoable')]")).toEqual([null, 2]);
  });

  it("an interrupt stops what a page has asked a StepView to paint", async () => {
    await kernel.execute(`import { registerGenerator } from "vision-peel";
      let [begun, stops] = [0, 0];
      registerGenerator({ name: "slow", form: "slow:", about: "never ends", open: async () => ({
        about: { kind: "slow", model: "slow", image: "required", isSeeded: true },
        paint: ({ signal }: { signal: AbortSignal }) => new Promise<never>((_, fail) => {
          begun++;
          signal.addEventListener("abort", () => { stops++; fail(signal.reason); });
        }),
      }) as any });
      const slow = new StepView({ result, truth: depth }); slow`);
    const id = await value("slow.modelId");
    await kernel.execute(
      "const { openGenerator: openSlow } = await import('vision-peel'); const patience = await openSlow('slow:');",
    );
    await kernel.execute("void slow.repaint({ generator: patience }).catch(() => {});");
    expect(await value("[slow.get('running') !== null, slow.get('failure')]")).toEqual([true, ""]);
    kernel.post("comm_msg", { comm_id: id, data: { method: "custom", content: { request: "cancel" } } });
    await expect
      .poll(() => value("[slow.get('failure'), stops]"))
      .toEqual(["Stopped: everything is as it was.", 1]);
    await kernel.execute("void slow.repaint({ generator: patience }).catch(() => {});");
    await expect.poll(() => value("begun")).toBe(2);
    await kernel.interrupt();
    await expect
      .poll(() => value("[slow.get('running'), slow.get('failure')]"))
      .toEqual([null, "Stopped: everything is as it was."]);
  });

  it("explore lays the views of a result out, linked, and the box is stored with all of them", async () => {
    const data = await shownBy("const all = explore(result, { truth: depth }); all");
    const stored = data[storedMime] as unknown as { state: { children: Record<string, { view: string }>[] } };
    expect(stored.state.children.map((child) => child[storedMime]?.view)).toEqual([
      ...["StepView", "DepthView", "PointCloudView", "CodeCubeView"],
    ]);
    await kernel.execute(
      "const [first, second, third] = all.children as any[]; first.cursor = { x: 10, y: 20 };",
    );
    expect(await value("[second.cursor, third.cursor]")).toEqual([
      { x: 10, y: 20 },
      { x: 10, y: 20 },
    ]);
    await kernel.execute("second.set({ near: 1, far: 4 });");
    expect(await value("[third.near, third.far]")).toEqual([1, 4]);
  });

  it("SegmentationViews isolate together", async () => {
    await kernel.execute(`const linkedSelection = new LinkedSelection();
      const [a, b] = [0, 1].map(() => new SegmentationView({ labels: classes, linkedSelection }));
      a.isolated = [1];`);
    expect(await value("[b.isolated, linkedSelection.ids]")).toEqual([[1], [1]]);
    await kernel.execute("linkedSelection.ids = [];");
    expect(await value("[a.isolated, b.isolated]")).toEqual([[], []]);
  });

  it("a FigureGrid is saved as a PDF, a RateView's votes as JSON with a win rate", async () => {
    const path = join(folder, "figure.pdf");
    await kernel.execute(
      `await new FigureGrid({ rows: { a: [photo, depth, normals] } }).save(${JSON.stringify(path)});`,
    );
    expect(readFileSync(path).toString("latin1", 0, 5)).toBe("%PDF-");
    const votes = join(folder, "votes.json");
    await kernel.execute(`
      const pairs = Array.from({ length: 4 }, (_, i) => ({ prompt: "p" + i, first: photo, second: photo }));
      const rate = new RateView({ pairs, names: ["ours", "theirs"] });
      rate.votes = [1, 2, 3, 4].map((pair) => ({ pair: String(pair), rater: "ann", choice: pair < 4 ? "first" : "second" }) as const);
      await rate.saveVotes(${JSON.stringify(votes)});
      const other = new RateView({ pairs, names: ["ours", "theirs"] });
      await other.loadVotes(${JSON.stringify(votes)});`);
    expect(JSON.parse(readFileSync(votes, "utf8"))).toMatchObject({ names: ["ours", "theirs"] });
    expect(await value("other.winRate().values.winRate")).toBe(0.75);
    // Wilson's interval of 3 in 4: (E. B. Wilson, 1927).
    expect(await value("other.winRate().interval.map((one) => Number(one.toFixed(3)))")).toEqual([
      0.301, 0.954,
    ]);
  });
});
