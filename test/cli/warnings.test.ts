/** What `peel decode` says about pictures that are not what they are taken for. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import {
  corrupt,
  encodeDepth,
  encodeNormals,
  encodeSemantic,
  RgbImage,
  renderScene,
  sampleScene,
  writeImage,
} from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-warnings-"));
const file = (name: string) => join(folder, name);
const truth = renderScene(sampleScene({ seed: 7 }), { width: 96, height: 64 });
const legend = JSON.stringify(
  Object.fromEntries(truth.classes.legend.map(({ name, colour }) => [name, colour ?? [0, 0, 0]])),
);
const jpeg = ({ width, height, data }: RgbImage, name: string, chromaSubsampling: string) =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90, chromaSubsampling })
    .toFile(file(name));

beforeAll(async () => {
  const depth = corrupt(encodeDepth(truth.depth), { seed: 1 });
  await writeImage(truth.photo, file("photo.png"));
  await writeImage(depth, file("depth.png"));
  await writeImage(corrupt(encodeNormals(truth.normals), { seed: 1 }), file("normals.png"));
  await writeImage(corrupt(encodeSemantic(truth.classes), { seed: 1 }), file("semantic.png"));
  await jpeg(depth, "420.jpg", "4:2:0");
  await jpeg(depth, "444.jpg", "4:4:4");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const warningsOf = async (...args: string[]) => {
  const { code, out, err } = await peel("decode", ...args, "--json");
  const { warnings } = JSON.parse(out) as { warnings: string[] };
  expect(err).toBe(warnings.map((warning) => `Warning: ${warning}\n`).join(""));
  return { code, warnings };
};

describe("a photo", () => {
  it("is no painted depth picture, which is said and no error", async () => {
    const { code, warnings } = await warningsOf("depth", file("photo.png"));
    expect(code).toBe(0);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^This does not look like a painted depth picture: \d+ % of its pixels are off the path by more than 16 levels \(median \d+\.\d\)\.$/,
      ),
    ]);
    const [share, median] = [/: (\d+) %/, /median ([\d.]+)/].map((part) =>
      Number(part.exec(warnings[0])?.[1]),
    );
    expect(share).toBeGreaterThan(50);
    expect(median).toBeGreaterThan(16);
  });

  it("nor painted normals, nor classes, nor expressions", async () => {
    const normals = await warningsOf("normals", file("photo.png"));
    expect(normals.warnings).toEqual([
      expect.stringMatching(/does not look like a picture of painted normals/),
    ]);
    const classes = ["--legend", '{"cat": "#ff0000", "dog": "#0000ff"}'];
    for (const task of ["semantic", "referring"]) {
      const { code, warnings } = await warningsOf(task, file("photo.png"), ...classes);
      expect(code).toBe(0);
      expect(warnings).toEqual([expect.stringMatching(/does not look like painted in these colours: \d+ %/)]);
    }
  });
});

describe("what a generator painted", () => {
  it.each([
    ["depth", []],
    ["normals", []],
    ["semantic", ["--legend", legend]],
  ])("as %s passes without a word", async (task, more) => {
    expect(await warningsOf(task, file(`${task}.png`), ...more)).toEqual({ code: 0, warnings: [] });
  });
});

describe("a wrong choice", () => {
  it("of background is told with the colour that covers the picture", async () => {
    const data = new Uint8Array(40 * 40 * 3).fill(90);
    for (let i = 0; i < 100; i++) data.set([255, 0, 0], 3 * (40 * Math.floor(i / 10 + 5) + (i % 10) + 5));
    await writeImage(new RgbImage({ width: 40, height: 40, data }), file("things.png"));
    expect((await warningsOf("instances", file("things.png"))).warnings).toEqual([
      'Instance 1 covers 94 % of the picture; if it is the background, say --background "RGB(90, 90, 90)".',
    ]);
    expect(
      (await warningsOf("instances", file("things.png"), "--background", "RGB(90, 90, 90)")).warnings,
    ).toEqual([]);
  });

  it("of a legend is told with the classes that have other colours", async () => {
    const data = new Uint8Array(40 * 40 * 3);
    for (let i = 0; i < 400; i++) data.set([200, 180, 255], 3 * i);
    await writeImage(new RgbImage({ width: 40, height: 40, data }), file("classes.png"));
    expect(
      (await warningsOf("semantic", file("classes.png"), "--legend", '{"cat": "red"}')).warnings,
    ).toEqual([
      "Hardly painted in the legend's colour, only nearest to it: \"cat\" (317 levels). Is the legend the prompt's?",
    ]);
  });
});

describe("a JPEG", () => {
  it("is told with its chroma subsampling", async () => {
    const { warnings } = await warningsOf("depth", file("420.jpg"));
    expect(warnings).toEqual([expect.stringMatching(/^JPEG with chroma at 4:2:0 smears colours over edges/)]);
    expect((await warningsOf("depth", file("444.jpg"))).warnings).toEqual([
      expect.stringMatching(/^JPEG changes colours a little/),
    ]);
  });

  it("among several is told once, with its name", async () => {
    const { err } = await peel("decode", "depth", file("depth.png"), file("420.jpg"), "--json");
    expect(err.match(/Warning/g)).toHaveLength(1);
    expect(err).toContain(`Warning: ${file("420.jpg")}: JPEG with chroma at 4:2:0`);
  });
});
