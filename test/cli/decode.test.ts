import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DepthMap, encodeDepth, writeImage } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const folder = mkdtempSync(join(tmpdir(), "peel-decode-"));
const painted = join(folder, "painted.png");
beforeAll(async () => {
  const data = Float32Array.of(1, 2, 4, 8, Infinity, Number.NaN);
  await writeImage(encodeDepth(new DepthMap({ width: 3, height: 2, data })), painted);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function peel(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, ["cli/bin/peel.mjs", "decode", ...args], (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

describe("peel decode depth", () => {
  it("prints a table", async () => {
    const { code, out, err } = await peel("depth", painted, "--at", "1,0");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^size +3 × 2 pixels$/m);
    expect(out).toMatch(/^infinite +16\.67 %$/m);
    expect(out).toMatch(/^off the path +16\.67 % by more than 16 levels$/m);
    expect(out).toMatch(/^at 1,0 +1\.998 m, painted 220 255 0, 0\.0 levels off the path$/m);
  });

  it("prints exactly one JSON object, also with infinity in it", async () => {
    const { code, out, err } = await peel(
      "depth",
      painted,
      "--at",
      "1,1",
      "--json",
      "-o",
      join(folder, "d.png"),
    );
    expect(code).toBe(0);
    expect(err).toMatch(/^Wrote .*d\.png\.\nWarning: 1 infinite pixels.*\nWarning: 1 unknown pixels.*\n$/);
    expect(out.trim().split("\n")).toHaveLength(1);
    const { at, ...summary } = JSON.parse(out);
    expect(at).toEqual({ x: 1, y: 1, metres: "Infinity", rgb: [255, 255, 255], residual: 0 });
    expect(Object.keys(summary)).toEqual([
      "width",
      "height",
      "range",
      "quantiles",
      "infiniteShare",
      "unknownShare",
      "offPathShare",
      "dialect",
      "code",
      "unit",
      "warnings",
    ]);
    expect(summary).toMatchObject({ width: 3, height: 2, infiniteShare: 1 / 6, unknownShare: 1 / 6 });
  });

  it("takes other parameters of the code", async () => {
    const { out } = await peel("depth", painted, "--lambda", "-2", "--c=10/4", "--at", "0,0", "--json");
    const position = 1 - (1 + 1 / 10) ** -2;
    expect(JSON.parse(out).at.metres).toBeCloseTo(5 * (1 / (1 - position) - 1), 1);
  });

  it("writes metres", async () => {
    for (const name of ["d.npy", "d.pfm"]) {
      expect((await peel("depth", painted, "-o", join(folder, name))).code).toBe(0);
      expect(existsSync(join(folder, name))).toBe(true);
    }
    expect(readFileSync(join(folder, "d.npy")).readFloatLE(128)).toBeCloseTo(1, 2);
  });

  it("explains bad input in one sentence, with exit code 2", async () => {
    const text = join(folder, "text.png");
    writeFileSync(text, "words");
    const taken = join(folder, "taken.npy");
    mkdirSync(taken);
    const cases: [string[], RegExp][] = [
      [["depth", painted, "--at", "3,0"], /--at must be x,y inside the picture of 3 × 2 pixels/],
      [["depth", painted, "--at", "-1,0"], /--at/],
      [["depth", painted, "--at", "1;0"], /--at/],
      [["depth", painted, "-o", join(folder, "d.mat")], /\.npy or .* or \.png/],
      [["depth", painted, "-o", taken], /but is a folder/],
      [["depth", painted, "-o", join(folder, "no", "d.npy")], /folder that does not exist/],
      [["depth", painted, "--lambda", "0"], /lambda must be/],
      [["depth", painted, "--c", "wide"], /--c must be a number/],
      [["depth", painted, "--wat"], /wat/],
      [["depth", text], /but is text/],
      [["depth", join(folder, "none.png")], /missing/],
      [["depth", ""], /^"" must be/],
      [["depth"], /peel decode depth PAINTED/],
      [[], /one of depth, .*followed by nothing/],
      [["paint", painted], /one of depth, .*followed by paint: write peel decode depth FILE/],
    ];
    for (const [args, message] of cases) {
      const { code, out, err } = await peel(...args);
      expect({ args, code, out }).toEqual({ args, code: 2, out: "" });
      expect(err).toMatch(message);
      expect(err.trim().split("\n")).toHaveLength(1);
      expect(err).not.toMatch(/ at .*:\d+:\d+/);
    }
  });

  it.skipIf(skipsWithout("data/vision_banana"))(
    "reads 13.84 m at the paper's point of Kinkaku-ji",
    async () => {
      const picture = sharedPath("data/vision_banana/depth_kinkaku_1.png");
      const { code, out } = await peel("depth", picture, "--at", "582,1122", "--json");
      expect(code).toBe(0);
      const { width, height, at } = JSON.parse(out);
      expect([width, height]).toEqual([896, 1200]);
      expect(at.metres).toBeCloseTo(13.84, 2);
    },
  );
});
