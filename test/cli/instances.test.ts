import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  decodeMask,
  encodeInstances,
  maskArea,
  readImage,
  readLabels,
  writeImage,
  writeLabels,
} from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blobs, renumbered } from "../codecs/instances/pictures.js";
import { peel } from "../support/peel.js";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const folder = mkdtempSync(join(tmpdir(), "peel-instances-"));
const file = (name: string) => join(folder, name);
const truth = blobs(90, 60, 7, 11);
beforeAll(async () => {
  await writeImage(encodeInstances(truth, { background: "#10aa05" }), file("painted.png"));
  await writeLabels(truth, file("ids.npy"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const keepAll = ["--min-size", "0", "--min-erosion", "0", "--max-box-growth", "1000"];

describe("peel decode instances", () => {
  it("prints a table with one line for each thing", async () => {
    const { code, out, err } = await peel(
      "decode",
      "instances",
      file("painted.png"),
      "--background",
      "#10aa05",
    );
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const [head, , heads, ...rows] = out.trimEnd().split("\n");
    expect(head).toBe(`${rows.length} instances in 90 × 60 pixels`);
    expect(heads.trim().split(/ {2,}/)).toEqual([
      ...["id", "pixels", "share", "box x y w h", "centroid", "colour", "parts", "holes"],
    ]);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows[0]).toMatch(/^ *1 +\d+ +\d+\.\d\d % +\d+ \d+ \d+ \d+ /);
  });

  it("prints one JSON object with a count and a record each, with masks where asked for", async () => {
    const args = ["decode", "instances", file("painted.png"), "--background", "RGB(16, 170, 5)", ...keepAll];
    const { code, out } = await peel(...args, "--json", "--masks");
    expect(code).toBe(0);
    expect(out.trim().split("\n")).toHaveLength(1);
    const { width, height, background, count, components, instances } = JSON.parse(out);
    expect([width, height, background]).toEqual([90, 60, [16, 170, 5]]);
    expect(count).toBe(new Set(truth.data).size - 1);
    expect(instances).toHaveLength(count);
    expect(Object.keys(components)).toEqual(["found", "tooSmall", "tooThin", "merged"]);
    const painted = new Array<number>(90 * 60).fill(0);
    for (const { id, area, mask } of instances) {
      expect(maskArea(mask)).toBe(area);
      decodeMask(mask).data.forEach((bit, i) => {
        if (bit) painted[i] = id;
      });
    }
    expect(painted).toEqual(renumbered(truth.data));
    expect(JSON.parse((await peel(...args, "--json")).out).instances[0].mask).toBeUndefined();
  });

  it("writes ids as an indexed PNG or as .npy", async () => {
    const args = ["decode", "instances", file("painted.png"), "--background", "#10aa05", ...keepAll];
    for (const name of ["out.png", "out.npy"]) {
      const { code, err } = await peel(...args, "-o", file(name));
      expect({ code, err }).toEqual({ code: 0, err: `Wrote ${file(name)}.\n` });
      expect([...(await readLabels(file(name))).data]).toEqual(renumbered(truth.data));
    }
  });

  it("finds nothing in nothing", async () => {
    const { code, out } = await peel("decode", "instances", file("painted.png"), "--min-size", "1");
    expect({ code, out }).toEqual({ code: 0, out: "0 instances in 90 × 60 pixels\n" });
  });

  it.each([
    [["--background", "greenish"], /background must be a colour/],
    [["--tolerance", "0"], /tolerance must be above 0 levels/],
    [["--tolerance", "wide"], /--tolerance must be a number/],
    [["--neighbours", "6"], /neighbours must be one of 4, 8, 16/],
    [["--merging", "all"], /merging must be one of pairs, repeated, none/],
    [["-o", "ids.jpg"], /\.png or \.npy/],
    [["--wat"], /wat/],
  ])("explains %j in one sentence, with exit code 2", async (more, message) => {
    const { code, out, err } = await peel("decode", "instances", file("painted.png"), ...more);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  it("tells of itself", async () => {
    expect((await peel("decode", "--help")).out).toMatch(/peel decode instances/);
    expect((await peel("decode", "instances", "--help")).out).toMatch(
      /^Usage: peel decode instances PAINTED/,
    );
    expect((await peel("encode", "instances", "-h")).out).toMatch(/^Usage: peel encode instances IDS/);
  });

  it.skipIf(skipsWithout("data/vision_banana"))("counts 12 croissants in the published output", async () => {
    const picture = sharedPath("data/vision_banana/insseg1_2.png");
    const { out } = await peel("decode", "instances", picture, "--background", "<88, 50, 82>", "--json");
    expect(JSON.parse(out)).toMatchObject({ width: 1216, height: 880, count: 12 });
  });

  it.skipIf(skipsWithout("data/vision_banana"))("puts basketballs on the photo's grid", async () => {
    const args = ["decode", "instances", sharedPath("data/vision_banana/insseg3_1.png")];
    const source = [
      "--background",
      "#10aa05",
      "--source",
      sharedPath("data/vision_banana/inputs/insseg3.jpg"),
    ];
    const { code, out, err } = await peel(...args, ...source, "--json", "--masks", "-o", file("balls.npy"));
    expect(code).toBe(0);
    expect(err).toMatch(/^drift 0\.\d\d, -2\.\d\d px \(.*\), corrected\n/);
    const { width, height, count, alignment, instances } = JSON.parse(out);
    expect({ width, height, count }).toEqual({ width: 768, height: 563, count: 8 });
    expect(alignment.source).toEqual({ width, height });
    const ids = await readLabels(file("balls.npy"));
    for (const { id, area, mask, colour } of instances) {
      expect(maskArea(mask)).toBe(area);
      expect(ids.data.filter((one) => one === id)).toHaveLength(area);
      expect(colour).toHaveLength(3);
    }
  });
});

describe("peel encode instances", () => {
  it("paints what decoding brings back", async () => {
    const args = ["encode", "instances", file("ids.npy"), "--background", "white", "-o", file("again.png")];
    expect(await peel(...args)).toMatchObject({ code: 0, err: `Wrote ${file("again.png")}.\n` });
    const painted = await readImage(file("again.png"));
    expect(painted.data).toEqual(encodeInstances(truth, { background: "white" }).data);
  });

  it("explains bad input in one sentence", async () => {
    writeFileSync(file("text.png"), "words");
    for (const [args, message] of [
      [[file("ids.npy")], /-o must be given, but is missing: write -o painted\.png/],
      [[file("painted.png"), "-o", file("x.png")], /one channel of whole numbers/],
      [[file("text.png"), "-o", file("x.png")], /text/],
      [[file("ids.npy"), "-o", file("x.jpg")], /\.png/],
      [[], /peel encode instances IDS -o PAINTED\.png/],
    ] as const) {
      const { code, err } = await peel("encode", "instances", ...args);
      expect({ args, code }).toEqual({ args, code: 2 });
      expect(err).toMatch(message);
      expect(err.trim().split("\n")).toHaveLength(1);
    }
  });
});
