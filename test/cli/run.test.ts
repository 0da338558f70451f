/** `peel run` with the embedded model, with a hosted one from a local server, and with recordings. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RgbImage, readDepth, readImage, readLabels, readNormals, writeImage } from "vision-peel";
import { renderPlain, samplePlain } from "vision-peel/world";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { json, pictureFile, startServer, type TestServer } from "../generators/hosted/server.js";
import { peel } from "./peel.js";

let folder: string;
const file = (name: string): string => join(folder, name);
const scenes = [1, 2].map((seed) =>
  renderPlain(samplePlain({ seed: 9_000_000 + seed }), { width: 128, height: 128 }),
);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "peel-run-"));
  for (const [i, { photo }] of scenes.entries()) await writeImage(photo, file(`room${i + 1}.png`));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => peel(["run", ...args, "--device", "cpu"], { cwd: folder });

/** Not `spawnSync`: the server answers in this process. */
const runBeside = (args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const program = join(import.meta.dirname, "../../cli/bin/peel.mjs");
    const child = spawn(process.execPath, [program, "run", ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (part) => {
      stdout += part;
    });
    child.stderr.on("data", (part) => {
      stderr += part;
    });
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });

describe("peel run keeps what is there", { timeout: 120_000 }, () => {
  it("paints again what has lost a file, and other prompts beside each other", () => {
    expect(run("depth", "room1.png", "-o", "out").code).toBe(0);
    expect(run("depth", "room1.png", "-o", "out").stderr).toMatch(/there already/);
    expect(run("depth", "room1.png", "-o", "out").stderr).not.toMatch(/Note:/);
    rmSync(file("out/room1.depth.npy"));
    expect(run("depth", "room1.png", "-o", "out").stderr).not.toMatch(/there already/);
    expect(existsSync(file("out/room1.depth.npy"))).toBe(true);
    expect(run("generate", "A red ball", "a red ball!", "a red ball", "-o", "pictures").code).toBe(0);
    expect(readdirSync(file("pictures")).filter((name) => name.endsWith(".png"))).toHaveLength(3);
  });

  it("overwrites no photo that it was given, its own or another's", () => {
    const before = readFileSync(file("room2.png"));
    writeFileSync(file("room1.painted.png"), before);
    const { code, stderr } = run("depth", "room1.png", "room1.painted.png", "-o", ".");
    expect([code, stderr]).toEqual([2, expect.stringContaining("another file than those that are read")]);
    expect(readFileSync(file("room1.painted.png"))).toEqual(before);
  });
});

describe("peel run with the embedded model", { timeout: 120_000 }, () => {
  it("paints and decodes depth of several photos, and goes on where it was left", async () => {
    const first = run("depth", "*.png", "-o", "out");
    expect([first.code, first.stderr]).toEqual([
      0,
      expect.stringMatching(/1\/2 room1\.png \(.* s each.*\n(.*\n)*.*2 painted\./),
    ]);
    expect(first.stderr).toContain("synthetic world");
    expect(first.stdout).toMatch(/^room1\.png: \d+\.\d\d m in the median → out\/room1\.depth\.npy\n/);
    expect(readdirSync(file("out")).sort()).toEqual(
      ["depth.npy", "json", "painted.png"].flatMap((end) => [`room1.${end}`, `room2.${end}`]).sort(),
    );
    const depth = await readDepth(file("out/room1.depth.npy"));
    const { depth: truth } = scenes[0];
    let [close, count] = [0, 0];
    truth.data.forEach((metres, i) => {
      if (!(metres < 40)) return;
      count++;
      if (Math.max(depth.data[i] / metres, metres / depth.data[i]) < 1.25) close++;
    });
    expect(close / count).toBeGreaterThan(0.85);
    const record = JSON.parse(readFileSync(file("out/room1.json"), "utf8"));
    expect(record).toMatchObject({
      ...{ photo: "room1.png", prompt: "Generate a metric depth map of the input image." },
      ...{
        files: ["room1.painted.png", "room1.depth.npy"],
        provenance: { model: "first", seed: 1, device: "cpu" },
      },
    });
    rmSync(file("out/room2.json"));
    const second = run("depth", "*.png", "-o", "out");
    expect(second.stderr).toContain("1/2 room1.png: there already");
    expect(second.stderr).toContain("1 painted, 1 were there.");
    expect(run("depth", "room1.png", "-o", "out", "--seed", "2").stderr).not.toContain("there already");
  });

  it("paints normals, classes, things and expressions", async () => {
    expect(run("normals", "room1.png", "-o", "out").code).toBe(0);
    expect(await readNormals(file("out/room1.normals.npy"))).toMatchObject({ width: 128, height: 128 });
    const classes = run("segment", "room1.png", "-o", "classes", "--classes", "floor, wall", "--json");
    const { classes: shares, files } = JSON.parse(classes.stdout);
    expect(files).toEqual(["room1.painted.png", "room1.labels.png"]);
    expect(shares.map(({ name }: { name: string }) => name).sort()).toEqual(["background", "floor", "wall"]);
    expect((await readLabels(file("classes/room1.labels.png"))).data).toHaveLength(128 * 128);
    const things = run("instances", "room1.png", "-o", "things", "--what", "balls");
    expect(things.stdout).toMatch(/^room1\.png: \d+ balls → /);
    const { stdout } = run("refer", "room1.png", "-o", "masks", "--expression", "the ball", "--json");
    expect(JSON.parse(stdout).masks[0]).toMatchObject({
      expression: "the ball",
      segmentation: { size: [128, 128] },
    });
  });

  it("paints from words", async () => {
    const { stdout, code } = run("generate", "a room with a red ball", "--steps", "2", "-o", "pictures");
    expect([code, stdout]).toEqual([0, "a room with a red ball → pictures/a-room-with-a-red-ball.png\n"]);
    expect(await readImage(file("pictures/a-room-with-a-red-ball.png"))).toMatchObject({ width: 128 });
  });

  it("only tells what it would ask, where it is told to", () => {
    const { stdout, stderr } = run("segment", "room1.png", "--legend", '{"floor": "red"}', "--dry-run");
    expect(stdout).toBe(
      'room1.png: Generate a semantic segmentation visualization image, using this color mapping: {"floor": "red"}.\n',
    );
    expect(stderr).toContain("Nothing was painted. first would cost nothing.");
    expect(existsSync(file("painted"))).toBe(false);
  });

  it("tells before it paints what will be stretched, and which words are unknown", async () => {
    const data = new Uint8Array(3 * 200 * 50).fill(90);
    await writeImage(new RgbImage({ width: 200, height: 50, data }), file("wide.png"));
    const { code, stderr } = run("depth", "wide.png", "--prompt", "depth of the zebrafish", "--dry-run");
    expect([code, stderr]).toEqual([0, expect.stringMatching(/Note: wide\.png: .*stretched by 4\.00/)]);
    expect(stderr).toContain("no word for “zebrafish”");
    expect(existsSync(file("painted"))).toBe(false);
  });

  it.skipIf(process.platform !== "linux").each([
    ["-o", "/proc/peel"],
    ["--record", "/proc/peel"],
  ])("ends where results cannot be kept: %s %s", (option, place) => {
    const { code, stderr } = run("generate", "a red ball", option, place);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("/proc/peel must be a folder that can be made"),
    ]);
  });

  it("keeps answers, which are replayed", () => {
    expect(run("depth", "room1.png", "-o", "a", "--record", "recordings").code).toBe(0);
    const replayed = peel(["run", "depth", "room1.png", "-o", "b", "--generator", "replay:recordings"], {
      cwd: folder,
    });
    expect([replayed.code, replayed.stderr]).toEqual([0, expect.stringContaining("room1.png")]);
    expect(readFileSync(file("b/room1.depth.npy"))).toEqual(readFileSync(file("a/room1.depth.npy")));
  });

  it.each([
    [["depth"], /followed by nothing: write peel run depth PHOTO/],
    [["depth", "none*.png"], /no file matches it/],
    [["depth", "room1.png", "--generator", "embeded"], /write embedded/],
    [["depth", "room1.png", "--seed", "x"], /--seed must be a number/],
    [["depth", "room1.png", "--size", "big"], /--size must be WIDTHxHEIGHT/],
    [["depth", "room1.png", "--concurrency", "0"], /--concurrency must be/],
    [["segment", "room1.png"], /--classes or --legend must be one of the two, but is neither/],
    [
      ["segment", "room1.png", "--classes", '{"floor": "red"'],
      /--classes must be names with commas.*--legend/,
    ],
    [["segment", "room1.png", "--classes", " , "], /--classes must be names/],
    [["instances", "room1.png"], /--what must be things of one kind, but is missing/],
    [["generate"], /followed by a prompt/],
    [["depth", "missing.png"], /missing\.png/],
  ])("refuses %j", (args, message) => {
    const { code, stderr } = peel(["run", ...args], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});

describe("peel run with a hosted model", { timeout: 60_000 }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());
  const key = { GEMINI_API_KEY: "not-a-real-key" };
  const env = () => ({ ...key, GOOGLE_GEMINI_BASE_URL: server.url });
  const answer = async () => {
    const data = (await pictureFile("png", [10, 0, 0], [128, 128])).toString("base64");
    return json({ candidates: [{ content: { parts: [{ inlineData: { mimeType: "image/png", data } }] } }] });
  };

  it("tells the cost before, keeps within the budget, and prints no key", async () => {
    server.answers(await answer());
    const args = [
      "depth",
      "room1.png",
      "room2.png",
      "--generator",
      "gemini:gemini-2.5-flash-image",
      "-o",
      "out",
    ];
    const dry = await runBeside([...args, "--dry-run"], env());
    expect(dry.stdout).toContain("room2.png: Generate a metric depth map of the input image. ($0.0401)");
    expect(dry.stderr).toContain("would cost about $0.080");
    expect(server.asked).toHaveLength(0);
    const { code, stdout, stderr } = await runBeside([...args, "--budget", "0.05"], env());
    expect(code).toBe(2);
    expect(stderr).toContain("$0.040");
    expect(stderr).toContain("budgetUsd must be enough for another picture");
    expect(server.asked).toHaveLength(1);
    expect(stdout + stderr + readFileSync(file("out/room1.json"), "utf8")).not.toContain(key.GEMINI_API_KEY);
  });

  it("has no notes of a model that a budget keeps from being asked", async () => {
    server.answers(await answer());
    const { code, stderr } = await runBeside(
      ["depth", "room1.png", "--generator", "gemini:gemini-9-image", "-o", "out", "--budget", "1"],
      env(),
    );
    expect([code, server.asked.length]).toEqual([2, 0]);
    expect(stderr).toContain("a price for a picture of gemini-9-image");
    expect(stderr).not.toContain("Note:");
  });

  it("stops at a key that is refused: the next photo would fare no better", async () => {
    server.answers(json({ error: { message: "expired" } }, 401));
    const { code, stderr } = await runBeside(
      ["depth", "room1.png", "room2.png", "--generator", "gemini:gemini-2.5-flash-image", "-o", "out"],
      env(),
    );
    expect([code, server.asked.length]).toEqual([2, 1]);
    expect(stderr).toContain("has expired");
    expect(stderr).toContain("The other photos would fail, too: stopped.");
  });

  it("goes on past a photo that cannot be read", async () => {
    server.answers(await answer());
    writeFileSync(file("room1.png"), "no picture");
    const { code, stderr } = await runBeside(
      ["depth", "room1.png", "room2.png", "--generator", "gemini:gemini-2.5-flash-image", "-o", "out"],
      env(),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/1\/2 room1\.png: .*\n(.*\n)*2\/2 room2\.png \(/);
    expect(stderr).toContain("1 painted, 1 failed, $0.040 in all.");
  });
});
