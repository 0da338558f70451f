/** What a person reads who mistypes, or whose file holds what it should not. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DepthMap, encodeDepth, readDepth, writeImage, writeNpy } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "./peel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-words-"));
const file = (name: string) => join(folder, name);
const depth = new DepthMap({ width: 2, height: 1, data: Float32Array.of(1, 4) });
beforeAll(() => writeImage(encodeDepth(depth), file("painted.png")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the command line", () => {
  it.each([
    [
      ["decode", "depth", "x.png", "--bogus"],
      /^There is no option --bogus here: write --help behind the verb/,
    ],
    [["run", "depth", "x.png", "--seed", "-1"], /^--seed must be followed by a value; .*--seed=-1\.$/],
    [["decode", "depth", "x.png", "--code"], /^--code must be followed by a value\.$|^Option '--code/],
  ])("says in one line what %j lacks", (args, sentence) => {
    const { code, stderr } = peel(args);
    expect(code).toBe(2);
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).not.toMatch(/positional|<value>/);
  });

  it("says how a depth that never ends is decoded, and takes lambda without end", () => {
    const painted = file("painted.png");
    const refused = peel(["decode", "depth", painted, "--lambda", "-1"]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("cube:power:lambda=-1,far=80");
    expect(peel(["decode", "depth", painted, "--code", "cube:power:lambda=-1,far=80"]).code).toBe(0);
    for (const lambda of [["--lambda=-Infinity"], ["--lambda", "-inf"]]) {
      const { code, stdout, stderr } = peel(["decode", "depth", painted, "--json", ...lambda]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(JSON.parse(stdout).code).toContain("lambda=-Infinity");
    }
  });

  it("counts the negative metres of a file that it takes for unknown", async () => {
    await writeNpy(
      { shape: [1, 4], data: Float32Array.of(1, -2, -Infinity, Number.NaN) },
      file("metres.npy"),
    );
    const { code, stderr, stdout } = peel([
      "encode",
      "depth",
      file("metres.npy"),
      "-o",
      file("out.png"),
      "--json",
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/2 of 4 values lie below 0 m, which no depth does; they are taken for unknown\./);
    expect(JSON.parse(stdout).warnings).toHaveLength(1);
    const read = await readDepth(file("metres.npy"));
    expect([...read.data].map(Number.isNaN)).toEqual([false, true, true, true]);
  });

  it("quotes the clause of a prompt that it does not understand", () => {
    const legend = "The menu is #80C000. The patterns on the wall is #40FFC";
    const { code, stderr } = peel(["decode", "semantic", file("painted.png"), "--legend", legend]);
    expect(code).toBe(2);
    expect(stderr).toContain('"The patterns on the wall is #40FFC"');
  });
});
