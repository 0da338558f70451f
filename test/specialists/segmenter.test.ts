/** SAM and SAM 2 on tiny graphs with the inputs and outputs of public exports (make.py), whose masks are known. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RgbImage } from "vision-peel";
import { type Inference, openInference } from "vision-peel/inference";
import { type MaskPrompt, openSegmenter, type Segmenter } from "vision-peel/specialists";
import { afterAll, describe, expect, it } from "vitest";

const tiny = (name: string): string => fileURLToPath(new URL(`tiny/${name}`, import.meta.url));
const opened: Segmenter[] = [];
const folder = mkdtempSync(join(tmpdir(), "peel-segmenter-"));
afterAll(async () => {
  for (const one of opened) await one.close();
  rmSync(folder, { recursive: true });
});
function open(spec: string, options = {}): Segmenter {
  const segmenter = openSegmenter(spec, { device: "cpu", ...options });
  opened.push(segmenter);
  return segmenter;
}

/** Wide: three quarters of it dark, the right quarter bright, with a band of middle grey along the bottom. */
const [width, height] = [128, 64];
const isBand = (y: number): boolean => y >= 48;
const levelAt = (x: number, y: number): number => (isBand(y) ? 140 : x < 96 ? 40 : 240);
const photo = new RgbImage({
  ...{ width, height },
  data: Uint8Array.from({ length: 3 * width * height }, (_, i) =>
    levelAt(Math.floor(i / 3) % width, Math.floor(i / 3 / width)),
  ),
});

/** The share of pixels for which a mask says what is expected, but for those beside an edge. */
function agreement(mask: ArrayLike<number>, isInside: (x: number, y: number) => boolean): number {
  let [right, all] = [0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const near = [-6, 6].flatMap((by) => [isInside(x + by, y), isInside(x, y + by)]);
      if (new Set([...near, isInside(x, y)]).size > 1) continue;
      all++;
      if (Boolean(mask[y * width + x]) === isInside(x, y)) right++;
    }
  return right / all;
}
const bright = (x: number, y: number): boolean => x >= 96 && y < 48;
const band = (_: number, y: number): boolean => y >= 48;

describe.each([
  ["SAM, on a square with nothing beside the photo", "sam"],
  ["SAM 2, on the whole square", "sam2"],
])("%s", (_, name) => {
  it("gives a mask for each prompt, and labels of all", async () => {
    const { labels, masks } = await open(`sam:${tiny(name)}`).segment(photo, [
      { points: [[112, 20]], name: "window" },
      {
        points: [
          [30, 58],
          [100, 60],
        ],
      },
      { points: [[10, 10]], outside: [[112, 20]] },
    ]);
    expect(masks.map((mask) => mask.name)).toEqual(["window", "mask 2", "mask 3"]);
    expect(agreement(masks[0].data, bright)).toBeGreaterThan(0.999);
    // Its lower edge is the photo's own: there the first SAM blends with what lies below, as its authors' code does.
    expect(agreement(masks[1].data, band)).toBeGreaterThan(0.98);
    expect(masks[0]).toMatchObject({ width, height, score: expect.closeTo(0.9) });
    // A cell of the decoder's mask is eight of the photo's pixels wide where the longer side is fitted.
    for (const off of [masks[0].box[0] - 96, masks[0].box[3] - 48]) expect(Math.abs(off)).toBeLessThan(8);
    expect(masks[0].area).toBe(masks[0].data.reduce((sum, one) => sum + one, 0));
    expect(labels.legend.map((one) => one.name)).toEqual(["background", "window", "mask 2", "mask 3"]);
    expect([20 * width + 112, 58 * width + 30, 10 * width + 10].map((at) => labels.data[at])).toEqual([
      1, 2, 3,
    ]);
    expect(labels.provenance).toMatchObject({ model: "Segment Anything", device: "cpu" });
  });

  it("looks at a photo once for all prompts", async () => {
    const runs: string[] = [];
    const inner = openInference({ device: "cpu" });
    const inference: Inference = {
      close: () => inner.close(),
      async load(path, options) {
        const network = await inner.load(path, options);
        const run: typeof network.run = (...args) => {
          runs.push(path.includes("encoder_mask") ? "decoder" : "encoder");
          return network.run(...args);
        };
        return { ...network, run };
      },
    };
    const segmenter = open(`sam:${tiny(name)}`, { inference });
    for (const points of [[[112, 20]], [[10, 10]]] as MaskPrompt["points"][])
      await segmenter.segment(photo, [{ points }]);
    await segmenter.segment(new RgbImage({ ...photo }), [{ points: [[1, 1]] }]);
    expect(runs).toEqual(["encoder", "decoder", "decoder", "encoder", "decoder"]);
    await segmenter.close();
    await inner.close();
  });
});

it("takes boxes where the export does, and tells where it does not", async () => {
  const inBox = (x: number, y: number): boolean => x >= 32 && x < 96 && y >= 16 && y < 40;
  const { masks } = await open(`sam:${tiny("sam2")}`).segment(photo, [{ box: [32, 16, 64, 24] }]);
  expect(agreement(masks[0].data, inBox)).toBeGreaterThan(0.999);
  const error = await open(`sam:${tiny("sam")}`)
    .segment(photo, [{ box: [32, 16, 64, 24] }])
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ fault: "unfit", remedy: expect.stringContaining("sam-2.1-tiny") });
});

it("finds graphs in onnx/, as the hub has them", async () => {
  mkdirSync(join(folder, "onnx"));
  cpSync(tiny("sam2"), join(folder, "onnx"), { recursive: true });
  expect((await open(`sam:${folder}`).segment(photo, [{ points: [[112, 20]] }])).masks).toHaveLength(1);
});

it.each<[unknown, RegExp]>([
  [[], /prompts must be a list/],
  ["x", /prompts must be a list/],
  [[{}], /with points or a box/],
  [[{ outside: [[1, 1]] }], /with points or a box/],
  [[{ points: [[200, 1]] }], /places on the photo of 128 × 64/],
  [[{ points: [1, 2] }], /write \[\[120, 80\]\]/],
  [[{ box: [10, 10, 0, 5] }], /left, top, width, height/],
  [[{ box: [100, 10, 50, 5] }], /left, top, width, height/],
  [[{ point: [[1, 1]] }], /write points/],
  [[{ points: [[1, 1]], name: "" }], /name must be a text/],
])("refuses the prompts %j", async (prompts, message) => {
  await expect(open(`sam:${tiny("sam")}`).segment(photo, prompts as never)).rejects.toThrow(message);
});

it("refuses other specifications, folders without the graphs, and graphs of another kind", async () => {
  expect(() => openSegmenter("sam2:x")).toThrow("must be sam:FOLDER");
  expect(() => openSegmenter("sam:/nowhere")).toThrow("a folder with vision_encoder.onnx, but is without it");
  const swapped = join(folder, "swapped");
  mkdirSync(swapped);
  const [encoder, decoder] = ["vision_encoder", "prompt_encoder_mask_decoder"].map((one) => `${one}.onnx`);
  cpSync(join(tiny("sam"), decoder), join(swapped, encoder));
  cpSync(join(tiny("sam"), encoder), join(swapped, decoder));
  const error = await open(`sam:${swapped}`)
    .segment(photo, [{ points: [[1, 1]] }])
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ fault: "unfit", argument: "vision_encoder.onnx" });
  await expect(open(`sam:${tiny("sam")}`).segment(3 as never, [])).rejects.toThrow(
    "photo must be an RgbImage",
  );
});
