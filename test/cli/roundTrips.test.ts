/** What a task of `peel encode` paints, its twin of `peel decode` reads. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DepthMap,
  LabelMap,
  NormalMap,
  normalsFromFrame,
  readDepth,
  readImage,
  readLabels,
  readNormals,
  writeDepth,
  writeLabels,
  writeNormals,
} from "vision-peel";
import { afterAll, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-round-"));
const file = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const { code, out, err } = await peel(...args);
  expect({ args, code, err }).toMatchObject({ code: 0 });
  return out;
}

describe("peel encode and decode", () => {
  it("depth", async () => {
    const data = Float32Array.of(0.5, 2, 80, Infinity);
    await writeDepth(new DepthMap({ width: 2, height: 2, data }), file("depth.npy"));
    await run("encode", "depth", file("depth.npy"), "-o", file("depth.png"));
    // (220, 255, 0) is 2 m: facts of arXiv 2604.20329's code.
    expect([...(await readImage(file("depth.png"))).data.subarray(3, 6)]).toEqual([220, 255, 0]);
    await run("decode", "depth", file("depth.png"), "-o", file("back.npy"));
    const back = await readDepth(file("back.npy"));
    for (const [i, metres] of data.entries())
      if (metres < Infinity) expect(Math.abs(back.data[i] - metres)).toBeLessThan(0.02 * metres);
    expect(back.data[3]).toBe(Infinity);
  });

  it("depth in any other code", async () => {
    const data = Float32Array.of(0.6, 2, 40, 79);
    await writeDepth(new DepthMap({ width: 2, height: 2, data }), file("other.npy"));
    for (const code of [
      "plasma:log:near=0.5,far=80",
      "black>red>white:disparity:near=0.5",
      "grey_r:linear:far=80",
    ]) {
      await run("encode", "depth", file("other.npy"), "--code", code, "-o", file("other.png"));
      await run("decode", "depth", file("other.png"), "--code", code, "-o", file("again.npy"));
      const again = await readDepth(file("again.npy"));
      for (const [i, metres] of data.entries())
        expect(Math.abs(again.data[i] - metres), code).toBeLessThan(
          code.startsWith("grey") ? 0.2 : 0.3 * metres,
        );
    }
    const failed = await peel("decode", "depth", file("other.png"), "--code", "jet");
    expect(failed).toMatchObject({
      code: 2,
      err: expect.stringMatching(/code must be begun with one of cube, plasma/),
    });
  });

  it("in other dialects, which the result names", async () => {
    const data = Float32Array.of(0.1, 0.25, 0.6, 1);
    await writeDepth(new DepthMap({ width: 2, height: 2, data }), file("relative.npy"));
    await run("encode", "depth", file("relative.npy"), "--dialect", "marigold", "-o", file("marigold.png"));
    expect([...(await readImage(file("marigold.png"))).data.subarray(3, 9)]).toEqual([
      64, 64, 64, 153, 153, 153,
    ]);
    const read = await run("decode", "depth", file("marigold.png"), "--dialect", "marigold", "--json");
    expect(JSON.parse(read)).toMatchObject({
      dialect: "marigold",
      unit: "relative",
      range: [expect.closeTo(0.1, 2), 1],
    });
    expect(await run("decode", "depth", file("marigold.png"), "--dialect", "lotus")).toMatch(
      /read as +lotus\n/,
    );
    writeFileSync(
      file("mine.json"),
      '{"name": "mine", "depth": "viridis:linear:far=2", "normals": {"frame": "opencv"}}',
    );
    await run(
      "encode",
      "depth",
      file("relative.npy"),
      "--dialect",
      file("mine.json"),
      "-o",
      file("mine.png"),
    );
    const mine = await run(
      "decode",
      "depth",
      file("mine.png"),
      "--dialect",
      file("mine.json"),
      "--json",
      "--at",
      "1,1",
    );
    expect(JSON.parse(mine)).toMatchObject({ dialect: "mine", at: { metres: expect.closeTo(1, 1) } });
    for (const task of ["semantic", "instances"]) {
      const legend = task === "semantic" ? ["--legend", '{"cat": "red"}'] : [];
      const failed = await peel("decode", task, file("mine.png"), ...legend, "--dialect", "marigold");
      expect(failed).toMatchObject({
        code: 2,
        err: expect.stringMatching(/it has one for depth, normals only/),
      });
    }
    const missing = await peel("decode", "normals", file("mine.png"), "--dialect", file("none.json"));
    expect(missing).toMatchObject({
      code: 2,
      err: expect.stringMatching(/must be a readable dialect, but is missing/),
    });
  });

  it("normals, in the axes of others too", async () => {
    const data = Float32Array.of(0, 0, 1, -0.6, 0.8, 0, Number.NaN, Number.NaN, Number.NaN, 0.36, 0.48, 0.8);
    await writeNormals(new NormalMap({ width: 2, height: 2, data }), file("normals.npy"));
    await run("encode", "normals", file("normals.npy"), "-o", file("normals.png"));
    const out = await run(
      "decode",
      "normals",
      file("normals.png"),
      "--json",
      "-o",
      file("cv.npy"),
      "--frame",
      "opencv",
    );
    expect(JSON.parse(out)).toMatchObject({ width: 2, height: 2, frame: "opencv", without: 1, away: 0 });
    const back = normalsFromFrame((await readNormals(file("cv.npy"))).data, "opencv");
    for (const [i, value] of data.entries())
      if (!Number.isNaN(value)) expect(back[i]).toBeCloseTo(value, 1.9);
    expect(Number.isNaN(back[6])).toBe(true);
    await run("encode", "normals", file("cv.npy"), "--frame", "opencv", "-o", file("again.png"));
    expect((await readImage(file("again.png"))).data).toEqual((await readImage(file("normals.png"))).data);
  });

  it("classes", async () => {
    const legend = '{"road": "#804080", "light": "light purple", "background": yellow}';
    const data = Uint16Array.of(1, 2, 0, 1);
    const classes = [0, 1, 2].map((id) => ({ id, name: `${id}` }));
    await writeLabels(new LabelMap({ width: 4, height: 1, data, legend: classes }), file("ids.png"));
    await run("encode", "semantic", file("ids.png"), "--legend", legend, "-o", file("classes.png"));
    const out = await run(
      "decode",
      "semantic",
      file("classes.png"),
      "--legend",
      legend,
      "--json",
      "-o",
      file("ids2.npy"),
    );
    const { classes: records, ties } = JSON.parse(out);
    expect(records.map(({ name, area }: { name: string; area: number }) => [name, area])).toEqual([
      ["road", 2],
      ["light", 1],
      ["background", 1],
    ]);
    expect(ties).toBe(0);
    expect((await readLabels(file("ids2.npy"))).data).toEqual(data);
    expect(await run("decode", "semantic", file("classes.png"), "--legend", legend)).toMatch(
      /^ 1 {2}road +128 64 128 +2 +50\.00 % +0\.0 +\d+\.\d$/m,
    );
  });

  it.each([
    [["decode", "semantic", "x.png"], /--legend must be given/],
    [["decode", "semantic", "nowhere.png", "--legend", "{}"], /nowhere\.png/],
    [["encode", "normals", "a.npy"], /-o must be given/],
    [["encode", "depth", "nowhere.npy", "-o", "x.png"], /nowhere\.npy/],
  ])("explains %s in one sentence, with exit code 2", async (args, sentence) => {
    const { code, out, err } = await peel(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(sentence);
    expect(err.trim().split("\n").length).toBeLessThanOrEqual(2);
  });
});
