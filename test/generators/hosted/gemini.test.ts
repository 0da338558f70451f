/** The Gemini kind against a server that answers as the service's reference says, well and badly. */
import { createServer } from "node:net";
import { inspect } from "node:util";
import { GeneratorError, openGenerator, RgbImage, Secret } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, json, pictureFile, startServer, type TestServer } from "./server.js";

const KEY = "AIza-not-a-real-key-0123456789";
const photo = new RgbImage({ width: 40, height: 30, data: new Uint8Array(3600).fill(90) });
const prompt = "Generate a metric depth map of the input image.";
let server: TestServer;
let png: string;
let jpeg: string;
beforeAll(async () => {
  server = await startServer();
  png = (await pictureFile("png")).toString("base64");
  jpeg = (await pictureFile("jpeg", [0, 0, 255])).toString("base64");
});
afterAll(() => server.close());

const patient = { attempts: 3, firstWaitMs: 1, timeoutMs: 2000 };
const open = (options: Record<string, unknown> = {}) =>
  openGenerator("gemini:gemini-3-pro-image", {
    baseUrl: server.url,
    key: new Secret(KEY),
    ...patient,
    ...options,
  });
const picture = (data: string, mimeType = "image/png", more = {}) => ({
  inlineData: { mimeType, data },
  ...more,
});
const answered = (parts: unknown[], more = {}): Answer =>
  json({
    candidates: [{ content: { role: "model", parts }, finishReason: "STOP" }],
    modelVersion: "gemini-3-pro-image-0528",
    ...more,
  });
async function failure(answers: Answer[], options: Record<string, unknown> = {}): Promise<GeneratorError> {
  server.answers(...answers);
  const generator = await open(options);
  const error = await generator.generate({ prompt, image: photo }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GeneratorError);
  for (const text of [inspect(error, { depth: 9 }), JSON.stringify(error), (error as Error).stack])
    expect(text).not.toContain(KEY);
  return error as GeneratorError;
}

describe("gemini", () => {
  it("asks as the reference says, and takes the last picture that is no thought", async () => {
    const usage = { usageMetadata: { candidatesTokensDetails: [{ modality: "IMAGE", tokenCount: 1120 }] } };
    server.answers(
      answered([picture(jpeg, "image/jpeg", { thought: true }), { text: "Here." }, picture(png)], usage),
    );
    const heard: string[] = [];
    const { picture: painted } = await (await open()).generate({
      ...{ prompt, image: photo, seed: 7, size: { width: 1200, height: 900 } },
      onProgress: ({ stage }) => heard.push(stage),
    });
    expect([...painted.data.subarray(0, 3), painted.width]).toEqual([255, 0, 0, 32]);
    const [{ path, headers, body }] = server.asked;
    expect(path).toBe("/v1/models/gemini-3-pro-image:generateContent");
    expect(headers["x-goog-api-key"]).toBe(KEY);
    const { contents, generationConfig } = JSON.parse(body.toString());
    expect(contents[0].parts[0]).toEqual({ text: prompt });
    expect(Buffer.from(contents[0].parts[1].inlineData.data, "base64").subarray(1, 4).toString()).toBe("PNG");
    expect(generationConfig).toEqual({
      ...{ responseModalities: ["IMAGE"], seed: 7 },
      imageConfig: { aspectRatio: "4:3", imageSize: "1K" },
    });
    expect(painted.provenance).toMatchObject({
      ...{ model: "gemini-3-pro-image", modelVersion: "gemini-3-pro-image-0528", mime: "image/png", seed: 7 },
      ...{
        cost: { usd: 0.1351, basis: "price list of 2026-11" },
        imageTokens: 1120,
        alignmentMode: "cover-crop",
      },
    });
    expect(heard).toEqual(["waiting for Gemini"]);
    expect(inspect(painted.provenance)).not.toContain(KEY);
  });

  it("warns of JPEG, asks the enterprise service for PNG, and follows shapes and sizes", async () => {
    server.answers(answered([picture(jpeg, "image/jpeg")]));
    const { picture: painted } = await (await open({ enterprise: true, temperature: 0.5 })).generate({
      ...{ prompt, size: { width: 4000, height: 2000 } },
    });
    expect(painted.provenance?.warnings).toHaveLength(1);
    const [{ path, body }] = server.asked;
    expect(path).toBe("/v1/publishers/google/models/gemini-3-pro-image:generateContent");
    expect(JSON.parse(body.toString()).generationConfig).toMatchObject({
      temperature: 0.5,
      imageConfig: { aspectRatio: "16:9", imageSize: "4K", imageOutputOptions: { mimeType: "image/png" } },
    });
  });

  it("tells what pictures cost, and stops before a budget is spent", async () => {
    server.answers(answered([picture(png)]));
    const generator = await open({ budgetUsd: 0.3 });
    expect(generator.estimate({ prompt, image: photo, count: 2 })?.usd).toBeCloseTo(0.2702);
    await generator.generate({ prompt, image: photo, count: 2 });
    await expect(generator.generate({ prompt, image: photo })).rejects.toMatchObject({ fault: "budget" });
    expect(server.asked).toHaveLength(2);
  });

  it("tries again after 429 and 500, and waits as long as it is told", async () => {
    server.answers(
      json({ error: { message: "slow down" } }, 429, { "retry-after": "0.05" }),
      json({}, 500),
      answered([picture(png)]),
    );
    const heard: string[] = [];
    const generator = await open();
    await generator.generate({ prompt, onProgress: ({ stage }) => heard.push(stage) });
    expect(server.asked).toHaveLength(3);
    expect(heard.join(" | ")).toMatch(
      /Gemini answered 429: next try in .* s \| .*try 2 \| Gemini answered 500/,
    );
  });

  it.each<[string, Answer[], string, RegExp, number]>([
    ["429 for ever", [json({ error: { message: "quota" } }, 429)], "rate-limited", /status 429/, 3],
    ["429 with a long wait", [json({}, 429, { "retry-after": "3600" })], "rate-limited", /status 429/, 1],
    ["500 for ever", [json({ error: { message: "internal" } }, 500)], "network", /status 500/, 3],
    [
      "an expired key",
      [json({ error: { message: `API key ${KEY} expired` } }, 401)],
      "unauthorized",
      /has expired/,
      1,
    ],
    [
      "a key without the right",
      [json({ error: { message: "denied" } }, 403)],
      "unauthorized",
      /may do this/,
      1,
    ],
    [
      "a model that is unknown",
      [json({ error: { message: "not found" } }, 404)],
      "unavailable",
      /model's name/,
      1,
    ],
    ["a request it dislikes", [json({ error: { message: "bad size" } }, 400)], "unfit", /status 400/, 1],
    [
      "a blocked prompt",
      [json({ promptFeedback: { blockReason: "SAFETY" } })],
      "refused",
      /refused \(SAFETY\)/,
      1,
    ],
    [
      "a refused picture",
      [json({ candidates: [{ finishReason: "IMAGE_SAFETY", content: { parts: [{ text: "I cannot." }] } }] })],
      ...(["refused", /IMAGE_SAFETY/, 1] as [string, RegExp, number]),
    ],
    ["words and no picture", [answered([{ text: "It is a room." }])], "bad-answer", /words \(STOP\)/, 1],
    ["no candidate", [json({})], "bad-answer", /no candidate/, 1],
    [
      "JSON that is cut off",
      [(response) => response.end('{"candidates": [{"content"')],
      "bad-answer",
      /cut off/,
      1,
    ],
    ["a page instead", [(response) => response.end("<html>Sign in</html>")], "bad-answer", /be JSON/, 1],
    ["a picture that is none", [answered([picture("AAAA")])], "bad-answer", /a picture, but is 3 bytes/, 1],
  ])("%s", async (_, answers, fault, message, calls) => {
    const error = await failure(answers);
    expect([error.fault, server.asked.length]).toEqual([fault, calls]);
    expect(error.message).toMatch(message);
  });

  it("a truncated PNG is told", async () => {
    const half = Buffer.from(png, "base64").subarray(0, 60).toString("base64");
    expect((await failure([answered([picture(half)])])).fault).toBe("bad-answer");
  });

  it("hides the key where the service repeats it", async () => {
    const error = await failure([json({ error: { message: `API key ${KEY} expired` } }, 401)]);
    expect(error.detail).toBe("API key ••• expired");
  });

  it("gives up an answer that is too long, one that never comes, and one that breaks off", async () => {
    const long: Answer = (response) => {
      response.write(Buffer.alloc(300_000, 65));
      response.end();
    };
    const tooLong = await failure([long], { maxBytes: 100_000 });
    expect([tooLong.fault, tooLong.message]).toEqual(["bad-answer", expect.stringContaining("is longer")]);
    expect((await failure([() => {}], { timeoutMs: 100 })).fault).toBe("timeout");
    const broken: Answer = (response) => {
      response.writeHead(200, { "content-length": "1000" }).write("{");
      setTimeout(() => response.destroy(), 10);
    };
    expect((await failure([broken])).fault).toBe("bad-answer");
  });

  it("tells where nobody listens", async () => {
    const free = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, "127.0.0.1", () => {
        const { port } = probe.address() as { port: number };
        probe.close(() => resolve(port));
      });
    });
    const error = await failure([], { baseUrl: `http://127.0.0.1:${free}` });
    expect([error.fault, error.message]).toEqual([
      "network",
      expect.stringContaining(`reachable at 127.0.0.1:${free}`),
    ]);
    expect(error.detail).toContain("ECONNREFUSED");
  });

  it("ends at once when it is aborted, also while it waits to try again", async () => {
    for (const answer of [() => {}, json({}, 500)]) {
      server.answers(answer);
      const generator = await open({ firstWaitMs: 50_000 });
      const stop = new AbortController();
      const call = generator.generate({ prompt, signal: stop.signal });
      await expect.poll(() => server.asked.length).toBe(1);
      stop.abort(new Error("enough"));
      await expect(call).rejects.toThrow("enough");
    }
  });

  it("needs a key, which is never a text in the code", async () => {
    const names = ["GEMINI_API_KEY", "GOOGLE_API_KEY"];
    const before = names.map((name) => process.env[name]);
    try {
      for (const name of names) delete process.env[name];
      const generator = await openGenerator("gemini:gemini-3-pro-image", { baseUrl: server.url });
      await expect(generator.generate({ prompt })).rejects.toMatchObject({
        fault: "unauthorized",
        message: expect.stringContaining("GEMINI_API_KEY"),
      });
      process.env.GEMINI_API_KEY = KEY;
      server.answers(answered([picture(png)]));
      await generator.generate({ prompt });
      expect(server.asked[0].headers["x-goog-api-key"]).toBe(KEY);
    } finally {
      names.forEach((name, i) => {
        if (before[i] === undefined) delete process.env[name];
        else process.env[name] = before[i];
      });
    }
    const written = await open({ key: KEY }).catch((error: Error) => error);
    expect(String(written)).toMatch(/key must be a Secret, but is a text/);
    expect(String(written)).not.toContain(KEY);
    const secret = new Secret(KEY);
    expect([String(secret), JSON.stringify({ secret }), inspect(secret), `${secret}`].join()).not.toContain(
      KEY,
    );
    expect(() => new Secret(" ")).toThrow("must be one word");
  });

  it.each([
    ["gemini:", {}, /write gemini:gemini-3-pro-image/],
    ["gemini:a b", {}, /must be gemini:MODEL/],
    ["gemini:m", { baseUrl: "ftp://x" }, /begins with https/],
    ["gemini:m", { atempts: 2 }, /write attempts/],
    ["gemini:m", { attempts: 0 }, /at least 1/],
    ["gemini:m", { temperature: 3 }, /from 0 to 2/],
    ["gemini:m", { dialect: 3 }, /dialect's name/],
  ])("refuses %s with %j", async (spec, options, message) => {
    await expect(openGenerator(spec, options)).rejects.toThrow(message);
  });
});
