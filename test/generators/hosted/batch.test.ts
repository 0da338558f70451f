/** Gemini's batch mode against a server that follows its document: well, slowly and badly. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import {
  type GeneratorFault,
  generateBatch,
  isGeneratorError,
  openGenerator,
  RgbImage,
  Secret,
} from "vision-peel";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BatchServer, startBatchServer, withPicture } from "./batchServer.js";
import { json, pictureFile } from "./server.js";

const KEY = "AIza-not-a-real-key-0123456789";
let server: BatchServer;
let folder: string;
let png: string;
beforeAll(async () => {
  server = await startBatchServer();
  png = (await pictureFile("png")).toString("base64");
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "peel-batch-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const MODEL = "gemini-3.1-flash-image";
const open = (options: Record<string, unknown> = {}) =>
  openGenerator(`gemini:${MODEL}`, {
    ...{ baseUrl: server.url, key: new Secret(KEY), attempts: 3, firstWaitMs: 1, timeoutMs: 2000 },
    ...options,
  });
const photo = (level: number) => new RgbImage({ width: 8, height: 6, data: new Uint8Array(144).fill(level) });
const asked = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ prompt: `depth ${i}`, image: photo(i % 256), seed: 1 }));
const quick = { pollMs: 1 };
const good = { answer: () => withPicture(png) };
const faultOf = (one: PromiseSettledResult<unknown>): GeneratorFault | undefined =>
  one.status === "rejected" && isGeneratorError(one.reason) ? one.reason.fault : undefined;

describe("a batch", () => {
  it("asks once for all, waits, and gives each its picture at half the price", async () => {
    server.course({ ...good, looks: 3 });
    const heard: string[] = [];
    const generator = await open();
    const results = await generateBatch(generator, asked(3), {
      ...{ ...quick, onProgress: ({ stage, done, total }) => heard.push(`${stage} ${done}/${total}`) },
    });
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    const [{ path, headers, body }] = server.asked;
    expect([path, headers["x-goog-api-key"]]).toEqual([`/v1beta/models/${MODEL}:batchGenerateContent`, KEY]);
    const { requests } = JSON.parse(body.toString()).batch.input_config.requests;
    expect(requests[1].request.contents[0].parts[0]).toEqual({ text: "depth 1" });
    expect(new Set(requests.map(({ metadata }: { metadata: { key: string } }) => metadata.key)).size).toBe(3);
    const { picture } = (results[1] as PromiseFulfilledResult<{ picture: RgbImage }>).value;
    expect([...picture.data.subarray(0, 3)]).toEqual([255, 0, 0]);
    expect(picture.provenance).toMatchObject({
      ...{
        prompt: "depth 1",
        modelVersion: "m-1",
        cost: { usd: expect.closeTo(0.03405), basis: "price list of 2026-11, batch" },
      },
    });
    expect(generator.estimate(asked(1)[0], { isBatch: true })?.usd).toBeCloseTo(0.03405);
    expect(heard).toEqual([
      "asking for Gemini's batch 0/3",
      "waiting for Gemini's batch: pending 0/3",
      ...["running", "running"].map((state) => `waiting for Gemini's batch: ${state} 0/3`),
      "waiting for Gemini's batch: succeeded 3/3",
    ]);
    expect(inspect(results, { depth: 9 })).not.toContain(KEY);
  });

  it("sends many as a file, in jobs that can be read, and keeps the key from the upload's own address", async () => {
    server.course(good);
    const results = await generateBatch(await open(), asked(120), quick);
    expect(results.every(({ status }) => status === "fulfilled")).toBe(true);
    expect(server.jobs.map(({ items, isFile }) => [items.length, isFile])).toEqual([
      [100, true],
      [20, true],
    ]);
    const [start] = server.calls("/upload/v1beta/files");
    expect(start.headers).toMatchObject({
      "x-goog-upload-protocol": "resumable",
      "x-goog-upload-command": "start",
      "x-goog-upload-header-content-type": "application/jsonl",
    });
    const [sent] = server.calls("/upload-session");
    expect(sent.headers).toMatchObject({
      "x-goog-upload-command": "upload, finalize",
      "x-goog-upload-offset": "0",
    });
    expect(sent.headers["x-goog-api-key"]).toBeUndefined();
    expect(String(sent.body.length)).toBe(start.headers["x-goog-upload-header-content-length"]);
  });

  it("gives several pictures of a request, those that came, and what failed by its kind", async () => {
    server.course({
      answer: ({ request, key }) => {
        const { text } = request.contents[0].parts[0];
        if (text === "depth 1") return { response: { promptFeedback: { blockReason: "SAFETY" } } };
        if (text === "depth 2") return { error: { code: 3, message: `bad size, key ${KEY}` } };
        if (text === "depth 3") return undefined;
        if (text === "depth 4") return { error: { code: 8, message: "quota" } };
        return key.endsWith("#2") ? { error: { code: 13, message: "internal" } } : withPicture(png);
      },
    });
    const requests = asked(5).map((one) => ({ ...one, ...(one.prompt === "depth 0" && { count: 3 }) }));
    const results = await generateBatch(await open(), requests, quick);
    const [several] = results as PromiseFulfilledResult<{ pictures: readonly RgbImage[] }>[];
    expect(several.value.pictures).toHaveLength(2);
    expect(several.value.pictures[0].provenance?.warnings).toContain(
      "3 pictures were asked for, and 2 came.",
    );
    expect(results.slice(1).map(faultOf)).toEqual(["refused", "unfit", "bad-answer", "rate-limited"]);
    expect(inspect(results, { depth: 9 })).not.toContain(KEY);
  });

  it.each([
    ["BATCH_STATE_FAILED", "lost"],
    ["JOB_STATE_CANCELLED", "lost"],
    ["JOB_STATE_EXPIRED", "timeout"],
  ])("that ends as %s is told for each request, and asked anew by the next call", async (end, fault) => {
    server.course({ ...good, end });
    const generator = await open({ record: folder });
    expect((await generateBatch(generator, asked(2), quick)).map(faultOf)).toEqual([fault, fault]);
    expect(readdirSync(folder)).toEqual([]);
    server.course(good);
    expect((await generateBatch(generator, asked(2), quick)).map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
    ]);
  });

  it("reads what there is of a file that was cut off, and passes over what is no answer", async () => {
    const line = JSON.stringify({ key: "request-1#0", ...withPicture(png) }).length;
    server.course({ ...good, cutAt: 2 * line + 40 });
    const results = await generateBatch(await open(), asked(20), quick);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(results.slice(2).map(faultOf)).toEqual(Array.from({ length: 18 }, () => "bad-answer"));
    for (const strange of [
      null,
      [],
      "x",
      { name: "batches/job1", done: true, response: { inlinedResponses: 3 } },
    ]) {
      server.course({
        ...good,
        instead: ({ path }) => (path.includes("/batches/") ? json(strange) : undefined),
      });
      expect((await generateBatch(await open(), asked(1), quick)).map(faultOf)).toEqual(["bad-answer"]);
    }
  });

  it("outlives passing trouble while it waits", async () => {
    let trouble = 2;
    server.course({
      ...{ ...good, looks: 2 },
      instead: ({ path }) =>
        path.includes("/batches/") && trouble-- > 0 ? json({ error: { message: "busy" } }, 503) : undefined,
    });
    expect((await generateBatch(await open(), asked(1), quick))[0].status).toBe("fulfilled");
  });

  it.each([
    [401, "unauthorized", 1],
    [400, "unfit", 1],
    [429, "rate-limited", 3],
  ])(
    "that the service does not take (%i) is told once, and leaves nothing behind",
    async (status, fault, calls) => {
      server.course({
        ...good,
        instead: ({ path }) =>
          path.includes(":batchG") ? json({ error: { message: KEY } }, status) : undefined,
      });
      const error = await generateBatch(await open({ record: folder }), asked(2), quick).catch(
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ fault });
      expect(inspect(error, { depth: 9 })).not.toContain(KEY);
      expect([server.calls(":batchG").length, readdirSync(folder)]).toEqual([calls, []]);
    },
  );

  it("keeps within a budget, by its own price, before anything is asked", async () => {
    server.course(good);
    const generator = await open({ budgetUsd: 0.08 });
    await expect(generateBatch(generator, asked(3), quick)).rejects.toMatchObject({ fault: "budget" });
    expect(server.asked).toEqual([]);
    expect((await generateBatch(generator, asked(2), quick)).map(faultOf)).toEqual([undefined, undefined]);
    await expect(generateBatch(generator, asked(1), quick)).rejects.toThrow("$0.012 that are left");
  });

  it("is given up with its signal where nobody could take it later", async () => {
    server.course({ ...good, looks: 1e9 });
    const stop = new AbortController();
    const call = generateBatch(await open(), asked(1), { ...quick, signal: stop.signal });
    await expect.poll(() => server.jobs[0]?.looks ?? 0).toBeGreaterThan(1);
    stop.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
    expect(server.jobs[0].cancelled).toBe(true);
  });
});

it("falls back to a few at a time where there is no batch mode, and refuses what is no list", async () => {
  const heard: string[] = [];
  const generator = await openGenerator("embedded", { device: "cpu" });
  const results = await generateBatch(generator, [...asked(2), { prompt: "" }], {
    ...{ concurrency: 2, onProgress: ({ stage, done, total }) => heard.push(`${stage} ${done}/${total}`) },
  });
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
  expect(heard.at(-1)).toBe("painting 3/3");
  await expect(generateBatch(generator, "x" as never)).rejects.toThrow("requests must be a list");
  await expect(generateBatch(generator, [], { pollMs: 0 })).rejects.toThrow("pollMs must be");
  await expect(generateBatch(generator, [], { poll: 1 } as never)).rejects.toThrow("write pollMs");
  expect((await openGenerator("gemini:m", { enterprise: true })).generateBatch).toBeUndefined();
  await generator.close();
});
