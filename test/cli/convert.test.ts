import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import {
  DepthMap,
  NormalMap,
  readDepth,
  readImage,
  readLabels,
  readNormals,
  readNpy,
  writeDepth,
  writeNormals,
} from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goldenPath } from "../support/goldenFormats.js";
import { peel } from "../support/peel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-convert-"));
const file = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  const map = (metres: number): DepthMap =>
    new DepthMap({ width: 2, height: 1, data: Float32Array.of(metres, Infinity) });
  mkdirSync(file("many"));
  for (const metres of [1, 2, 3]) await writeDepth(map(metres), file(`many/d${metres}.exr`));
  await writeNormals(
    new NormalMap({ width: 1, height: 1, data: Float32Array.of(0.36, 0.48, 0.8) }),
    file("n.npy"),
  );
});

describe("peel convert", () => {
  it("turns depth of one convention into another", async () => {
    const { code, out, err } = await peel(
      "convert",
      goldenPath("depth_mm_u16.png"),
      "--scale",
      "kitti",
      "-o",
      file("k.npy"),
      "--json",
    );
    expect({ code, err }).toEqual({ code: 0, err: `Wrote ${file("k.npy")}.\n` });
    expect(JSON.parse(out)).toEqual({
      kind: "depth",
      width: 17,
      height: 13,
      output: file("k.npy"),
      scale: "kitti",
      warnings: [],
    });
    const { data } = await readNpy(file("k.npy"));
    expect(data[1]).toBe(Math.fround(9234 / 256));
    expect((await peel("convert", file("k.npy"), "--to-scale", "kitti", "-o", file("k.png"))).code).toBe(0);
    const numbers = await sharp(file("k.png")).toColourspace("grey16").raw({ depth: "ushort" }).toBuffer();
    expect(numbers.readUInt16LE(2)).toBe(9234);
    // Metres per unit, for what has no name.
    await peel("convert", goldenPath("depth_mm_u16.png"), "--scale", "0.5", "-o", file("half.pfm"));
    expect((await readDepth(file("half.pfm"))).data[1]).toBe(4617);
  });

  it("tells the kind by what the file holds", async () => {
    const cases: [string, string, string][] = [
      ["depth.exr", "d.npz", "depth"],
      ["depth_f4.tif", "d.pfm", "depth"],
      ["normals.pfm", "n.exr", "normals"],
      ["voc_palette.png", "l.npy", "labels"],
      ["mask_bool.npy", "m.png", "labels"],
      ["rgb8.png", "p.png", "picture"],
    ];
    for (const [input, output, kind] of cases) {
      const { code, out } = await peel("convert", goldenPath(input), "-o", file(output), "--json");
      expect({ input, code, kind: JSON.parse(out).kind }).toEqual({ input, code: 0, kind });
    }
    expect((await readLabels(file("l.npy"))).data).toEqual(
      (await readLabels(goldenPath("voc_palette.png"))).data,
    );
    expect((await readImage(file("p.png"))).data).toEqual((await readImage(goldenPath("rgb8.png"))).data);
    const { out } = await peel(
      "convert",
      goldenPath("depth_mm_u16.png"),
      "--as",
      "labels",
      "-o",
      file("u.png"),
      "--json",
    );
    expect(JSON.parse(out).kind).toBe("labels");
  });

  it("writes COCO masks, voids and turned axes", async () => {
    const labels = goldenPath("labels_i8.npy");
    expect((await peel("convert", labels, "--void", "255", "-o", file("i.json"))).code).toBe(0);
    const told = JSON.parse(readFileSync(file("i.json"), "utf8"));
    const ids = told.categories.map(({ id }: { id: number }) => id);
    expect(ids).not.toContain(0);
    expect(ids).not.toContain(255);
    expect(new Set(told.annotations.map((one: { category_id: number }) => one.category_id))).toEqual(
      new Set(ids),
    );
    // Names that the file does not know come from a legend.
    const legend = JSON.stringify({ cat: "red", dog: "blue" });
    const args = ["--void", "255", "--legend", legend, "-o", file("named.json")];
    expect((await peel("convert", labels, ...args)).code).toBe(0);
    expect(JSON.parse(readFileSync(file("named.json"), "utf8")).categories.slice(0, 2)).toMatchObject([
      { id: 1, name: "cat" },
      { id: 2, name: "dog" },
    ]);
    expect((await peel("convert", file("n.npy"), "--to-frame", "opencv", "-o", file("cv.exr"))).code).toBe(0);
    const turned = (await readNormals(file("cv.exr"))).data;
    expect([...turned]).toEqual([0.36, -0.48, -0.8].map(Math.fround));
  });

  it("works on many files with progress, and goes on after a broken one", async () => {
    writeFileSync(file("many/d2b.exr"), readFileSync(file("many/d2.exr")).subarray(0, 100));
    const { code, out, err } = await peel(
      "convert",
      file("many/*.exr"),
      "-o",
      file("many/{name}.png"),
      "--json",
    );
    expect(code).toBe(2);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ file: path }) => path)).toEqual(
      [1, 2, 3].map((metres) => file(`many/d${metres}.exr`)),
    );
    expect(lines[0].warnings).toEqual([expect.stringMatching(/^1 infinite/)]);
    expect(err).toMatch(/^1\/4 .*d1\.exr\nWrote .*d1\.png\.\nWarning: .*d1\.exr: 1 infinite.*\n2\/4/);
    expect(err).toMatch(/d2b\.exr must be a whole EXR file, but is broken off/);
    expect((await readDepth(file("many/d3.png"))).data[0]).toBe(3);
  });

  it("explains bad input in one sentence, with exit code 2", async () => {
    symlinkSync(file("many/d1.exr"), file("link.exr"));
    const depth = file("many/d1.exr");
    const cases: [string[], RegExp][] = [
      [[], /-o must be given.*metres\.npy/],
      [["-o", file("x.npy")], /peel convert FILE -o FILE/],
      [[depth], /-o must be given/],
      [[depth, "-o", file("x.obj")], /one in \.obj/],
      [[depth, "-o", depth], /another file than those that are read/],
      [[depth, "-o", file("link.exr")], /another file than those that are read/],
      [[depth, "-o", file("x.npy"), "--as", "flow"], /--as must be one of depth, normals, labels, picture/],
      [[depth, "-o", file("x.npy"), "--scale", "feet"], /scale must be metres per unit, or one of metres/],
      [[depth, "-o", file("x.npy"), "--to-scale", "kitti"], /--to-scale must be left out/],
      [[depth, "-o", file("x.png"), "--to-scale", "kinect-raw"], /others are only read/],
      [[file("n.npy"), "-o", file("x.npy"), "--frame", "mine"], /frame must be .*mine/],
      [
        [depth, "-o", file("x.npy"), "--frame", "opencv"],
        /--frame must be used for normals, but is used for a file of kind depth/,
      ],
      [[goldenPath("labels_i8.npy"), "-o", file("x.png")], /voidId: 255/],
      [[goldenPath("rgb8.png"), "-o", file("x.npy"), "--as", "depth"], /painted/],
      [[file("no*.exr"), "-o", file("x.npy")], /no file matches/],
      [[file("no.exr"), "-o", file("x.npy")], /missing/],
    ];
    for (const [args, message] of cases) {
      const { code, out, err } = await peel("convert", ...args);
      expect({ args, code, out }).toEqual({ args, code: 2, out: "" });
      expect(err).toMatch(message);
      expect(err.trim().split("\n")).toHaveLength(1);
    }
    for (const name of ["x.npy", "x.png", "x.obj"]) expect(existsSync(file(name))).toBe(false);
  }, 60_000);
});
