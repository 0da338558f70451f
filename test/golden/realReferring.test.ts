import { readFileSync } from "node:fs";
import { decodeReferring } from "vision-peel/codecs";
import { readImage } from "vision-peel/image/files";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const files = ["golden/vision_banana_decode.json", "data/vision_banana"];

describe.skipIf(skipsWithout(...files))("expressions in a real output", () => {
  it("counts the pixels of refseg1_pred as SciPy's nearest neighbours do", async () => {
    const golden = JSON.parse(readFileSync(sharedPath(files[0]), "utf8")).segmentation["refseg1_pred.png"];
    const painted = await readImage(sharedPath("data/vision_banana/refseg1_pred.png"));
    const byPalette = decodeReferring(painted, golden.palette);
    const counts = Object.fromEntries(byPalette.masks.map(({ name, area }) => [name, area]));
    const inMasks = byPalette.masks.reduce((sum, { area }) => sum + area, 0);
    expect({ ...counts, background: painted.width * painted.height - inMasks }).toEqual(golden.nearest_counts);
    const far = (levels: number) => byPalette.residual.filter((one) => one > levels).length;
    const share = (levels: number) => far(levels) / byPalette.residual.length;
    expect(share(30)).toBeCloseTo(golden.frac_dist_gt_30, 12);
    expect(share(60)).toBeCloseTo(golden.frac_dist_gt_60, 12);
    // The very prompt, whose "green" is one of the word's two colours.
    const prompt =
      "A segmentation map image. The area that corresponds to the man in pink t shirt is rendered solid white; the other man is rendered in green.";
    const byPrompt = decodeReferring(painted, prompt);
    expect(byPrompt.masks.map(({ area }) => area)).toEqual([3205, 3071]);
    expect(byPrompt.labels.data).toEqual(byPalette.labels.data);
  });
});
