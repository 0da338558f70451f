/** Whole pipelines on tiny graphs of the layout that optimum writes (make.py), whose sums are done here by hand. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { estimateDepth, type Generator, isGeneratorError, openGenerator, RgbImage } from "vision-peel";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { fitSize } from "../../../src/generators/onnx/diffusion/fitSize.js";
import { asMessage } from "../../../src/generators/onnx/diffusion/flux2Klein.js";
import {
  fluxMu,
  latentsOf,
  normalised,
  patchified,
  pictureIds,
  tokensOf,
  unpatchified,
} from "../../../src/generators/onnx/diffusion/flux2Latents.js";
import { fromHalf, toHalf } from "../../../src/generators/onnx/diffusion/half.js";
import { readDiffusionTokenizer } from "../../../src/generators/onnx/diffusion/promptTokenizer.js";

const tiny = (name: string): string => fileURLToPath(new URL(`tiny/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "peel-diffusion-"));
afterAll(() => rmSync(folder, { recursive: true }));
let opened: Generator[] = [];
afterEach(async () => {
  for (const one of opened) await one.close();
  opened = [];
});
async function open(path: string): Promise<Generator> {
  const generator = await openGenerator(`onnx:${path}`, { device: "cpu" });
  opened.push(generator);
  return generator;
}

/** Blocks of 8 × 8 pixels, each of one colour, so that averaging them loses nothing. */
const SIDE = 32;
const colourAt = (x: number, y: number): readonly number[] => [60 + 40 * (x >> 3), 30 + 50 * (y >> 3), 100];
const photo = new RgbImage({
  width: SIDE,
  height: SIDE,
  data: Uint8Array.from({ length: 3 * SIDE * SIDE }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return colourAt(pixel % SIDE, Math.floor(pixel / SIDE))[i % 3];
  }),
});
const planeOf = (level: number): number => level / 127.5 - 1;
const levelOf = (plane: number): number => Math.max(0, Math.min(255, Math.round((plane + 1) * 127.5)));

describe("InstructPix2Pix", () => {
  it("guides by photo and words as eq. 3 has it, and ends at what the network says", async () => {
    const generator = await open(tiny("edits"));
    expect(generator.about).toMatchObject({ model: "edits", image: "required", isSeeded: true });
    const steps: number[] = [];
    const { picture } = await generator.generate({
      ...{ prompt: "a cat", image: photo, seed: 3, steps: 4, guidance: 2 },
      onProgress: ({ done }) => steps.push(done),
    });
    expect(steps).toEqual([1, 2, 3, 4]);
    expect(picture).toMatchObject({ width: SIDE, height: SIDE });
    // Tokens: start 0, "a</w>" 5, "cat</w>" 8, end 1, four of padding 1; and 0 with seven of 1 for no words.
    const [words, noWords] = [(5 + 8 + 5) / 8 / 100, 7 / 8 / 100];
    for (const [x, y] of [
      [0, 0],
      [9, 20],
      [31, 31],
    ]) {
      colourAt(x, y).forEach((level, k) => {
        const latent = planeOf(level);
        // Half the photo's latents, 1.5 times as far from nothing; twice the way to the words; scaled back by 0.5.
        const said = noWords + 1.5 * (0.5 * latent) + 2 * (words - noWords);
        const got = picture.data[3 * (y * SIDE + x) + k];
        expect(Math.abs(got - levelOf(said / 0.5))).toBeLessThanOrEqual(1);
      });
    }
    expect(picture.provenance).toMatchObject({
      device: "cpu",
      seed: 3,
      modelVersion: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
  });

  it("is the same for the same seed with noise between its steps, and another for another", async () => {
    const copy = join(folder, "ancestral");
    cpSync(tiny("edits"), copy, { recursive: true });
    const config = {
      _class_name: "EulerAncestralDiscreteScheduler",
      beta_schedule: "scaled_linear",
      beta_start: 0.00085,
      beta_end: 0.012,
    };
    writeFileSync(join(copy, "scheduler/scheduler_config.json"), JSON.stringify(config));
    const generator = await open(copy);
    const paint = async (seed: number) =>
      Buffer.from((await generator.generate({ prompt: "a cat", image: photo, seed, steps: 3 })).picture.data);
    const first = await paint(1);
    expect(Buffer.compare(first, await paint(1))).toBe(0);
    expect(Buffer.compare(first, await paint(2))).not.toBe(0);
  });

  it("warns of a prompt that is cut off", async () => {
    const { picture } = await (await open(tiny("edits"))).generate({
      prompt: "a cat a cat a cat a cat",
      image: photo,
      steps: 1,
    });
    expect(picture.provenance?.warnings).toEqual([expect.stringContaining("its last 2 tokens were cut off")]);
  });
});

describe("one-step painters", () => {
  it.each([
    ["lotus-d", "lotus-disparity"],
    ["genpercept", "marigold"],
  ])("%s paints at its own time, without noise and without words", async (name, dialect) => {
    const generator = await open(tiny(name));
    expect(generator.about).toMatchObject({ model: name, isSeeded: false, dialect });
    const { picture } = await generator.generate({ prompt: "depth", image: photo });
    // These tiny ones give the photo's own blocks back where time, labels and sign are right.
    let most = 0;
    for (let i = 0; i < picture.data.length; i++)
      most = Math.max(most, Math.abs(picture.data[i] - photo.data[i]));
    expect(most).toBeLessThanOrEqual(1);
    const { depth } = await estimateDepth(photo, { generator });
    expect(depth.provenance).toMatchObject({ dialect, unit: "relative" });
  });

  it("keep a photo's shape, at sides that the autoencoder takes", async () => {
    const wide = new RgbImage({ width: 100, height: 40, data: new Uint8Array(12_000).fill(80) });
    const { picture } = await (await open(tiny("lotus-d"))).generate({ prompt: "depth", image: wide });
    expect(picture).toMatchObject({ width: 104, height: 40 });
    expect(fitSize({ width: 1920, height: 1080 }, 512 ** 2, 64)).toEqual({ width: 704, height: 384 });
  });
});

describe("FLUX.2 klein", () => {
  it("flows to what its transformer says, told places, words and time as the reference tells them", async () => {
    const generator = await open(tiny("klein"));
    expect(generator.about).toMatchObject({ model: "klein", image: "optional", isSeeded: true });
    const { picture } = await generator.generate({ prompt: "paint", image: photo, seed: 5 });
    let most = 0;
    for (let i = 0; i < picture.data.length; i++)
      most = Math.max(most, Math.abs(picture.data[i] - photo.data[i]));
    expect(most).toBeLessThanOrEqual(1);
    expect(picture.provenance).toMatchObject({ seed: 5, device: "cpu" });
  });

  it("its latents go to patches and tokens and back, in the reference's order", () => {
    const data = Float32Array.from({ length: 2 * 4 * 6 }, (_, i) => i);
    const latents = { channels: 2, height: 4, width: 6, data };
    const patches = patchified(latents);
    expect(patches).toMatchObject({ channels: 8, height: 2, width: 3 });
    // Channel 1, row 1 of a block, column 0 is channel 4 + 2; at block (1, 2) that is row 3, column 4.
    expect(patches.data[6 * 6 + 1 * 3 + 2]).toBe(24 + 3 * 6 + 4);
    const { data: _, ...size } = patches;
    expect(unpatchified(latentsOf(tokensOf(patches), size))).toEqual(latents);
    const spread = { mean: [1, 2, 3, 4, 5, 6, 7, 8], std: [2, 2, 2, 2, 1, 1, 1, 1] };
    expect(normalised(normalised(patches, spread), spread, true).data).toEqual(patches.data);
    expect(pictureIds({ channels: 1, height: 2, width: 2 }, 10)).toEqual([
      10, 0, 0, 0, 10, 0, 1, 0, 10, 1, 0, 0, 10, 1, 1, 0,
    ]);
  });

  it("shifts its noise as the reference's fit has it", () => {
    // By hand from its four numbers: 4096 tokens and 4 steps; and more tokens than the fit of few steps goes to.
    expect(fluxMu(4096, 4)).toBeCloseTo(2.2562 + ((1.15 - 2.2562) * (4 - 10)) / 190, 3);
    expect(fluxMu(8192, 4)).toBeCloseTo(1.8433, 3);
    expect(asMessage("x")).toBe(
      "<|im_start|>user\nx<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n",
    );
  });
});

describe("parts of a pipeline", () => {
  it("CLIP's tokens from vocab.json and merges.txt: lower case, merged, begun, ended and padded", async () => {
    const tokenizer = await readDiffusionTokenizer(join(tiny("edits"), "tokenizer"));
    expect(tokenizer("A  CAT!").ids).toEqual([0, 5, 8, 10, 1, 1, 1, 1]);
    expect(tokenizer("an").ids).toEqual([0, 12, 1, 1, 1, 1, 1, 1]);
    expect(tokenizer("").ids).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
    expect(tokenizer("a a a a a a a a a")).toMatchObject({
      ids: [0, 5, 5, 5, 5, 5, 5, 1],
      warnings: [expect.any(String)],
    });
  });

  it("half precision there and back: exact where it can be, to the nearest and even where not", () => {
    // Values of IEEE 754-2019, table 3.5 and section 4.3.1.
    const known: [number, number][] = [
      [1, 0x3c00],
      [-2, 0xc000],
      [65504, 0x7bff],
      [65520, 0x7c00],
      [2 ** -24, 1],
      [2 ** -14, 0x400],
      [1 / 3, 0x3555],
      [0, 0],
      [-0, 0x8000],
      [2049, 0x6800],
      [2051, 0x6802],
      [Infinity, 0x7c00],
    ];
    expect([...toHalf(known.map(([value]) => value))]).toEqual(known.map(([, bits]) => bits));
    expect(Number.isNaN(fromHalf(toHalf([Number.NaN]))[0])).toBe(true);
    const all = Uint16Array.from({ length: 65536 }, (_, i) => i).filter((bits) => (bits & 0x7c00) !== 0x7c00);
    expect(toHalf(fromHalf(all))).toEqual(all);
  });

  it.each([
    [
      "another pipeline",
      { _class_name: "StableDiffusionXLPipeline" },
      /of InstructPix2Pix, FLUX\.2 klein, Lotus or GenPercept, but is of StableDiffusionXLPipeline/,
    ],
    ["no class", {}, /of undefined/],
  ])("refuses %s", async (_, index, message) => {
    const copy = join(folder, `other-${Math.random()}`);
    cpSync(tiny("edits"), copy, { recursive: true });
    writeFileSync(join(copy, "model_index.json"), JSON.stringify(index));
    const error = await openGenerator(`onnx:${copy}`).catch((reason: unknown) => reason);
    expect(isGeneratorError(error, "unavailable")).toBe(true);
    expect(String(error)).toMatch(message);
  });

  it("tells which part is missing", async () => {
    const copy = join(folder, "partial");
    cpSync(tiny("edits"), copy, { recursive: true });
    rmSync(join(copy, "vae_decoder/model.onnx"));
    await expect(openGenerator(`onnx:${copy}`)).rejects.toThrow(
      /vae_decoder.model\.onnx must be the graph of this part, but is missing/,
    );
  });
});
