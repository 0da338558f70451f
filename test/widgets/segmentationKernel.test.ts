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
    import { decodeSemantic, InstanceMap, LabelMap, RgbImage } from "vision-peel";
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

  it("takes a truth, aligns its classes by name, and keeps it in the output", async () => {
    const answer = await kernel.execute(`
      const truth = new LabelMap({ width: 2, height: 1, data: Uint16Array.of(8, 255),
        legend: [{ id: 8, name: "Sky" }] });
      const compared = new SegmentationView({ labels, painted, truth, overlay: "agreement", prompt: "cat red" });
      compared`);
    const open = opened(answer);
    const { state } = open?.content.data ?? {};
    expect(state).toMatchObject({ overlay: "agreement", prompt: "cat red" });
    const place = open?.content.data.buffer_paths.findIndex(([name]: string[]) => name === "truth");
    expect(place).toBeGreaterThanOrEqual(0);
    const bytes = Buffer.from(open?.buffers[place] as Uint8Array);
    const skyId = state.regions.find(({ name }: { name: string }) => name === "sky").id;
    expect([bytes.readUInt16LE(0), bytes.readUInt16LE(2)]).toEqual([skyId, 65_534]);
    const [{ data }] = contentsOf(answer, "execute_result");
    expect(Object.keys(data["application/vnd.vision-peel.view+json"].planes)).toContain("truth");
    // A cat where there is sky: both classes are seen, so it is taken for another; void shows nothing.
    const { data: pixels } = await sharp(Buffer.from(data["image/png"], "base64"))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...pixels.subarray(3)]).toEqual([255, 255, 255]);
    expect([...pixels.subarray(0, 3)]).not.toEqual([255, 255, 255]);
  });

  it("tells how what is shown agrees with the truth", async () => {
    const { published } = await kernel.execute(`
      const same = new SegmentationView({ labels, truth: labels });
      const things = (...ids: number[]) => new InstanceMap({ width: 4, height: 1, data: Uint16Array.from(ids) });
      const found = new SegmentationView({ instances: things(5, 5, 5, 0), truth: things(1, 1, 0, 2) });
      JSON.stringify([same.scores!.mIoU, same.set({ minMargin: 250, ambiguous: "unknown" }), same.scores!.accuracy,
        found.scores!.panoptic, new SegmentationView({ labels }).scores])`);
    const [{ content }] = published.filter(({ header }) => header.msg_type === "execute_result");
    const text = content.data["text/plain"];
    // One of two things is found, by two pixels of three; one of two pixels is left unknown.
    const panoptic = `{"pq":${2 / 3 / 1.5},"sq":${2 / 3},"rq":${1 / 1.5},"hits":1,"falseAlarms":0,"misses":1}`;
    expect(text).toContain(`[1,null,0.5,${panoptic},null]`);
  });

  it("gives the map as it is shown, and keeps the one that was given", async () => {
    const { published } = await kernel.execute(`
      const cleaned = new SegmentationView({ labels, minMargin: 355, ambiguous: "unknown" });
      JSON.stringify([[...labels.margin!].map(Math.round), [...cleaned.result.data], [...cleaned.map.data],
        cleaned.set({ ambiguous: "assigned" }), cleaned.result === labels])`);
    const [{ content }] = published.filter(({ header }) => header.msg_type === "execute_result");
    const text = content.data["text/plain"];
    expect(text).toContain("65535");
    expect(text).toMatch(/true\]/);
  });

  it("names what it cannot take", async () => {
    for (const [code, said] of [
      ["new SegmentationView({})", "labels or instances"],
      ["view.set({ opacity: 2 })", "opacity"],
      ["view.overlay = 'truth'", "pass a truth"],
      ["new SegmentationView({ labels, truth: painted as any })", "truth must be a LabelMap of 2 × 1 pixels"],
      ["new SegmentationView({ labels, truth: labels, ignore: ['sky'] as any })", "ignore"],
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
