import { readFileSync } from "node:fs";
import { decodeDepth, encodeDepth, RgbImage } from "vision-peel";
import { addGeneratorNoise, renderScene, sampleScene } from "vision-peel/world";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const flat = (colour: number[]) =>
  new RgbImage({
    width: 256,
    height: 256,
    data: Uint8Array.from({ length: 3 * 256 * 256 }, (_, i) => colour[i % 3]),
  });

describe("addGeneratorNoise", () => {
  it("is the same for the same seed, another for another, and nothing at strength 0", () => {
    const image = flat([200, 30, 90]);
    expect(addGeneratorNoise(image, { seed: 1 }).data).toEqual(addGeneratorNoise(image, { seed: 1 }).data);
    expect(addGeneratorNoise(image, { seed: 1 }).data).not.toEqual(
      addGeneratorNoise(image, { seed: 2 }).data,
    );
    expect(addGeneratorNoise(image, { seed: 1, strength: 0 }).data).toEqual(image.data);
    const white = flat([255, 255, 255]);
    expect(addGeneratorNoise(white, { seed: 1 }).data).toEqual(white.data);
  });

  it("says what it cannot take", () => {
    expect(() => addGeneratorNoise(flat([0, 0, 0]), { seed: 1.5 })).toThrow(/seed must be a whole number/);
    expect(() => addGeneratorNoise(flat([0, 0, 0]), { seed: 1, strength: -1 })).toThrow(
      /strength must be from 0 to 10/,
    );
  });

  describe.skipIf(skipsWithout("golden/noise_model.json"))(
    "stays within what was measured on real outputs",
    () => {
      const model = () => JSON.parse(readFileSync(sharedPath("golden/noise_model.json"), "utf8"));

      it("on flat areas: noise and inward drift", () => {
        const [low, high] = model().plateau.sigma_levels;
        const data = addGeneratorNoise(flat([0, 128, 255]), { seed: 5 }).data;
        // Within 8 × 8 patches drift hardly changes: what is left is the noise.
        let squares = 0;
        for (let patch = 0; patch < 1024; patch++) {
          const left = 8 * (patch % 32);
          const top = 8 * Math.floor(patch / 32);
          const values = Array.from(
            { length: 64 },
            (_, i) => data[3 * ((top + (i >> 3)) * 256 + left + (i & 7)) + 1],
          );
          const mean = values.reduce((sum, value) => sum + value) / 64;
          squares += values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 63;
        }
        const sigma = Math.sqrt(squares / 1024);
        expect(sigma).toBeGreaterThan(low);
        expect(sigma).toBeLessThan(high);
        const meanOf = (c: number) =>
          data.reduce((sum, value, i) => (i % 3 === c ? sum + value : sum), 0) / 65_536;
        const [, end] = model().colour_drift_levels.channel_at_0_or_255;
        expect(meanOf(0)).toBeGreaterThan(0);
        expect(meanOf(0)).toBeLessThan(end);
        expect(meanOf(2)).toBeLessThan(255);
        expect(meanOf(2)).toBeGreaterThan(255 - end);
      });

      it("on a painted room: residuals", () => {
        const { depth } = renderScene(sampleScene({ seed: 7 }), { width: 320, height: 240 });
        const residual =
          decodeDepth(addGeneratorNoise(encodeDepth(depth), { seed: 1 })).residual ?? new Float32Array();
        const sorted = residual.slice().sort();
        const bounds = model().depth_off_path_L2_255;
        const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
        expect(at(0.5)).toBeLessThanOrEqual(bounds.p50[1]);
        expect(at(0.9)).toBeGreaterThanOrEqual(bounds.p90[0]);
        expect(at(0.9)).toBeLessThanOrEqual(bounds.p90[1]);
        const far = residual.filter((levels) => levels > 16).length / residual.length;
        expect(far).toBeGreaterThan(bounds.frac_gt16[0]);
        expect(far).toBeLessThan(bounds.frac_gt16[1]);
      });
    },
  );
});
