import { readFileSync } from "node:fs";
import { corrupt, decodeDepth, encodeDepth, PUBLISHED_NOISE } from "vision-peel/codecs";
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
