/** Gemini's batch mode against a server that follows its document: taken up by another process. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
import { pictureFile } from "./server.js";

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

/** Ends the waiting once a job runs. */
const untilRunning = (stop: AbortController) => ({
  ...{ ...quick, signal: stop.signal },
  onProgress: ({ stage }: { stage: string }) => stage.endsWith("running") && stop.abort(new Error("enough")),
});

describe("a batch that is recorded", () => {
  it("is not asked for again, nor is what is the same", async () => {
    server.course(good);
    const generator = await open({ record: folder });
    const [first, second] = asked(2);
    const results = await generateBatch(generator, [first, second, first], quick);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    expect(server.jobs.map(({ items }) => items.length)).toEqual([2]);
    expect(readdirSync(folder)).toHaveLength(2);
    const replayed = await (await open({ record: folder })).generate(second);
    expect([replayed.picture.provenance?.replayed, server.jobs.length]).toEqual([true, 1]);
    await generateBatch(generator, asked(3), quick);
    expect(server.jobs.map(({ items }) => items.length)).toEqual([2, 1]);
  });

  it("goes on after its signal has ended the waiting, or is given up if that is asked for", async () => {
    server.course({ ...good, looks: 30 });
    const stop = () => untilRunning(new AbortController());
    await expect(generateBatch(await open({ record: folder }), asked(2), stop())).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^job-peel-.*\.json$/)]);
    expect(readFileSync(join(folder, readdirSync(folder)[0]), "utf8")).not.toContain(KEY);
    const results = await generateBatch(await open({ record: folder, budgetUsd: 0 }), asked(2), quick);
    expect(results.map(faultOf)).toEqual([undefined, undefined]);
    expect([server.jobs.length, server.jobs[0].cancelled]).toEqual([1, false]);
    expect(readdirSync(folder).some((name) => name.startsWith("job-"))).toBe(false);
    server.course({ ...good, looks: 1e9 });
    const given = { ...stop(), cancelOnAbort: true };
    await expect(generateBatch(await open({ record: folder }), asked(4), given)).rejects.toThrow();
    expect([server.jobs[0].cancelled, readdirSync(folder).filter((name) => name.startsWith("job-"))]).toEqual(
      [true, []],
    );
  });

  const script = `
    import { generateBatch, openGenerator, RgbImage } from "vision-peel";
    const photo = (level) => new RgbImage({ width: 8, height: 6, data: new Uint8Array(144).fill(level) });
    const requests = [0, 1, 2].map((i) => ({ prompt: "depth " + i, image: photo(i), seed: 1 }));
    const options = { baseUrl: process.argv[1], record: process.argv[2], timeoutMs: 60000 };
    const generator = await openGenerator("gemini:${MODEL}", options);
    await generateBatch(generator, requests, { pollMs: 5 });
  `;
  const startClient = () =>
    spawn(process.execPath, ["--input-type=module", "-e", script, server.url, folder], {
      env: { ...process.env, GEMINI_API_KEY: KEY },
      stdio: "inherit",
    });
  const dead = (child: ReturnType<typeof startClient>): Promise<unknown> =>
    new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGKILL");
    });

  it("is gone on with after its client was killed while it waited", async () => {
    server.course({ ...good, looks: 1e9 });
    const child = startClient();
    await expect.poll(() => server.jobs[0]?.looks ?? 0).toBeGreaterThan(2);
    await dead(child);
    const [job] = server.jobs;
    server.course(good);
    server.jobs.push(job);
    const results = await generateBatch(await open({ record: folder }), asked(4), quick);
    expect(results.map(faultOf)).toEqual([undefined, undefined, undefined, undefined]);
    // One more was asked for, and that alone.
    expect(server.jobs.map(({ items }) => items.length)).toEqual([3, 1]);
  });

  it("is found by its name after its client was killed before it had heard of it", async () => {
    server.course({
      ...good,
      instead: ({ path }, usual) => {
        if (!path.includes(":batchG")) return undefined;
        usual();
        return () => {};
      },
    });
    const child = startClient();
    await expect.poll(() => server.jobs.length).toBe(1);
    await dead(child);
    const [job] = server.jobs;
    server.course(good);
    server.jobs.push(job);
    const results = await generateBatch(await open({ record: folder }), asked(3), quick);
    expect(results.map(faultOf)).toEqual([undefined, undefined, undefined]);
    expect(server.jobs).toHaveLength(1);
  });

  it("is looked for, not asked for twice, where the answer is lost on its way", async () => {
    let lost = 0;
    server.course({
      ...good,
      instead: ({ path }, usual) => {
        if (!path.includes(":batchG") || lost++ > 0) return undefined;
        usual();
        return (response) => response.destroy();
      },
    });
    expect((await generateBatch(await open(), asked(2), quick)).map(faultOf)).toEqual([undefined, undefined]);
    expect(server.jobs).toHaveLength(1);
  });

  it("whose record is damaged, or leads elsewhere, is told and not passed over", async () => {
    server.course(good);
    for (const text of [
      "{",
      "null",
      JSON.stringify({ id: "a", model: MODEL, address: server.url, keys: [3] }),
    ]) {
      writeFileSync(join(folder, "job-peel-1.json"), text);
      await expect(generateBatch(await open({ record: folder }), asked(1), quick)).rejects.toThrow(
        "job-peel-1.json must be",
      );
    }
    const kept = await open({ record: folder });
    rmSync(join(folder, "job-peel-1.json"));
    server.course({ ...good, looks: 1e9 });
    await generateBatch(kept, asked(1), untilRunning(new AbortController())).catch(() => {});
    const [file] = readdirSync(folder);
    const job = JSON.parse(readFileSync(join(folder, file), "utf8"));
    writeFileSync(join(folder, file), JSON.stringify({ ...job, name: "../models/x" }));
    await expect(generateBatch(kept, asked(1), quick)).rejects.toThrow("a job's name");
    // One that the service has thrown away is told, and begun anew by the next call.
    writeFileSync(join(folder, file), JSON.stringify({ ...job, name: "batches/gone" }));
    expect((await generateBatch(kept, asked(1), quick)).map(faultOf)).toEqual(["unavailable"]);
    server.course(good);
    expect((await generateBatch(kept, asked(1), quick)).map(faultOf)).toEqual([undefined]);
  });
});
