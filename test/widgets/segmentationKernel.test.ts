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
    import { decodeSemantic, InstanceMap, RgbImage } from "vision-peel";
    import { SegmentationView } from "@vision-peel/widgets";
    const painted = new RgbImage({ width: 2, height: 1, data: Uint8Array.of(255, 0, 0, 0, 0, 250) });
    const labels = decodeSemantic(painted, { cat: "red", sky: "rgb(0, 0, 255)" });
  `);
  expect(reply.content).toMatchObject({ status: "ok" });
});
afterAll(() => kernel.shutdown());

const contentsOf = ({ published }: Answer, type: string) =>
  published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
const opened = ({ published }: Answer) => published.find(({ header }) => header.msg_type === "comm_open");

describe("SegmentationView in a cell", () => {
  it("sends ids and pictures as buffers, and hears what the page sets", async () => {
    const answer = await kernel.execute(
      "const view = new SegmentationView({ labels, painted, opacity: 0.25 }); view",
    );
    const open = opened(answer);
    expect(open?.content.data.state).toMatchObject({
      _view_name: "SegmentationView",
      opacity: 0.25,
      width: 2,
    });
    expect(open?.content.data.buffer_paths).toEqual(
      expect.arrayContaining([["ids"], ["painted"], ["margin"]]),
    );
    const [{ data }] = contentsOf(answer, "execute_result");
    expect(data["text/plain"]).toContain("SegmentationView labels[1×2]");
    expect(data["application/vnd.vision-peel.view+json"]).toBeTruthy();
    // The palette's red over nothing, at a quarter, on white paper; the other class its blue.
    const png = Buffer.from(data["image/png"], "base64");
    const { data: pixels } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([...pixels]).toEqual([255, 191, 191, 191, 191, 255]);
    const id = String(open?.content.comm_id);
    await kernel.execute(`const heard: unknown[] = [];
      view.onChange("isolated", ({ isolated }) => heard.push(isolated));`);
    const state = { isolated: [1], opacity: 1 };
    kernel.post("comm_msg", { comm_id: id, data: { method: "update", state, buffer_paths: [] } });
    await kernel.execute("0");
    const read = await kernel.execute("JSON.stringify([heard, view.opacity])");
    expect(contentsOf(read, "execute_result")[0]?.data["text/plain"]).toContain("[[[1]],1]");
  });

  it("is what labels and instances show themselves as", async () => {
    const instances = "new InstanceMap({ width: 2, height: 1, data: Uint16Array.of(0, 7) })";
    for (const code of ["labels", instances]) {
      const answer = await kernel.execute(code);
      expect(opened(answer)?.content.data.state).toMatchObject({ _view_name: "SegmentationView" });
      expect(contentsOf(answer, "execute_result")[0]?.data["image/png"]).toMatch(/^iVBOR/);
    }
  });

  it("names what it cannot take", async () => {
    for (const [code, said] of [
      ["new SegmentationView({})", "labels or instances"],
      ["view.set({ opacity: 2 })", "opacity"],
      [
        "new SegmentationView({ labels, photo: new RgbImage({ width: 1, height: 1, data: new Uint8Array(3) }) })",
        "photo",
      ],
    ]) {
      const [failure] = contentsOf(await kernel.execute(code), "error");
      expect(failure?.evalue).toContain(said);
    }
  });
});
