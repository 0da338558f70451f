/** The shipped model by the product's own path: rendered photo → prompt → ONNX Runtime → 8-bit picture → decoder. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { decodeDepth, decodeNormals, RgbImage } from "vision-peel";
import { angularErrors, normalScores } from "vision-peel/metrics";
import { PROMPT_TOKENS, tokenize, VOCABULARY } from "vision-peel/prompts";
import { renderPlain, samplePlain } from "vision-peel/world";
import { beforeAll, describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../models/generalist", import.meta.url));
const side = 128;
/** Training has seeds from 0 on. */
const seeds = Array.from({ length: 32 }, (_, i) => 9_000_000 + i);

let session: InferenceSession;
beforeAll(async () => {
  session = await InferenceSession.create(`${folder}/model.onnx`);
});

/** Standard normal numbers, the same for a seed (Box and Muller 1958, on mulberry32). */
function noiseOf(seed: number, count: number): Float32Array {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  return Float32Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}

async function paint(photo: RgbImage, prompt: string, seed: number): Promise<RgbImage> {
  const count = side * side;
  const planes = new Float32Array(3 * count);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < 3; k++) planes[k * count + i] = photo.data[3 * i + k] / 127.5 - 1;
  const ids = new BigInt64Array(PROMPT_TOKENS);
  for (const [i, id] of tokenize(prompt).ids.entries()) ids[i] = BigInt(id);
  const one = (value: number): Tensor => new Tensor("float32", Float32Array.of(value), [1]);
  const { painted } = await session.run({
    noisy: new Tensor("float32", noiseOf(seed, 3 * count), [1, 3, side, side]),
    picture: new Tensor("float32", planes, [1, 3, side, side]),
    has: one(1),
    step: one(0),
    ids: new Tensor("int64", ids, [1, PROMPT_TOKENS]),
  });
  const out = painted.data as Float32Array;
  const data = new Uint8Array(3 * count);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < 3; k++)
      data[3 * i + k] = Math.max(0, Math.min(255, Math.round((out[k * count + i] + 1) * 127.5)));
  return new RgbImage({ width: side, height: side, data });
}

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

  it("comes with the tokenizer that its prompts are written in, and a card that says what it is", () => {
    const { vocabulary } = JSON.parse(readFileSync(`${folder}/tokenizer.json`, "utf8"));
    expect(vocabulary).toEqual(VOCABULARY);
    const card = JSON.parse(readFileSync(`${folder}/card.json`, "utf8"));
    expect(card).toMatchObject({ size: side, tokens: PROMPT_TOKENS });
    expect(card.world).toBeDefined();
    expect(card.metrics.test["depth delta1"]).toBeGreaterThan(0.9);
  });
});
