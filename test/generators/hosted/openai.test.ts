/** The OpenAI kind against a server that answers as the images reference says. */
import { openGenerator, RgbImage, Secret } from "vision-peel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { json, pictureFile, startServer, type TestServer } from "./server.js";

const KEY = "sk-not-a-real-key";
const photo = new RgbImage({ width: 8, height: 6, data: new Uint8Array(144).fill(90) });
let server: TestServer;
let png: string;
beforeAll(async () => {
  delete process.env.OPENAI_API_KEY;
  server = await startServer();
  png = (await pictureFile("png")).toString("base64");
});
beforeEach(() => server.answers(json({ created: 1, data: [{ b64_json: png }] })));
afterAll(() => server.close());

const open = (options: Record<string, unknown> = {}) =>
  openGenerator(`openai:open-vision-banana@${server.url}`, { attempts: 2, firstWaitMs: 1, ...options });

describe("openai", () => {
  it("edits a photo: a form with the picture, and what servers of one's own take", async () => {
    const generator = await open({ dialect: "open-vision-banana", key: new Secret(KEY) });
    const { picture } = await generator.generate({
      ...{ prompt: "depth", image: photo, seed: 5, steps: 4, guidance: 2.5, size: { width: 64, height: 48 } },
    });
    expect([...picture.data.subarray(0, 3)]).toEqual([255, 0, 0]);
    const [{ path, headers, body }] = server.asked;
    expect(path).toBe("/v1/images/edits");
    expect(headers.authorization).toBe(`Bearer ${KEY}`);
    const form = await new Response(new Uint8Array(body), {
      headers: { "content-type": headers["content-type"] ?? "" },
    }).formData();
    const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
    expect(fields).toEqual({
      ...{ model: "open-vision-banana", prompt: "depth", n: "1", size: "64x48", output_format: "png" },
      ...{ response_format: "b64_json", seed: "5", num_inference_steps: "4", guidance_scale: "2.5" },
    });
    expect((form.get("image") as File).name).toBe("photo.png");
    expect(picture.provenance).toMatchObject({
      ...{
        dialect: "open-vision-banana",
        seed: 5,
        model: "open-vision-banana",
        device: new URL(server.url).host,
      },
    });
  });

  it("generates from words as JSON; without a key where none is set", async () => {
    server.answers(json({ data: [{ b64_json: png }, { b64_json: png }] }));
    const { pictures } = await (await open()).generate({ prompt: "a room", seed: 1, count: 2 });
    expect(pictures.map(({ provenance }) => provenance?.seed)).toEqual([1, 2]);
    const [{ path, headers, body }] = server.asked;
    expect([path, headers.authorization]).toEqual(["/v1/images/generations", undefined]);
    expect(JSON.parse(body.toString())).toMatchObject({ prompt: "a room", n: 2, seed: 1 });
  });

  it("fetches pictures that are named by an address, without the key", async () => {
    const file = await pictureFile("png", [0, 255, 0]);
    server.answers(json({ data: [{ url: `${server.url}/file.png` }] }), (response) => response.end(file));
    const { picture } = await (await open({ key: new Secret(KEY) })).generate({ prompt: "p" });
    expect([...picture.data.subarray(0, 3)]).toEqual([0, 255, 0]);
    expect([server.asked[1].path, server.asked[1].headers.authorization]).toEqual(["/file.png", undefined]);
  });

  it("takes addresses that end in /v1, and reckons what it is told to", async () => {
    const generator = await openGenerator(`openai:m@${server.url}/v1/`, { priceUsd: 0.01 });
    expect(generator.estimate({ prompt: "p", count: 3 })).toEqual({ usd: 0.03, basis: "priceUsd" });
    const { picture } = await generator.generate({ prompt: "p" });
    expect(server.asked[0].path).toBe("/v1/images/generations");
    expect(picture.provenance?.cost).toEqual({ usd: 0.01, basis: "priceUsd" });
  });

  it.each([
    [json({ data: [] }), "bad-answer"],
    [json({ data: [{}] }), "bad-answer"],
    [json({ error: { message: "no such model" } }, 404), "unavailable"],
    [json({ error: { message: "moderation" } }, 400), "unfit"],
  ])("tells a failure %#", async (answer, fault) => {
    server.answers(answer);
    await expect((await open()).generate({ prompt: "p" })).rejects.toMatchObject({ fault });
  });

  it.each([["openai:"], ["openai:@http://x"], ["openai:m@nowhere"]])("refuses %s", async (spec) => {
    await expect(openGenerator(spec)).rejects.toThrow(/openai:MODEL@URL|begins with https/);
  });
});
