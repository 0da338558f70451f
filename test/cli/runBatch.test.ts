/** `peel run --batch` beside a local server of Gemini's batch mode. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RgbImage, readDepth, writeImage } from "vision-peel";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BatchServer, startBatchServer, withPicture } from "../generators/hosted/batchServer.js";
import { pictureFile } from "../generators/hosted/server.js";

const KEY = "not-a-real-key-0123";
let server: BatchServer;
let folder: string;
let png: string;
const file = (name: string): string => join(folder, name);
beforeAll(async () => {
  server = await startBatchServer();
  png = (await pictureFile("png", [10, 0, 0], [64, 64])).toString("base64");
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "peel-run-batch-"));
  for (const [i, name] of ["a.png", "b.png", "c.png"].entries())
    await writeImage(
      new RgbImage({ width: 64, height: 64, data: new Uint8Array(3 * 64 * 64).fill(90 + i) }),
      file(name),
    );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(args: string[]) {
  const program = join(import.meta.dirname, "../../cli/bin/peel.mjs");
  const all = ["run", ...args, "--generator", "gemini:gemini-2.5-flash-image", "--batch", "-o", "out"];
  const child = spawn(process.execPath, [program, ...all], {
    cwd: folder,
    env: { ...process.env, GEMINI_API_KEY: KEY, GOOGLE_GEMINI_BASE_URL: server.url },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (part) => {
    stdout += part;
  });
  child.stderr.on("data", (part) => {
    stderr += part;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, stdout, stderr })),
  );
  return { child, ended };
}
const run = (...args: string[]) => start(args).ended;
const pictures = { looks: 0, answer: () => withPicture(png) };

describe("peel run --batch", { timeout: 120_000 }, () => {
  it("asks for all photos at once, decodes each, and asks for nothing twice", async () => {
    server.course(pictures);
    const dry = await run("depth", "*.png", "--dry-run");
    expect([dry.code, dry.stderr, server.asked.length]).toEqual([
      0,
      expect.stringContaining("about $0.060"),
      0,
    ]);
    const { code, stdout, stderr } = await run("depth", "*.png");
    expect([code, server.jobs.map(({ items }) => items.length)]).toEqual([0, [3]]);
    expect(stderr).toMatch(/batch: succeeded, 3 of 3 pictures\n(.*\n)*.*3 painted, \$0\.060 in all\./);
    expect(stdout.split("\n").filter(Boolean)).toHaveLength(3);
    expect(await readDepth(file("out/b.depth.npy"))).toMatchObject({ width: 64, height: 64 });
    const record = JSON.parse(readFileSync(file("out/c.json"), "utf8"));
    expect(record.provenance.cost.basis).toBe("price list of 2026-11, batch");
    expect(stdout + stderr + JSON.stringify(record)).not.toContain(KEY);
    rmSync(file("out/c.depth.npy"));
    const again = await run("depth", "*.png");
    expect([again.code, server.jobs.length]).toEqual([0, 1]);
    expect(again.stderr).toContain("1 painted, 2 were there.");
    expect(existsSync(file("out/c.depth.npy"))).toBe(true);
  });

  it("tells what failed of each photo, and goes on with the others", async () => {
    server.course({
      ...pictures,
      answer: (_, i) =>
        i === 1 ? { response: { promptFeedback: { blockReason: "SAFETY" } } } : withPicture(png),
    });
    writeFileSync(file("a.png"), "no picture");
    const { code, stderr } = await run("depth", "*.png");
    expect([code, server.jobs[0].items.length]).toEqual([2, 2]);
    expect(stderr).toMatch(/c\.png: .*refused \(SAFETY\)/);
    expect(stderr).toContain("1 painted, 2 failed");
    expect(server.calls("generateContent")).toEqual([]);
  });

  it("keeps within the budget before anything is asked", async () => {
    server.course(pictures);
    const { code, stderr } = await run("depth", "*.png", "--budget", "0.05");
    expect([code, server.asked.length, stderr]).toEqual([
      2,
      0,
      expect.stringContaining("3 requests of gemini-2.5"),
    ]);
  });

  it("is gone on with after Ctrl-C", async () => {
    server.course({ ...pictures, looks: 1e9 });
    const { child, ended } = start(["depth", "*.png"]);
    await expect.poll(() => server.jobs[0]?.looks ?? 0, { timeout: 60_000 }).toBe(1);
    child.kill("SIGINT");
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([130, expect.stringContaining("The same call goes on where it was left")]);
    const [job] = server.jobs;
    expect(job.cancelled).toBe(false);
    server.course(pictures);
    server.jobs.push(job);
    expect((await run("depth", "*.png")).code).toBe(0);
    expect(server.jobs).toHaveLength(1);
    expect(readdirSync(file("out/recordings")).filter((name) => name.startsWith("job-"))).toEqual([]);
  });

  it("paints several prompts, and those that were there no more", async () => {
    server.course(pictures);
    expect((await run("generate", "a red ball", "a blue ball")).code).toBe(0);
    const more = await run("generate", "a red ball", "a green ball");
    expect([more.code, server.jobs.map(({ items }) => items.length)]).toEqual([0, [2, 1]]);
    expect(more.stderr).toContain("1 painted, 1 were there");
    expect(existsSync(file("out/a-green-ball.png"))).toBe(true);
  });
});
