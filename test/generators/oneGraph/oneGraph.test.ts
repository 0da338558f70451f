/** The one-graph contract, on tiny graphs whose sums are done here by hand. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  DepthMap,
  decodeDepth,
  depthTables,
  encodeDepth,
  isGeneratorError,
  openGenerator,
  RgbImage,
} from "vision-peel";
import { afterAll, describe, expect, it } from "vitest";
import { generatorOf } from "../../../src/generators/generator.js";
import { oneGraphPainter } from "../../../src/generators/onnx/oneGraph/index.js";
import { noiseOf } from "../../../src/generators/onnx/planes.js";
import { withRecording } from "../../../src/generators/recording/index.js";
import { inProcessInference } from "../../support/inProcessInference.js";

const SIDE = 16;
const VOCABULARY = ["<pad>", "<unknown>", "depth", "map", "of", "image"];
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A model's folder with one of the tiny graphs. */
function folderOf(graph: string, card: object = {}, tokenizer: object = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "peel-one-graph-"));
  folders.push(folder);
  copyFileSync(fileURLToPath(new URL(`tiny/${graph}.onnx`, import.meta.url)), join(folder, "model.onnx"));
  const whole = { contract: "peel/one-graph/1", name: "tiny", size: SIDE, ...card };
  writeFileSync(join(folder, "card.json"), JSON.stringify(whole));
  const words = { version: 1, length: 8, vocabulary: VOCABULARY, ...tokenizer };
  writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(words));
  return folder;
}

async function openTiny(folder: string, onRun?: () => void) {
  const painter = await oneGraphPainter(folder, { inference: inProcessInference(onRun) });
  return generatorOf(`onnx:${folder}`, painter);
}

/** A photo whose red levels run through all that there are. */
const levels = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => i);
const photo = new RgbImage({
  width: SIDE,
  height: SIDE,
  data: Uint8Array.from({ length: 3 * SIDE * SIDE }, (_, i) => (i % 3 === 0 ? levels[i / 3] : 77)),
});

describe("a graph from picture and prompt to painting", () => {
  it("paints what the exact painter paints, and decodes to the same metres", async () => {
    const generator = await openTiny(folderOf("paintsDepth"));
    const { picture } = await generator.generate({ prompt: "depth map", image: photo });
    // Step 7r of the walk's 1785 stands for a depth of the paper's code.
    const { metresOfStep } = depthTables();
    const truth = Float32Array.from(levels, (level) => metresOfStep[7 * level]);
    const exact = encodeDepth(new DepthMap({ width: SIDE, height: SIDE, data: truth }));
    expect(Buffer.compare(picture.data, exact.data)).toBe(0);
    expect(decodeDepth(picture).data).toEqual(decodeDepth(exact).data);
    expect(Math.max(...(decodeDepth(picture).residual ?? [Number.NaN]))).toBe(0);
  });

  it("says how the picture came to be", async () => {
    const generator = await openTiny(folderOf("paintsDepth", { licence: "MIT", dialect: "vision-banana" }));
    expect(generator.about).toMatchObject({ kind: "onnx", model: "tiny", image: "required", licence: "MIT" });
    const { picture } = await generator.generate({ prompt: "depth", image: photo, seed: 5 });
    expect(picture.provenance).toMatchObject({
      ...{ model: "tiny", device: "cpu", seed: 5, alignmentMode: "resize", dialect: "vision-banana" },
      ...{ modelVersion: expect.stringMatching(/^[0-9a-f]{12}$/), mime: "image/raw" },
    });
  });

  it("takes pictures of any size, and warns of what is stretched", async () => {
    const generator = await openTiny(folderOf("paintsDepth"));
    const wide = new RgbImage({ width: 64, height: 32, data: new Uint8Array(3 * 64 * 32).fill(9) });
    const { picture } = await generator.generate({ prompt: "depth", image: wide });
    expect(picture).toMatchObject({ width: SIDE, height: SIDE });
    expect(picture.provenance?.warnings).toEqual([expect.stringContaining("stretched by 2.00")]);
  });

  it("warns of words that the model does not have, and of what is cut off", async () => {
    const generator = await openTiny(folderOf("paintsDepth"));
    const { picture } = await generator.generate({ prompt: `zebra ${"depth ".repeat(12)}`, image: photo });
    expect(picture.provenance?.warnings).toEqual([
      "The model has no word for “zebra”: what it makes of them is chance.",
      expect.stringMatching(/too long: its last \d+ tokens/),
    ]);
  });
});

describe("a graph that flows from noise", () => {
  const at = { prompt: "map", image: photo, seed: 11 };
  /** The same in plain words: first token 3 ("map"), picture / 4, noise / 2, step / 10. */
  function byHand(steps: number, guidance: number, seed: number, hasPicture: boolean): Uint8Array {
    const count = SIDE * SIDE;
    const x = Float64Array.from(noiseOf(seed, 3 * count));
    for (let i = 0; i < steps; i++) {
      for (let k = 0; k < x.length; k++) {
        const level = photo.data[3 * (k % count) + Math.floor(k / count)];
        const unconditional = x[k] / 2 + (hasPicture ? (level / 127.5 - 1) / 4 : 0) + i / steps / 10;
        const guess = unconditional + guidance * (3 / 20);
        x[k] += (guess - x[k]) / (steps - i);
      }
    }
    const data = new Uint8Array(3 * count);
    for (let k = 0; k < x.length; k++)
      data[3 * (k % count) + Math.floor(k / count)] = Math.max(0, Math.min(255, (x[k] + 1) * 127.5 + 0.5));
    return data;
  }
  const isNear = (a: Uint8Array, b: Uint8Array): boolean =>
    a.every((level, i) => Math.abs(level - b[i]) <= 1);

  it.each([
    [1, 1],
    [4, 1],
    [3, 2.5],
    [2, 0],
  ])("takes %i Euler steps with guidance %f", async (steps, guidance) => {
    let runs = 0;
    const generator = await openTiny(folderOf("flows"), () => runs++);
    const { picture } = await generator.generate({ ...at, steps, guidance });
    expect(isNear(picture.data, byHand(steps, guidance, 11, true))).toBe(true);
    expect(runs).toBe(steps * (guidance === 1 ? 1 : 2));
  });

  it("answers about pictures and makes pictures as its card says", async () => {
    const card = { perception: { steps: 2 }, textToImage: { steps: 5, guidance: 3 } };
    const generator = await openTiny(folderOf("flows", card));
    expect(generator.about.image).toBe("optional");
    const [seen, made] = [at, { prompt: "map", seed: 11 }].map((request) => generator.generate(request));
    expect(isNear((await seen).picture.data, byHand(2, 1, 11, true))).toBe(true);
    expect(isNear((await made).picture.data, byHand(5, 3, 11, false))).toBe(true);
  });

  it("paints several, with seeds that count on, and the same again for the same seed", async () => {
    const generator = await openTiny(folderOf("flows"));
    const { pictures } = await generator.generate({ ...at, count: 3 });
    const again = await generator.generate({ ...at, seed: 13 });
    expect(pictures.map(({ provenance }) => provenance?.seed)).toEqual([11, 12, 13]);
    expect(pictures[2].data).toEqual(again.picture.data);
    expect(pictures[0].data).not.toEqual(pictures[1].data);
  });

  it("tells each step, and stops between steps", async () => {
    const generator = await openTiny(folderOf("flows"));
    const controller = new AbortController();
    const told: string[] = [];
    const result = generator.generate({
      ...{ ...at, steps: 50, signal: controller.signal },
      onProgress({ stage, done, total }) {
        told.push(`${stage} ${done}/${total}`);
        if (done === 3) controller.abort(new Error("enough"));
      },
    });
    await expect(result).rejects.toThrow("enough");
    expect(told).toEqual(["loading the model 0/0", ...[1, 2, 3].map((done) => `painting ${done}/50`)]);
  });
});

describe("a folder that does not keep the contract", () => {
  const fault = async (folder: string): Promise<string> => {
    try {
      const generator = await openTiny(folder);
      await generator.generate({ prompt: "depth", image: photo });
    } catch (error) {
      if (isGeneratorError(error, "unavailable")) return error.message;
      throw error;
    }
    return "none";
  };

  it.each([
    [{ contract: "peel/one-graph/2" }, "contract"],
    [{ contract: undefined }, "contract"],
    [{ size: 4 }, "size"],
    [{ name: "" }, "name"],
    [{ perception: { steps: 0 } }, "perception"],
    [{ textToImage: "24 steps" }, "textToImage"],
    [{ limits: "none" }, "limits"],
    [{ graph: "other.onnx" }, "other.onnx"],
    [{ tokenizer: "words.json" }, "words.json"],
  ])("is refused for the card %j", async (card, named) => {
    expect(await fault(folderOf("paintsDepth", card))).toContain(named);
  });

  it.each([{ version: 2 }, { length: 0 }, { vocabulary: "a b" }])(
    "is refused for the tokenizer %j",
    async (tokenizer) => {
      expect(await fault(folderOf("paintsDepth", {}, tokenizer))).toContain("word tokenizer of version 1");
    },
  );

  it("is refused without a card, with a broken one, and with a list for one", async () => {
    const folder = folderOf("paintsDepth");
    writeFileSync(join(folder, "card.json"), "{");
    expect(await fault(folder)).toContain("not readable");
    writeFileSync(join(folder, "card.json"), "[]");
    expect(await fault(folder)).toContain("a JSON object");
    rmSync(join(folder, "card.json"));
    expect(await fault(folder)).toContain("missing");
  });

  it("is refused for a graph with other inputs, which are named", async () => {
    expect(await fault(folderOf("strange"))).toContain("picture, ids, mask");
  });

  it("is refused for sizes that are not the graph's, by file and field", async () => {
    const card = await fault(folderOf("paintsDepth", { size: 8 }));
    expect(card).toMatch(
      /card\.json must be a file with size: 16, as the graph's input picture.*is 8: mend "size"/,
    );
    const words = await fault(folderOf("paintsDepth", {}, { length: 9 }));
    expect(words).toMatch(/tokenizer\.json must be a file with length: 8, as .* ids has it, but is 9/);
  });
});

describe("the version of a model", () => {
  const versionOf = async (folder: string): Promise<string> =>
    (await openTiny(folder)).about.modelVersion as string;

  it("is another for another graph, weights, words or settings, and none for words for people", async () => {
    const same = await versionOf(folderOf("flows"));
    expect(await versionOf(folderOf("flows", { limits: ["small"], licence: "MIT", notes: "x" }))).toBe(same);
    const weights = folderOf("flows");
    writeFileSync(join(weights, "model.onnx_data"), "1");
    const versions = [same, await versionOf(weights)];
    writeFileSync(join(weights, "model.onnx_data"), "2");
    versions.push(await versionOf(weights), await versionOf(folderOf("paintsDepth")));
    versions.push(await versionOf(folderOf("flows", { perception: { steps: 2 } })));
    versions.push(await versionOf(folderOf("flows", {}, { vocabulary: ["<pad>", "<unknown>", "map"] })));
    expect(new Set(versions).size).toBe(versions.length);
  });

  it("sees what is changed in large weights", async () => {
    const folder = folderOf("flows");
    const weights = join(folder, "model.onnx_data");
    writeFileSync(weights, Buffer.alloc(65 * 2 ** 20));
    const before = await versionOf(folder);
    writeFileSync(weights, Buffer.alloc(2 ** 20, 1), { flag: "r+" });
    expect(await versionOf(folder)).not.toBe(before);
  });

  it("decides which recording answers", async () => {
    const [folder, record] = [folderOf("flows"), folderOf("flows")];
    const runs: number[] = [];
    const ask = async (): Promise<unknown> => {
      const painter = await oneGraphPainter(folder, { inference: inProcessInference(() => runs.push(1)) });
      const generator = generatorOf("onnx:x", withRecording(painter, join(record, "kept"), false));
      return (await generator.generate({ prompt: "map", image: photo, seed: 1 })).picture.provenance
        ?.replayed;
    };
    expect([await ask(), await ask()]).toEqual([undefined, true]);
    writeFileSync(
      join(folder, "card.json"),
      JSON.stringify({ contract: "peel/one-graph/1", name: "tiny", size: SIDE, perception: { steps: 3 } }),
    );
    expect([await ask(), await ask(), runs.length]).toEqual([undefined, true, 4]);
    const replayed = await openGenerator(`replay:${join(record, "kept")}`);
    await expect(replayed.generate({ prompt: "map", image: photo, seed: 1 })).rejects.toThrow(
      /several, of other models, versions or options/,
    );
  });
});
