import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeDepth, depthCode } from "vision-peel/codecs";
import { readImage } from "vision-peel/image/files";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const pictures = ["depth_banana_1.png", "depth_kinkaku_1.png", "depth_laguna_1.png"];

describe.skipIf(skipsWithout("golden/vision_banana_decode.json", "data/vision_banana"))("real outputs", () => {
  it.each(pictures)("%s decodes as by hilbertmap", async (name) => {
    const golden = JSON.parse(readFileSync(sharedPath("golden/vision_banana_decode.json"), "utf8")).depth[name];
    const painted = await readImage(sharedPath(`data/vision_banana/${name}`));
    expect([painted.width, painted.height]).toEqual(golden.size_wh);
    const depth = decodeDepth(painted);
    golden.yx.forEach(([y, x]: number[], i: number) => {
      const at = y * painted.width + x;
      expect([...painted.data.subarray(3 * at, 3 * at + 3)]).toEqual(golden.rgb8[i]);
      if (golden.ambiguous[i]) return;
      const want = Number(golden.depth_m[i]);
      if (want === Infinity) expect(depth.data[at]).toBe(Infinity);
      else expect(Math.abs(depth.data[at] - want)).toBeLessThanOrEqual(1e-6 * want);
      expect(depth.residual?.[at]).toBeCloseTo(golden.off_path_L2_255[i], 4);
    });
    const residual = Float64Array.from(depth.residual ?? []);
    const mean = residual.reduce((sum, levels) => sum + levels, 0) / residual.length;
    expect(mean).toBeCloseTo(golden.off_path.mean, 6);
    expect(residual.filter((levels) => levels > 16).length / residual.length).toBeCloseTo(golden.off_path.frac_gt_16, 9);
  });
});

describe.skipIf(skipsWithout("data/hilbertmap"))("pictures encoded by hilbertmap", () => {
  it.each(["living_room", "street"])("%s comes back within 1.05 steps", async (name) => {
    const decoded = decodeDepth(await readImage(sharedPath(`data/hilbertmap/${name}_encoded.png`)));
    const truth = readNpy(sharedPath(`data/hilbertmap/${name}_depth.npy`));
    const code = depthCode();
    let compared = 0;
    let worst = 0;
    truth.forEach((metres, i) => {
      if (!(metres < 412)) return;
      compared++;
      const steps = Math.abs(code.positionOf(decoded.data[i]) - code.positionOf(metres)) * 1785;
      worst = Math.max(worst, steps);
    });
    expect(compared).toBeGreaterThan(1000);
    expect(worst).toBeLessThan(1.05);
  });
});

function readNpy(path: string): number[] {
  const bytes = readFileSync(path);
  const start = 10 + bytes.readUInt16LE(8);
  const header = bytes.toString("latin1", 10, start);
  const size = header.includes("<f8") ? 8 : 4;
  expect(header).toMatch(/<f[48]/);
  expect(header).toContain("'fortran_order': False");
  return Array.from({ length: (bytes.length - start) / size }, (_, i) =>
    size === 8 ? bytes.readDoubleLE(start + 8 * i) : bytes.readFloatLE(start + 4 * i),
  );
}
