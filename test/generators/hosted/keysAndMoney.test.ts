/** What strange services must not get out of us: the key into a notebook, or more money than was allowed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { GeneratorError, openGenerator, RgbImage, registerGenerator, Secret } from "vision-peel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Answer, json, pictureFile, startServer, type TestServer } from "./server.js";

const KEY = "sk/not+a-real=key-0123456789";
const image = new RgbImage({ width: 16, height: 16, data: new Uint8Array(768).fill(90) });
const prompt = "Generate a metric depth map of the input image.";
let server: TestServer;
let png: string;
beforeAll(async () => {
  server = await startServer();
  png = (await pictureFile("png")).toString("base64");
});
afterAll(() => server.close());
beforeEach(() => server.answers());

const patient = { key: new Secret(KEY), attempts: 1, firstWaitMs: 1, timeoutMs: 2000 };
const open = (spec: string, options: Record<string, unknown> = {}) =>
  openGenerator(spec.replace("URL", server.url), {
    ...(spec.startsWith("gemini") && { baseUrl: server.url }),
    ...patient,
    ...options,
  });
const PRO = "gemini:gemini-3-pro-image";
const painted = (more = {}): Answer =>
  json({
    candidates: [{ content: { parts: [{ inlineData: { mimeType: "image/png", data: png } }] } }],
    ...more,
  });
const text =
  (body: string, status = 200): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": "text/plain" }).end(body);
  };
const ours = [KEY, encodeURIComponent(KEY), KEY.replaceAll("/", "\\/")];
const hasKey = (said: string): boolean => ours.some((spelling) => said.includes(spelling));

describe("a key", () => {
  it.each<[string, string, Answer]>([
    [
      "a refusal's reason",
      PRO,
      json({ promptFeedback: { blockReason: `SAFETY ${KEY}`, blockReasonMessage: KEY } }),
    ],
    [
      "words instead of a picture",
      PRO,
      json({ candidates: [{ content: { parts: [{ text: `key ${KEY}` }] } }] }),
    ],
    ["a page with status 200", PRO, text(`<html>${KEY}</html>`)],
    ["a body with escaped slashes", PRO, text(`{"error":{"message":"${KEY.replaceAll("/", "\\/")}"}}`, 400)],
    ["a body with signs of addresses", PRO, text(`no ${encodeURIComponent(KEY)}`, 400)],
    ["an answer without pictures", "openai:m@URL", json({ error: `key ${KEY}` })],
    [
      "words without an end",
      PRO,
      json({ candidates: [{ content: { parts: [{ text: `${"x ".repeat(60_000)}${KEY}` }] } }] }),
    ],
    ["a field's name", "openai:m@URL", json({ [KEY]: 1 })],
    [
      "metadata of a model",
      "kserve:URL/m",
      json({ inputs: [null], outputs: [{ name: KEY, datatype: "X", shape: [] }] }),
    ],
  ])("is hidden in %s", async (_, spec, answer) => {
    server.answers(answer);
    const generator = await open(spec);
    const error = await generator.generate({ prompt, image }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GeneratorError);
    for (const said of [inspect(error, { depth: 9 }), JSON.stringify(error), String((error as Error).stack)])
      expect(hasKey(said), said).toBe(false);
  });

  it("is hidden in what an address of a picture answers", async () => {
    server.answers(json({ data: [{ url: `${server.url}/picture` }] }), text(`forbidden: ${KEY}`, 403));
    const error = await (await open("openai:m@URL"))
      .generate({ prompt, image })
      .catch((reason: unknown) => reason);
    expect(server.asked[1].headers.authorization).toBeUndefined();
    expect(hasKey(inspect(error, { depth: 9 }))).toBe(false);
  });

  it("is hidden in provenance and recordings", async () => {
    const folder = mkdtempSync(join(tmpdir(), "peel-keys-"));
    try {
      server.answers(painted({ modelVersion: KEY }));
      const { picture } = await (await open(PRO, { record: folder })).generate({ prompt, image });
      expect(hasKey(JSON.stringify(picture.provenance))).toBe(false);
      const [name] = readdirSync(folder);
      expect(hasKey(readFileSync(join(folder, name, "answer.json"), "utf8"))).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    "http://user:sk-SECRET@127.0.0.1:9",
    "http://127.0.0.1:9?key=sk-SECRET",
    "http://127.0.0.1:9/#sk-SECRET",
  ])("in an address is refused, and not repeated", async (address) => {
    const error = await openGenerator(`openai:m@${address}`).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/an address of host and path alone.*environment/);
    expect(inspect(error)).not.toContain("SECRET");
  });
});

describe("a recording", () => {
  it("is another with another temperature", async () => {
    const folder = mkdtempSync(join(tmpdir(), "peel-keys-"));
    try {
      server.answers(painted());
      const ask = async (options: object) =>
        (await open(PRO, { record: folder, ...options })).generate({ prompt, image, seed: 1 });
      for (const options of [{}, { temperature: 2 }, { enterprise: true }, {}, { temperature: 2 }])
        await ask(options);
      expect(server.asked).toHaveLength(3);
      const replayed = await openGenerator(`replay:${folder}`, { model: "gemini-3-pro-image" });
      await expect(replayed.generate({ prompt, image, seed: 1 })).rejects.toThrow(/several/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a budget", () => {
  it("is not spent on what has no price", async () => {
    for (const spec of ["gemini:gemini-9-new", "openai:m@URL"]) {
      const generator = await open(spec, { budgetUsd: 1 });
      await expect(generator.generate({ prompt, image })).rejects.toThrow(/a price for a picture.*priceUsd/);
    }
    expect(server.asked).toHaveLength(0);
    server.answers(painted());
    const free = await open("gemini:gemini-9-new", { budgetUsd: 0, priceUsd: 0 });
    expect((await free.generate({ prompt, image })).pictures).toHaveLength(1);
  });

  it("counts pictures of a call of which others fail, and gives those that came", async () => {
    const trouble = json({ error: { message: "busy" } }, 503);
    server.answers(painted(), painted(), trouble, painted(), painted(), trouble);
    const generator = await open(PRO, { budgetUsd: 0.9 });
    const first = await generator.generate({ prompt, image, count: 3 });
    expect(first.pictures).toHaveLength(2);
    expect(first.picture.provenance?.warnings).toContain("3 pictures were asked for, and 2 came.");
    await generator.generate({ prompt, image, count: 3 });
    // Six of $0.135: no third call.
    await expect(generator.generate({ prompt, image, count: 3 })).rejects.toMatchObject({ fault: "budget" });
  });

  it("counts what came of a served model, too", async () => {
    const metadata = json({
      inputs: [{ name: "prompt", datatype: "BYTES", shape: [1] }],
      outputs: [{ name: "picture", datatype: "UINT8", shape: [1, -1, -1, 3] }],
    });
    const one = json({
      outputs: [{ name: "picture", datatype: "UINT8", shape: [1, 1, 1, 3], data: [1, 2, 3] }],
    });
    server.answers(metadata, one, one, json({ error: "busy" }, 503));
    const generator = await open("kserve:URL/m", { budgetUsd: 4, priceUsd: 1 });
    expect((await generator.generate({ prompt, count: 3 })).pictures).toHaveLength(2);
    await expect(generator.generate({ prompt, count: 2 })).rejects.toMatchObject({ fault: "budget" });
  });

  it("does not grow by tokens below nothing", async () => {
    server.answers(json({ data: [{ b64_json: png }], usage: { input_tokens: 1, output_tokens: -5e9 } }));
    const generator = await open("openai:m@URL", { isOwn: false });
    const { picture } = await generator.generate({ prompt, image });
    expect(picture.provenance?.cost).toBeUndefined();
  });
});

describe("a strange answer", () => {
  it.each<[string, string, Answer, RegExp]>([
    ["no object among pictures", "openai:m@URL", json({ data: [null] }), /b64_json or url/],
    ["an address that is none", "openai:m@URL", json({ data: [{ url: "http://" }] }), /b64_json or url/],
    ["a redirect", PRO, (response) => void response.writeHead(307, { location: "/else" }).end(), /points to/],
  ])("is a typed error: %s", async (_, spec, answer, says) => {
    server.answers(answer);
    const error = await (await open(spec)).generate({ prompt, image }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GeneratorError);
    expect(String(error)).toMatch(says);
    expect(server.asked.length).toBe(1);
  });

  it("with strange details still has its picture", async () => {
    server.answers(painted({ usageMetadata: { candidatesTokensDetails: {} } }));
    expect(
      (await (await open(PRO, { timeoutMs: Infinity })).generate({ prompt, image })).pictures,
    ).toHaveLength(1);
  });

  it("tells in the message what the service said", async () => {
    server.answers(json({ error: { message: "aspect ratio 9:1 is not supported" } }, 400));
    await expect((await open(PRO)).generate({ prompt, image })).rejects.toThrow(
      "aspect ratio 9:1 is not supported",
    );
  });
});

describe("a painter from outside", () => {
  const about = { kind: "odd-test", model: "odd", image: "optional", isSeeded: false } as const;
  it("that opens or paints nothing is told", async () => {
    registerGenerator({
      ...{ name: "odd-test", form: "odd-test:HOW", about: "paints oddly" },
      // biome-ignore lint/suspicious/noExplicitAny: wrong on purpose
      open: (how): any =>
        how === "null" ? null : { about, paint: async () => ({ undefined: undefined, list: [null] })[how] },
    });
    await expect(openGenerator("odd-test:null")).rejects.toThrow(/must be a painter/);
    for (const how of ["undefined", "list"])
      await expect((await openGenerator(`odd-test:${how}`)).generate({ prompt })).rejects.toThrow(
        GeneratorError,
      );
  });

  it("that does not look at its signal is not waited for", async () => {
    registerGenerator({
      ...{ name: "deaf-test", form: "deaf-test", about: "never ends" },
      open: () => ({ about: { ...about, kind: "deaf-test" }, paint: () => new Promise(() => {}) }),
    });
    const generator = await openGenerator("deaf-test");
    await expect(generator.generate({ prompt, signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });
});

describe("an answer that is cut off", () => {
  it("is not asked for again, and counts as paid", async () => {
    const cut: Answer = (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write('{"candidates":');
      setTimeout(() => response.destroy(), 20);
    };
    server.answers(cut);
    const generator = await open(PRO, { attempts: 5, budgetUsd: 0.2 });
    await expect(generator.generate({ prompt, image })).rejects.toMatchObject({
      ...{ fault: "bad-answer", message: expect.stringContaining("cut off") },
    });
    expect(server.asked).toHaveLength(1);
    await expect(generator.generate({ prompt, image })).rejects.toMatchObject({ fault: "budget" });
  });
});
