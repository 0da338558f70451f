import { corrupt, decodeInstances } from "vision-peel/codecs";
import { readImage } from "vision-peel/image/files";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

// The backgrounds are those of the prompts; where a prompt named none, the model painted black.
const pictures = [
  ["insseg1_1.png", "price tags", "black", 5],
  ["insseg1_2.png", "croissants", "RGB(88, 50, 82)", 12],
  ["insseg2_1.png", "garlic", "black", 22],
  ["insseg3_1.png", "basketballs", "#10aa05", 8],
] as const;

describe.skipIf(skipsWithout("data/vision_banana"))("instances in real outputs", () => {
  it.each(pictures)("%s: %s on %s are %s, by the defaults", async (name, _, background, count) => {
    const painted = await readImage(sharedPath(`data/vision_banana/${name}`));
    expect(decodeInstances(painted, { background }).instances).toHaveLength(count);
    // The paper's open points do not decide.
    for (const options of [
      { neighbours: 8 },
      { seedOrder: "columns" },
      { seedOrder: "flat" },
      { merging: "repeated" },
      { beyondBorder: "outside" },
    ] as const) {
      expect(decodeInstances(painted, { background, ...options }).instances).toHaveLength(count);
    }
  });

  it.each(pictures)("%s: %s on %s are %s with noise of 3 levels, by flat seeds", async (name, _, background, count) => {
    const painted = await readImage(sharedPath(`data/vision_banana/${name}`));
    const noisy = corrupt(painted, { seed: 1, drift: 0, grid: 0, edges: 0, ring: 0, noise: 3 });
    expect(decodeInstances(noisy, { background, seedOrder: "flat" }).instances).toHaveLength(count);
    // To the letter of the paper the noise tears them apart.
    expect(decodeInstances(noisy, { background }).instances.length).toBeLessThan(count);
  });

  it("merges each price tag with its printed face, which a black ring cuts off", async () => {
    const painted = await readImage(sharedPath("data/vision_banana/insseg1_1.png"));
    expect(decodeInstances(painted, { merging: "none" }).instances).toHaveLength(10);
    expect(decodeInstances(painted).instances.every(({ parts }) => parts >= 2)).toBe(true);
  });
});
