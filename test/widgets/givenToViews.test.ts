/** What a cell gives to a view: names that are unknown, pictures of other sizes. */
import { resolve } from "node:path";
import { type Answer, KernelClient } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let kernel: KernelClient;
beforeAll(async () => {
  const argv = kernelArgv({ preload: ["@vision-peel/widgets"] });
  kernel = await KernelClient.start({ argv, cwd: resolve("notebooks/tutorials") });
  const { reply } = await kernel.execute(`
    import { alignmentOf, alignToSource, alignToPainted } from "vision-peel";
    import { DepthMap, decodeDepth, decodeNormals, decodeSemantic, encodeDepth, RgbImage } from "vision-peel";
    import { DepthView, NormalView, SegmentationView } from "@vision-peel/widgets";
    const size = { width: 64, height: 48 };
    const truth = new DepthMap({ width: 128, height: 97, data: new Float32Array(128 * 97).fill(2) });
    const painted = encodeDepth(new DepthMap({ ...size, data: new Float32Array(64 * 48).fill(2) }));
    const depth = decodeDepth(painted);
    const grey = (width: number, height: number) =>
      new RgbImage({ width, height, data: new Uint8Array(3 * width * height).fill(90) });
    const blue = new RgbImage({ ...size, data: Uint8Array.from({ length: 3 * 64 * 48 }, (_, i) => i % 3 === 2 ? 255 : 0) });
    const labels = decodeSemantic(blue, { sky: "rgb(0, 0, 255)" });
    const view = new DepthView({ depth, painted });
    const regions = new SegmentationView({ labels, painted: blue });
    const normals = decodeNormals(blue);
    const trueNormals = alignToSource(normals, alignmentOf(truth, normals));
    const directions = new NormalView({ normals, painted: blue });
  `);
  expect(reply.content).toMatchObject({ status: "ok" });
}, 60_000);
afterAll(() => kernel.shutdown());

const contentsOf = ({ published }: Answer, type: string) =>
  published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
async function resultOf(code: string): Promise<string> {
  const answer = await kernel.execute(code);
  const [failure] = contentsOf(answer, "error");
  if (failure) throw new Error(failure.evalue);
  return contentsOf(answer, "execute_result")[0]?.data["text/plain"];
}

describe("names that a view does not have", () => {
  it.each([
    [
      "view.set({ isoline: true } as never)",
      /options of DepthView\.set must .* is "isoline": write isolines/,
    ],
    ["view.set({ depth } as never)", /options of DepthView\.set must .* is "depth"/],
    [
      "new DepthView({ depth: normals as never })",
      /depth must be a DepthMap, but is a NormalMap of 64 × 48 pixels: .*NormalView/,
    ],
    [
      "new DepthView({ depth, truth: normals as never })",
      /truth must be a DepthMap of 64 × 48 pixels, but is a NormalMap/,
    ],
    ["new SegmentationView({ labels, panel: 'nope' as never })", /panel must be "margin" or "cleanUp"/],
    ["new SegmentationView({ labels, legend: [] })", /legend must be an array of .* pass parseLegend/],
    ["new SegmentationView({ labels, prompt: 5 as never })", /prompt must be a text/],
    ["new SegmentationView({ labels, ignore: 'x' as never })", /ignore must be an array of true ids/],
    [
      "directions.set({ direction: [0, 5, 0] })",
      /direction must be a unit vector \[x, y, z\], but is \[0, 5, 0\]/,
    ],
    ["view.set(3 as never)", /options of DepthView\.set must be an object, but is 3/],
    ["new DepthView({ depth, colourMap: 'turbo' } as never)", /options of new DepthView .*: write colormap/],
    ["new DepthView({ depht: depth } as never)", /depth must be a DepthMap, but is undefined/],
    [
      "regions.set({ opactiy: 1 } as never)",
      /options of SegmentationView\.set .* is "opactiy": write opacity/,
    ],
    ["new SegmentationView({ labels, thruth: labels } as never)", /new SegmentationView .*: write truth/],
    ["directions.set({ needels: 8 } as never)", /options of NormalView\.set .* is "needels": write needles/],
    ["new NormalView({ normals, ligth: [0, 0, 1] } as never)", /new NormalView .*: write light/],
    ["new SegmentationView({ labels, zoom: 2 } as never)", /new SegmentationView .* is "zoom": leave it out/],
  ])("are refused: %s", async (code, sentence) => {
    const [failure] = contentsOf(await kernel.execute(code), "error");
    expect(failure?.ename).toBe("ArgumentError");
    expect(failure.evalue).toMatch(sentence);
  });

  it.each([
    ["view.onChange('neer' as never, () => {})", /DepthView has no "neer" to listen to\. It has .*near/],
    ["view.onChange('near', 5 as never)", /handler of DepthView\.onChange is no function/],
  ])("are not listened to either: %s", async (code, sentence) => {
    const [failure] = contentsOf(await kernel.execute(code), "error");
    expect(`${failure?.evalue}`).toMatch(sentence);
  });

  it("a value that is undefined says nothing", async () => {
    expect(await resultOf("view.set({ near: 1, far: undefined }); [view.near, view.far]")).toContain(
      "Infinity",
    );
    await kernel.execute("view.near = 0");
  });

  it("leave what is known as it was", async () => {
    const code = "try { view.set({ near: 1, fare: 2 } as never) } catch {} view.near";
    expect(await resultOf(code)).toBe("0");
  });
});

describe("pictures of another size", () => {
  it.each([
    ["DepthView", "depth"],
    ["SegmentationView", "labels"],
    ["NormalView", "normals"],
  ])("a photo is fitted to the map of a %s, and a note says so", async (name, map) => {
    const made = await kernel.execute(
      `const of${name} = new ${name}({ ${map}, photo: grey(1281, 969) }); of${name}`,
    );
    const open = made.published.find(({ header }) => header.msg_type === "comm_open");
    const note =
      "The photo of 1281 × 969 pixels is shown at 64 × 48, as the map is, without 8 of its 969 rows.";
    expect(open?.content.data.state).toMatchObject({ width: 64, height: 48, note });
    const at = open?.content.data.buffer_paths.findIndex(([key]: string[]) => key === "photo");
    expect(open?.buffers?.[at].byteLength).toBe(3 * 64 * 48);
    const [{ data }] = contentsOf(made, "execute_result");
    expect(data["application/vnd.vision-peel.view+json"].state.note).toBe(note);
    expect(data["application/vnd.vision-peel.view+json"].planes.photo).toMatchObject({
      width: 64,
      height: 48,
    });
  });

  it("one of the map's size is taken as it is, without a note", async () => {
    const made = await kernel.execute("new DepthView({ depth, photo: grey(64, 48) })");
    const open = made.published.find(({ header }) => header.msg_type === "comm_open");
    expect(open?.content.data.state.note).toBeUndefined();
  });

  it.each([
    [
      "new DepthView({ depth, photo: grey(48, 64) })",
      /photo must be of the shape of depth, 64 × 48 pixels, .* alignToPainted\(photo, alignmentOf\(photo, depth, "resize"\)\)/,
    ],
    [
      "new DepthView({ depth, painted: grey(32, 24) })",
      /painted must be of the size of depth, 64 × 48 .* alignToSource\(painted, alignmentOf\(depth, painted\), \{ method: "nearest-exact" \}\)/,
    ],
    [
      "new DepthView({ depth, truth })",
      /truth must be of the size of depth, 64 × 48 pixels, but is a DepthMap of 128 × 97 pixels: .*alignToSource\(depth, alignmentOf\(truth, depth\)\).*alignToPainted\(truth, alignmentOf\(truth, depth\)/,
    ],
    [
      "new SegmentationView({ labels, painted: grey(32, 24) })",
      /painted must be of the size of labels, .* alignToSource\(painted, alignmentOf\(labels, painted\)/,
    ],
    [
      "new SegmentationView({ labels, truth: alignToSource(labels, alignmentOf(truth, labels)) })",
      /truth must be of the size of labels, .*alignToSource\(labels, alignmentOf\(truth, labels\)\)/,
    ],
    [
      "new NormalView({ normals, photo: grey(48, 64) })",
      /photo must be of the shape of normals, .* alignmentOf\(photo, normals, "resize"\)/,
    ],
    [
      "new NormalView({ normals, painted: grey(32, 24) })",
      /painted must be of the size of normals, .* alignToSource\(painted, alignmentOf\(normals, painted\)/,
    ],
    [
      "new NormalView({ normals, truth: trueNormals })",
      /truth must be of the size of normals, .*alignToSource\(normals, alignmentOf\(truth, normals\)\)/,
    ],
    [
      "new NormalView({ normals, depth: truth })",
      /depth must be of the size of normals, .*alignToPainted\(depth, alignmentOf\(depth, normals\)/,
    ],
  ])("%s is refused with the call that mends it", async (code, sentence) => {
    const [failure] = contentsOf(await kernel.execute(code), "error");
    expect(failure?.ename).toBe("ArgumentError");
    expect(failure.evalue).toMatch(sentence);
  });

  it("the calls that errors show do mend it", async () => {
    const { reply } = await kernel.execute(`
      new DepthView({ depth: alignToSource(depth, alignmentOf(truth, depth)), truth });
      new DepthView({ depth, truth: alignToPainted(truth, alignmentOf(truth, depth), { method: "nearest-exact" }) });
      const onTruth = alignToSource(depth, alignmentOf(truth, depth));
      new DepthView({ depth: onTruth, painted: alignToSource(painted, alignmentOf(onTruth, painted), { method: "nearest-exact" }) });
      new DepthView({ depth, photo: alignToPainted(grey(48, 64), alignmentOf(grey(48, 64), depth, "resize")) });
      new SegmentationView({ labels: alignToSource(labels, alignmentOf(truth, labels)) });
      new NormalView({ normals: trueNormals, truth: trueNormals });
      new NormalView({ normals, depth: alignToPainted(truth, alignmentOf(truth, normals), { method: "nearest-exact" }) });
    `);
    expect(reply.content).toMatchObject({ status: "ok" });
  });
});
