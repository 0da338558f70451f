import { resolve } from "node:path";
import type { KernelClient } from "@vision-peel/kernel/client";
import { type Answer, KernelClient as Client } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let kernel: KernelClient;
beforeAll(async () => {
  const argv = kernelArgv({ preload: ["@vision-peel/widgets"] });
  kernel = await Client.start({ argv, cwd: resolve("notebooks/tutorials") });
  const { reply } = await kernel.execute(`
    import { DepthMap, decodeDepth, encodeDepth, RgbImage } from "vision-peel";
    import { DepthView } from "@vision-peel/widgets";
    const truth = new DepthMap({ width: 3, height: 2, data: Float32Array.of(0.5, 1, 2, 4, 8, Infinity) });
    const painted = encodeDepth(truth);
    const depth = decodeDepth(painted);
    const small = new RgbImage({ width: 1, height: 1, data: new Uint8Array(3) });
  `);
  expect(reply.content).toMatchObject({ status: "ok" });
});
afterAll(() => kernel.shutdown());

const contentsOf = ({ published }: Answer, type: string) =>
  published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);

async function resultOf(code: string): Promise<unknown> {
  const answer = await kernel.execute(code);
  const [failure] = contentsOf(answer, "error");
  if (failure) throw new Error(failure.evalue);
  return contentsOf(answer, "execute_result")[0]?.data["text/plain"];
}

/** Sends what a page would send, and waits until the kernel has heard it. */
async function fromPage(id: string, state: object): Promise<void> {
  kernel.post("comm_msg", { comm_id: id, data: { method: "update", state, buffer_paths: [] } });
  await kernel.execute("0");
}

describe("DepthView in a cell", () => {
  it("sends depth as one binary buffer, and shows text, a picture and the view", async () => {
    const answer = await kernel.execute("const view = new DepthView({ depth, painted, near: 1 }); view");
    const opened = answer.published.find(({ header }) => header.msg_type === "comm_open");
    expect(opened?.content.data.buffer_paths).toEqual([["depth"], ["painted"]]);
    expect(opened?.buffers?.map(({ byteLength }) => byteLength)).toEqual([24, 18]);
    expect(opened?.content.data.state).toMatchObject({
      _model_module: "@vision-peel/widgets",
      _view_name: "DepthView",
      width: 3,
      height: 2,
      near: 1,
      far: null,
      photo: null,
    });
    const [{ data }] = contentsOf(answer, "execute_result");
    expect(data["text/plain"]).toMatch(/^DepthView depth\[2×3\].*slice 1\.00 to ∞ m$/);
    expect(data["image/png"]).toMatch(/^iVBOR/);
    expect(data["application/vnd.jupyter.widget-view+json"].model_id).toBe(opened?.content.comm_id);
  });

  it("reads back what is set, and what the page sets", async () => {
    expect(await resultOf("view.set({ near: 2, far: 3.5 }); [view.near, view.far]")).toBe("[ 2, 3.5 ]");
    expect(await resultOf("view.far = Infinity; view.far")).toBe("Infinity");
    await kernel.execute(`
      const heard: unknown[] = [];
      view.onChange(["near", "far", "cursor"], ({ near, far, cursor }, { origin }) => heard.push([near, far, cursor?.x, origin]));`);
    const id = String(await resultOf("view.modelId")).replaceAll("'", "");
    await fromPage(id, { near: 1.5, far: 4 });
    await fromPage(id, { far: null, cursor: { x: 2, y: 1 } });
    expect(await resultOf("JSON.stringify(heard.map(String))")).toContain(
      '["1.5,4,,page","1.5,Infinity,2,page"]',
    );
    expect(await resultOf("[view.near, view.far, view.cursor!.y]")).toBe("[ 1.5, Infinity, 1 ]");
  });

  it.each([
    [
      "new DepthView({ depth, painted: small })",
      /painted must be of the size of depth, 3 × 2 pixels, but is a RgbImage of 1 × 1/,
    ],
    ["new DepthView({ depth, photo: small })", /photo must be of the shape of depth, 3 × 2 pixels/],
    ["new DepthView({ depth: painted as never })", /depth must be a DepthMap, but is a RgbImage/],
    ["new DepthView(undefined as never)", /depth must be a DepthMap, but is undefined/],
    ["view.near = NaN", /near must be metres, 0 or more, but is NaN/],
    ["view.near = -1", /near must be metres, 0 or more, but is -1/],
    ["view.near = Infinity", /near must be metres/],
    ["view.set({ near: 5, far: 4 })", /near must be at most far, 4 m, but is 5 m: set both/],
    ["view.far = 1", /far must be at least near, 1.5 m, but is 1 m/],
    ["view.far = '3' as never", /far must be metres, 0 or more, but is "3"/],
    [
      "view.picture = 'photo'",
      /picture must be "painted" or "depth" or "residual", but is "photo": pass photo/,
    ],
    ["view.outside = 'gone' as never", /outside must be "dimmed" or "hidden", but is "gone"/],
    [
      "view.colormap = 'jet' as never",
      /colormap must be "code" or "turbo" or .* but is "jet": code shows depth as it was generated/,
    ],
    ["view.scale = 'linear' as never", /scale must be "metric" or "disparity" or "log"/],
    ["view.colourRange = { near: 4, far: 4 }", /colourRange must be { near, far } in metres, not the same/],
    ["view.measures = [{ from: { x: 0, y: 0 }, to: { x: 0, y: 9 } }]", /measures\[0\].to must be a pixel/],
    ["view.line = { from: { x: 0, y: 0 } } as never", /line.to must be a pixel { x, y } inside 3 × 2/],
    ["view.fieldOfView = 0", /fieldOfView must be a number from 1 to 179, but is 0: 60 degrees are usual/],
    ["view.viewpoint = { right: 0, up: 90, zoom: 1, x: 0, y: 0 }", /viewpoint.up must be a number from -89/],
    ["view.panel = 'cloud' as never", /panel must be "colours" or .* but is "cloud": null closes/],
    ["view.edgeLimit = -1", /edgeLimit must be a number from 0 to 1, but is -1/],
    ["view.alignment = 'affine' as never", /alignment must be "none" or "scale" or "scale-shift"/],
    ["view.cursor = { x: 3, y: 0 }", /cursor must be a pixel { x, y } inside 3 × 2, but is { x: 3, y: 0 }/],
  ])("refuses %s and says why", async (code, sentence) => {
    const answer = await kernel.execute(code);
    const [failure] = contentsOf(answer, "error");
    expect(failure).toMatchObject({ ename: "ArgumentError" });
    expect(failure.evalue).toMatch(sentence);
    expect(await resultOf("[view.near, view.far, view.picture]")).toBe("[ 1.5, Infinity, 'depth' ]");
  });

  it("is what a depth map shows itself as, once, however often it is shown", async () => {
    const first = await kernel.execute("depth");
    const again = await kernel.execute("depth");
    expect(contentsOf(first, "comm_open")).toHaveLength(1);
    expect(contentsOf(first, "comm_open")[0].data.buffer_paths).toEqual([["depth"], ["residual"]]);
    expect(contentsOf(again, "comm_open")).toHaveLength(0);
    const [{ data }] = contentsOf(again, "execute_result");
    expect(data["text/plain"]).toMatch(/^depth\[2×3\]/);
    expect(data["application/vnd.jupyter.widget-view+json"].model_id).toBe(
      contentsOf(first, "comm_open")[0].comm_id,
    );
  });

  it("draws its still picture as the view would: in a colormap, hatched, as an error", async () => {
    const pictureOf = async (controls: string) => {
      const answer = await kernel.execute(`new DepthView({ depth, painted, truth, ${controls} })`);
      return contentsOf(answer, "execute_result")[0]?.data["image/png"];
    };
    const pictures = await Promise.all(
      ["near: 0", "colormap: 'viridis'", "picture: 'error'", "hatchAstray: true, residualLimit: 0"].map(
        pictureOf,
      ),
    );
    for (const png of pictures) expect(png).toMatch(/^iVBOR/);
    expect(new Set(pictures).size).toBeGreaterThan(2);
  });

  it("draws a thread as thick as can be seen, where no widget can be", async () => {
    const thread = "new DepthMap({ width: 4096, height: 1, data: new Float32Array(4096).fill(2) })";
    const answer = await kernel.execute(`new DepthView({ depth: ${thread} })`);
    const png = Buffer.from(contentsOf(answer, "execute_result")[0]?.data["image/png"], "base64");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([640, 8]);
  });

  it("takes the code that the depth was decoded with", async () => {
    expect(
      await resultOf("new DepthView({ depth: decodeDepth(painted, { lambda: -2, c: 5 }) }).get('c')"),
    ).toBe("5");
  });
});
