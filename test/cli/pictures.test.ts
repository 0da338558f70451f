import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DepthMap, encodeDepth, encodeInstances, InstanceMap, writeImage } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-pictures-"));
const file = (...names: string[]) => join(folder, ...names);
beforeAll(async () => {
  for (const sub of ["depth", "more", "out"]) mkdirSync(file(sub));
  for (const [i, name] of ["one", "two", "ten"].entries()) {
    const data = Float32Array.of(i + 1, i + 2, Infinity, Infinity);
    await writeImage(encodeDepth(new DepthMap({ width: 2, height: 2, data })), file("depth", `${name}.png`));
    const ids = new Uint16Array(36).fill(1, 0, 6 * (i + 1));
    const map = new InstanceMap({ width: 6, height: 6, data: ids });
    await writeImage(encodeInstances(map), file("more", `${name}.png`));
  }
  writeFileSync(file("depth", "broken.png"), "words");
  writeFileSync(file("depth", "notes.txt"), "words");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("several pictures", () => {
  it("give lines of JSON with the file's name, progress on stderr", async () => {
    const paths = ["two", "one"].map((name) => file("depth", `${name}.png`));
    const { code, out, err } = await peel("decode", "depth", ...paths, "--json");
    expect(code).toBe(0);
    const records = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records.map((record) => record.file)).toEqual(paths);
    expect(records.map((record) => record.infiniteShare)).toEqual([0.5, 0.5]);
    expect(err).toBe(`1/2 ${paths[0]}\n2/2 ${paths[1]}\n`);
  });

  it("may be a pattern that no shell expanded, in the order of names", async () => {
    const { out, err } = await peel("decode", "instances", file("more", "t*.png"), "--json");
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).instances[0].area),
    ).toEqual([18, 12]);
    expect(err).toContain(`2/2 ${file("more", "two.png")}`);
    const { code, err: none } = await peel("decode", "instances", file("more", "x*.png"));
    expect(code).toBe(2);
    expect(none).toMatch(/followed by a picture.*no file matches it/);
  });

  it("are each written to a file of their own", async () => {
    const { code } = await peel(
      "decode",
      "depth",
      file("depth", "t??.png"),
      "-o",
      file("out", "{name}-m.npy"),
    );
    expect(code).toBe(0);
    expect(readdirSync(file("out")).sort()).toEqual(["ten-m.npy", "two-m.npy"]);
    const shared = await peel("decode", "depth", file("depth", "t*.png"), "-o", file("out", "all.npy"));
    expect(shared).toMatchObject({ code: 2, out: "" });
    expect(shared.err).toMatch(/-o must be a different file for every picture.*out\/\{name\}\.npy/);
    const twins = [file("depth", "one.png"), file("more", "one.png")];
    const { err } = await peel("decode", "depth", ...twins, "-o", file("out", "{name}.npy"));
    expect(err).toMatch(/the same for two called one/);
  });

  it("go on after one that cannot be decoded, and the exit code tells of it", async () => {
    const { code, out, err } = await peel("decode", "depth", file("depth", "*.png"));
    expect(code).toBe(2);
    expect(out.match(/^size +2 × 2 pixels$/gm)).toHaveLength(3);
    expect(err).toMatch(/broken\.png must be .*but is text/);
    expect(err).toMatch(/^4\/4 /m);
  });

  it("of one name keep the plain form", async () => {
    const { out, err } = await peel("decode", "depth", file("depth", "one.png"), "--json");
    expect(JSON.parse(out).file).toBeUndefined();
    expect(err).toBe("");
  });
});

describe("Ctrl-C", () => {
  it("stops, tells how many are done, and leaves whole files only", { timeout: 60_000 }, async () => {
    const side = 1536;
    const data = Float32Array.from({ length: side * side }, (_, i) => 1 + ((i * 7919) % 1000) / 50);
    await writeImage(encodeDepth(new DepthMap({ width: side, height: side, data })), file("big.png"));
    const args = [
      "cli/bin/peel.mjs",
      "decode",
      "depth",
      ...Array.from({ length: 40 }, (_, i) => file(`big${i}.png`)),
    ];
    for (let i = 0; i < 40; i++) copyFileSync(file("big.png"), file(`big${i}.png`));
    const child = spawn(process.execPath, [...args, "--json", "-o", file("out", "{name}.npy")]);
    let err = "";
    child.stderr.on("data", (chunk) => {
      const isFirst = !err.includes("3/40");
      err += chunk;
      if (isFirst && err.includes("3/40")) child.kill("SIGINT");
    });
    const code = await new Promise((done) => child.on("close", done));
    expect(code).toBe(130);
    const done = Number(/Stopped: (\d+) of 40 are done\.\n$/.exec(err)?.[1]);
    expect(done).toBeGreaterThanOrEqual(2);
    expect(done).toBeLessThan(40);
    const written = readdirSync(file("out")).filter((name) => name.startsWith("big"));
    expect(written.length).toBeGreaterThanOrEqual(done);
    for (const name of written) expect(statSync(file("out", name)).size).toBe(4 * side * side + 128);
  });
});
