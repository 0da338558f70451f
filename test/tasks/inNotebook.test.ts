/** What a task gives, as a cell's last expression: a live view with photo, painting and what is to be known. */
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contentsOf, startKernel } from "../kernel-ext/kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel({ preload: ["@vision-peel/widgets"] });
  await kernel.execute(`
    import { estimateDepth, estimateNormals, refer, segment, segmentInstances, renderPlain, samplePlain } from "vision-peel";
    const { photo } = renderPlain(samplePlain({ seed: 9_000_001 }), { width: 96, height: 96 });`);
}, 60_000);
afterAll(() => kernel.shutdown());

it.each([
  ["estimateDepth(photo)", "DepthView", /^depth\[96×96\].* painted by first$/],
  ["estimateNormals(photo)", "NormalView", /^normals\[96×96\].* painted by first$/],
  ['segment(photo, ["floor", "wall"])', "SegmentationView", /^labels\[96×96\].* painted by first$/],
  ['segmentInstances(photo, "things")', "SegmentationView", /^instances\[96×96\].* painted by first$/],
  ['refer(photo, ["the crate"])', "SegmentationView", /^labels\[96×96\].* painted by first$/],
])("%s", { timeout: 60_000 }, async (code, view, text) => {
  const { published } = await kernel.execute(`await ${code}`);
  const opened = published.find(({ header }) => header.msg_type === "comm_open");
  expect(opened?.content.data.state).toMatchObject({
    _view_name: view,
    note: expect.stringContaining("Painted by “first”. It lives in a small synthetic world."),
  });
  expect(opened?.content.data.buffer_paths).toEqual(expect.arrayContaining([["painted"], ["photo"]]));
  const [{ data }] = contentsOf(published, "execute_result");
  expect(data["text/plain"]).toMatch(text);
  expect(data["application/vnd.vision-peel.view+json"].state.note).toContain("synthetic world");
});

it("shows the same view where it is shown twice", async () => {
  const { published } = await kernel.execute(
    `import { display } from "@vision-peel/kernel"; const twice = await estimateDepth(photo); await display(twice); twice`,
  );
  expect(published.filter(({ header }) => header.msg_type === "comm_open").length).toBeLessThan(4);
  const ids = ["display_data", "execute_result"].map(
    (type) => contentsOf(published, type)[0].data["application/vnd.jupyter.widget-view+json"].model_id,
  );
  expect(ids[0]).toBe(ids[1]);
});
