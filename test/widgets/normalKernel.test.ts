/** NormalView in a cell of the real kernel: what travels, what comes back, what is refused. */
import { resolve } from "node:path";
import { type Answer, KernelClient } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let kernel: KernelClient;
beforeAll(async () => {
  const argv = kernelArgv({ preload: ["@vision-peel/widgets"] });
  kernel = await KernelClient.start({ argv, cwd: resolve("notebooks/tutorials") });
  const { reply } = await kernel.execute(`
    import { decodeNormals, DepthMap, encodeNormals, NormalMap, RgbImage } from "vision-peel";
    import { NormalView } from "@vision-peel/widgets";
    const exact = new NormalMap({ width: 2, height: 1, data: Float32Array.of(0, 1, 0, 0, 0, 1) });
    const painted = encodeNormals(exact);
    const normals = decodeNormals(painted);
  `);
  expect(reply.content).toMatchObject({ status: "ok" });
});
afterAll(() => kernel.shutdown());

const contentsOf = ({ published }: Answer, type: string) =>
  published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
const opened = ({ published }: Answer) => published.find(({ header }) => header.msg_type === "comm_open");

describe("NormalView in a cell", () => {
  it("sends planes as buffers, keeps itself in the output, and hears what the page sets", async () => {
    const answer = await kernel.execute(
      "const view = new NormalView({ normals, painted, truth: exact, direction: [0, 1, 0] }); view",
    );
    const open = opened(answer);
    expect(open?.content.data.state).toMatchObject({
      _view_name: "NormalView",
      direction: [0, 1, 0],
      width: 2,
    });
    expect(open?.content.data.buffer_paths).toEqual(
      expect.arrayContaining([["normals"], ["painted"], ["truth"]]),
    );
    const [{ data }] = contentsOf(answer, "execute_result");
    expect(data["text/plain"]).toContain("NormalView normals[1×2]");
    const stored = data["application/vnd.vision-peel.view+json"];
    // What the painting says is not kept a second time.
    expect(Object.keys(stored.planes).sort()).toEqual(["painted", "truth"]);
    const { data: pixels } = await sharp(Buffer.from(data["image/png"], "base64"))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...pixels.subarray(0, 3)]).toEqual([128, 255, 128]);
    expect(new Set(pixels.subarray(3)).size).toBe(1);
    const id = String(open?.content.comm_id);
    await kernel.execute(`const heard: unknown[] = [];
      view.onChange(["direction", "light"], ({ direction, light }) => heard.push(direction, light));`);
    const state = { direction: null, light: [0, 0, 1] };
    kernel.post("comm_msg", { comm_id: id, data: { method: "update", state, buffer_paths: [] } });
    await kernel.execute("0");
    const read = await kernel.execute("JSON.stringify([heard, view.light])");
    expect(contentsOf(read, "execute_result")[0]?.data["text/plain"]).toContain("[[null,[0,0,1]],[0,0,1]]");
  });

  it("takes vectors of zeros for no surface", async () => {
    const answer =
      await kernel.execute(`const zeros = new NormalMap({ width: 2, height: 1, data: Float32Array.of(0, 0, 0, 0, 0, 1) });
      const ofZeros = new NormalView({ normals: zeros }); Array.from(ofZeros.get("normals") as Float32Array).join()`);
    expect(contentsOf(answer, "execute_result")[0]?.data["text/plain"]).toContain("NaN,NaN,NaN,0,0,1");
  });

  it("is what normals show themselves as", async () => {
    expect(opened(await kernel.execute("normals"))?.content.data.state).toMatchObject({
      _view_name: "NormalView",
    });
  });

  it.each([
    ["new NormalView({ normals: painted as any })", "normals must be a NormalMap"],
    [
      "new NormalView({ normals, truth: 3 as any })",
      "truth must be a NormalMap, but is 3: read it with readNormals",
    ],
    [
      "new NormalView({ normals, depth: new DepthMap({ width: 1, height: 1, data: new Float32Array(1) }) })",
      "depth must be of the size of normals, 2 × 1 pixels, but is a DepthMap of 1 × 1 pixels: pass depth: alignToPainted(",
    ],
    ["new NormalView({ normals, fieldOfView: 0 })", "fieldOfView must be a number from 1 to 179"],
    ["view.panel = 'ligth' as any", 'panel must be "compare" or "light"'],
    ["view.direction = [1, 1, 1]", "direction must be a unit vector"],
    ["view.axes = ['x', 'y', 'y']", "axes must be x, y and z, each once"],
  ])("refuses %s", async (code, message) => {
    const { reply } = await kernel.execute(code);
    expect(reply.content).toMatchObject({ status: "error", ename: "ArgumentError" });
    expect(reply.content.evalue).toContain(message);
  });
});
