import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DepthMap, decodeDepth, InstanceMap, readImage, writeDepth, writeLabels } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-encode-"));
const file = (...names: string[]): string => join(folder, ...names);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  for (const sub of ["a", "a/deep", "out"]) mkdirSync(file(sub));
  for (const [i, name] of ["a/one", "a/two", "a/deep/ten"].entries()) {
    const data = Float32Array.of(i + 1, Infinity, Number.NaN, 2);
    await writeDepth(new DepthMap({ width: 2, height: 2, data }), file(`${name}.npy`));
  }
  await writeLabels(
    new InstanceMap({ width: 2, height: 2, data: Uint16Array.of(0, 1, 1, 7) }),
    file("ids.png"),
  );
});

const records = (out: string) =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("peel encode", () => {
  it("paints several files, folders deep too, and tells of each as JSON", async () => {
    const pattern = file("a", "**", "*.npy");
    const { code, out } = await peel("encode", "depth", pattern, "--json", "-o", file("out", "{name}.png"));
    expect(code).toBe(0);
    expect(records(out)).toEqual(
      ["a/deep/ten", "a/one", "a/two"].map((name) => ({
        file: file(`${name}.npy`),
        ...{ width: 2, height: 2, dialect: "vision-banana", code: expect.stringMatching(/^cube:power/) },
        ...{ unit: "metres", range: expect.any(Array), infiniteShare: 0.25, unknownShare: 0.25 },
        output: file("out", `${name.split("/").at(-1)}.png`),
      })),
    );
    for (const [i, name] of ["one", "two", "ten"].entries()) {
      const { data } = decodeDepth(await readImage(file("out", `${name}.png`)));
      expect(data[0]).toBeCloseTo(i + 1, 1);
    }
  });

  it("tells of classes, expressions and instances with their pixels", async () => {
    const tell = async (...args: string[]) =>
      JSON.parse((await peel("encode", ...args, "--json", "-o", file("out", "p.png"))).out);
    expect(await tell("instances", file("ids.png"))).toMatchObject({ count: 2, background: "black" });
    await writeLabels(
      new InstanceMap({ width: 2, height: 2, data: Uint16Array.of(0, 1, 1, 2) }),
      file("two.png"),
    );
    const legend = '{"cat": "red", "dog": "#00ff00"}';
    const areas = [2, 1].map((area) => expect.objectContaining({ area }));
    const told = await tell("semantic", file("two.png"), "--legend", legend);
    expect(told.classes.map(({ name, area }: { name: string; area: number }) => [name, area])).toEqual(
      expect.arrayContaining([
        ["cat", 2],
        ["dog", 1],
      ]),
    );
    expect(await tell("referring", file("two.png"), "--legend", legend)).toMatchObject({
      expressions: expect.arrayContaining(areas),
    });
  });

  it("prints a line for people", async () => {
    const { out, err } = await peel("encode", "instances", file("ids.png"), "-o", file("out", "i.png"));
    expect(out).toBe("2 instances, 2 × 2 pixels\n");
    expect(err).toBe(`Wrote ${file("out", "i.png")}.\n`);
  });

  it("asks for {name} where several files would be one", async () => {
    const { code, err } = await peel("encode", "depth", file("a", "*.npy"), "-o", file("out", "all.png"));
    expect(code).toBe(2);
    expect(err).toMatch(/-o must be a different file for every picture/);
  });
});
