import { readFileSync } from "node:fs";
import { corrupt, decodeDepth, encodeDepth, PUBLISHED_NOISE } from "vision-peel/codecs";
import { RgbImage } from "vision-peel/image";
import { readImage } from "vision-peel/image/files";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

describe.skipIf(skipsWithout("golden/noise_model.json", "data/vision_banana"))("the noise of real outputs", () => {
  const model = () => JSON.parse(readFileSync(sharedPath("golden/noise_model.json"), "utf8"));

  it("has levels within what was measured", () => {
    const { plateau, colour_drift_levels, edges } = model();
    const { noise, grid, drift, ring } = PUBLISHED_NOISE;
    const within = (value: number, [low, high]: number[]) => {
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
    };
    within(Math.hypot(noise, grid), plateau.sigma_levels);
    within(grid ** 2 / (noise ** 2 + grid ** 2), plateau.grid_share_of_ac_energy);
    within(drift, colour_drift_levels.mid_channel_typ);
    within(ring, edges.overshoot_frac_1px_midtone_borders);
  });

  it("varies flat areas and moves the ends of channels as measured", () => {
    const side = 256;
    const exact = Uint8Array.from({ length: 3 * side * side }, (_, i) => [0, 128, 255][i % 3]);
    const flat = new RgbImage({ width: side, height: side, data: exact });
    const { data } = corrupt(flat, { seed: 5 });
    // Within 8 × 8 patches drift hardly changes: what is left is noise and grid.
    let squares = 0;
    for (let patch = 0; patch < 1024; patch++) {
      const [left, top] = [8 * (patch % 32), 8 * Math.floor(patch / 32)];
      const levels = Array.from({ length: 64 }, (_, i) => data[3 * ((top + (i >> 3)) * side + left + (i & 7)) + 1]);
      const mean = levels.reduce((sum, level) => sum + level) / 64;
      squares += levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / 63;
    }
    const [low, high] = model().plateau.sigma_levels;
    expect(Math.sqrt(squares / 1024)).toBeGreaterThan(low);
    expect(Math.sqrt(squares / 1024)).toBeLessThan(high);
    const meanOf = (c: number) => data.reduce((sum, level, i) => (i % 3 === c ? sum + level : sum), 0) / side ** 2;
    const [, most] = model().colour_drift_levels.channel_at_0_or_255;
    for (const drift of [meanOf(0), 255 - meanOf(2)]) {
      expect(drift).toBeGreaterThan(0);
      expect(drift).toBeLessThan(most);
    }
  });

  it.each(["depth_banana_1.png", "depth_kinkaku_1.png"])("on %s cleaned leaves residuals as measured", async (name) => {
    const bounds = model().depth_off_path_L2_255;
    const depth = decodeDepth(await readImage(sharedPath(`data/vision_banana/${name}`)));
    const residual = decodeDepth(corrupt(encodeDepth(depth), { seed: 1 })).residual ?? new Float32Array();
    const sorted = residual.slice().sort();
    for (const [share, bound] of [
      [0.5, bounds.p50],
      [0.9, bounds.p90],
      [0.99, bounds.p99],
    ] as const) {
      const levels = sorted[Math.floor(share * (sorted.length - 1))];
      expect(levels).toBeGreaterThanOrEqual(bound[0]);
      expect(levels).toBeLessThanOrEqual(bound[1]);
    }
    const far = sorted.filter((levels) => levels > 16).length / sorted.length;
    expect(far).toBeGreaterThan(bounds.frac_gt16[0]);
    expect(far).toBeLessThan(bounds.frac_gt16[1]);
  });
});
