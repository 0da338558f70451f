/** The shipped model by the product's own path: rendered photo → prompt → ONNX Runtime → 8-bit picture → decoder. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { decodeDepth, decodeNormals, type Generator, openGenerator, type RgbImage } from "vision-peel";
import { angularErrors, normalScores } from "vision-peel/metrics";
import { PROMPT_TOKENS, VOCABULARY } from "vision-peel/prompts";
import { renderPlain, samplePlain } from "vision-peel/world";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../models/generalist", import.meta.url));
const side = 128;
/** Training has seeds from 0 on. */
const seeds = Array.from({ length: 32 }, (_, i) => 9_000_000 + i);

let generator: Generator;
beforeAll(async () => {
  generator = await openGenerator("embedded");
});
afterAll(() => generator.close());

const paint = async (image: RgbImage, prompt: string, seed: number): Promise<RgbImage> =>
  (await generator.generate({ prompt, image, seed })).picture;

describe("the embedded model on scenes that it has never seen", { timeout: 300_000 }, () => {
  const scenes = seeds.map((seed) => renderPlain(samplePlain({ seed }), { width: side, height: side }));

  it("paints depth that decodes to metres", async () => {
    let [close, count] = [0, 0];
    for (const [i, { photo, depth }] of scenes.entries()) {
      const said = decodeDepth(await paint(photo, "Generate a metric depth map of the image.", seeds[i]));
      depth.data.forEach((metres, at) => {
        if (!(metres < 40)) return;
        count++;
        const ratio = said.data[at] / metres;
        if (Math.max(ratio, 1 / ratio) < 1.25) close++;
      });
    }
    console.log(`δ1 of ${seeds.length} scenes: ${(close / count).toFixed(3)}`);
    // 0.966 on 256 scenes of the trainer's own test.
    expect(close / count).toBeGreaterThan(0.93);
  });

  it("paints normals for the same photos, because the prompt asks for them", async () => {
    const errors: number[] = [];
    for (const [i, { photo, normals }] of scenes.entries()) {
      const said = decodeNormals(await paint(photo, "Generate the surface normals of the image.", seeds[i]));
      errors.push(...angularErrors(said.data, normals.data).filter(Number.isFinite));
    }
    const { mean, median } = normalScores(Float32Array.from(errors));
    console.log(`Normals off by ${mean.toFixed(1)}° on average, ${median.toFixed(1)}° in the median`);
    // 8.4° and 3.6° there.
    expect(mean).toBeLessThan(11);
  });

  it("paints what is referred to in the colour that is asked for", async () => {
    const share = (picture: RgbImage, isIt: (r: number, g: number, b: number) => boolean): number => {
      let hits = 0;
      for (let i = 0; i < picture.data.length; i += 3) {
        if (isIt(picture.data[i], picture.data[i + 1], picture.data[i + 2])) hits++;
      }
      return hits / (side * side);
    };
    for (const [i, { photo }] of scenes.slice(0, 8).entries()) {
      const walls = (colour: string) =>
        paint(photo, `Segment the floor in ${colour}, everything else black.`, seeds[i]);
      const [red, blue] = [await walls("red"), await walls("(0, 0, 255)")];
      expect(share(red, (r, _, b) => b > 128 && b > r)).toBeLessThan(0.02);
      expect(share(blue, (r, _, b) => r > 128 && r > b)).toBeLessThan(0.02);
    }
  });

  it("says what it is, and makes pictures from words alone", async () => {
    expect(generator.about).toMatchObject({ kind: "embedded", image: "optional", dialect: "vision-banana" });
    expect(generator.about.limits?.join(" ")).toContain("synthetic world");
    const { picture } = await generator.generate({ prompt: "a room with a red ball", seed: 1, steps: 4 });
    expect(picture).toMatchObject({ width: side, height: side });
    expect(picture.provenance).toMatchObject({ generator: "embedded", device: "cpu", seed: 1 });
    expect(new Set(picture.data).size).toBeGreaterThan(50);
  });

  it("comes with the tokenizer that its prompts are written in, and a card that says what it is", () => {
    const { vocabulary } = JSON.parse(readFileSync(`${folder}/tokenizer.json`, "utf8"));
    expect(vocabulary).toEqual(VOCABULARY);
    const card = JSON.parse(readFileSync(`${folder}/card.json`, "utf8"));
    expect(card).toMatchObject({ size: side, tokens: PROMPT_TOKENS });
    expect(card.world).toBeDefined();
    expect(card.metrics.test["depth delta1"]).toBeGreaterThan(0.9);
  });
});
