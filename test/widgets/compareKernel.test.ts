/** CompareView in a cell of the real kernel: what travels, what is kept, what is refused. */
import { resolve } from "node:path";
import { type Answer, KernelClient } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let kernel: KernelClient;
beforeAll(async () => {
  const argv = kernelArgv({ preload: ["@vision-peel/widgets"] });
  kernel = await KernelClient.start({ argv, cwd: resolve("notebooks/tutorials") });
  const { reply } = await kernel.execute(`
    import { corrupt, decodeDepth, encodeDepth, DepthMap, RgbImage } from "vision-peel";
    import { CompareView } from "@vision-peel/widgets";
    const exact = new DepthMap({ width: 8, height: 4, data: Float32Array.from({ length: 32 }, (_, i) => 1 + i) });
    const noisy = decodeDepth(corrupt(encodeDepth(exact), { seed: 1 }));
    const small = new RgbImage({ width: 4, height: 2, data: new Uint8Array(24).fill(7) });
  `);
  expect(reply.content).toMatchObject({ status: "ok" });
});
afterAll(() => kernel.shutdown());

const contentsOf = ({ published }: Answer, type: string) =>
  published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);

describe("CompareView in a cell", () => {
  it("sends each picture in its own size, and keeps all in the output", async () => {
    const answer = await kernel.execute(
      "const view = new CompareView({ pictures: { exact, noisy, small } }); view",
    );
    const open = answer.published.find(({ header }) => header.msg_type === "comm_open");
    expect(open?.content.data.state).toMatchObject({
      ...{ _view_name: "CompareView", first: "exact", second: "noisy", width: 8, height: 4 },
      layers: [
        { kind: "depth", title: "exact", width: 8, height: 4 },
        { kind: "depth", title: "noisy", width: 8, height: 4 },
        { kind: "rgb", title: "small", width: 4, height: 2 },
      ],
      note: expect.stringContaining("small is of 4 × 2"),
    });
    expect(open?.content.data.buffer_paths).toEqual([["plane0"], ["plane1"], ["plane2"]]);
    const [{ data }] = contentsOf(answer, "execute_result");
    expect(data["text/plain"]).toBe("CompareView of exact (depth), noisy (depth), small (rgb)");
    const stored = data["application/vnd.vision-peel.view+json"];
    expect(stored.planes.plane2).toMatchObject({ type: "uint8", channels: 3, width: 4, height: 2 });
    expect(stored.state).toMatchObject({ mode: "swipe", layers: [{}, {}, {}] });
  });

  it.each([
    ["new CompareView({ pictures: { exact } })", "pictures must be two pictures or more, by their names"],
    ["new CompareView({ pictures: { exact, x: 3 as any } })", "pictures.x must be an RgbImage, DepthMap"],
    [
      "new CompareView({ pictures: { exact, tall: new RgbImage({ width: 2, height: 4, data: new Uint8Array(24) }) } })",
      'pictures must be pictures of one shape, as "exact" of 8 × 4 pixels, but is "tall" of 2 × 4',
    ],
    ["view.first = 'exakt'", 'first must be "exact" or "noisy" or "small"'],
    [
      "view.set({ second: 'small', mode: 'difference' })",
      "mode must be two pictures of one kind, but is depth and rgb",
    ],
    ["view.set({ mod: 'all' } as any)", "mode"],
    ["view.swipe = 2", "swipe must be a number from 0 to 1"],
    ["view.cursor = { x: 8, y: 0 }", "cursor must be a pixel { x, y } inside 8 × 4"],
  ])("refuses %s", async (code, message) => {
    const { reply } = await kernel.execute(code);
    expect(reply.content).toMatchObject({ status: "error", evalue: expect.stringContaining(message) });
  });
});
