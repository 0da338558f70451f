import { alignmentOf, correctDrift, describeDrift, measureDrift, type RgbImage } from "vision-peel/image";
import { readImage } from "vision-peel/image/files";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const read = async (painted: string, photo: string): Promise<[RgbImage, RgbImage]> => [
  await readImage(sharedPath(`data/vision_banana/inputs/${photo}`)),
  await readImage(sharedPath(`data/vision_banana/${painted}`)),
];

describe.skipIf(skipsWithout("data/vision_banana"))("real pairs", () => {
  it.each([
    ["depth_banana_1.png", "depth_banana_0.jpg"],
    ["depth_kinkaku_1.png", "depth_kinkaku_0.jpg"],
    ["depth_laguna_1.png", "depth_laguna_0.jpg"],
    ["img2-prompt2.png", "img2.jpg"],
    ["sn_4_out.png", "sn_4_in.jpg"],
  ])("%s lies under 1 px off, and under 0.2 px once corrected", { timeout: 120_000 }, async (painted, photo) => {
    const [source, picture] = await read(painted, photo);
    const { alignment, drift } = correctDrift(source, picture);
    const rest = measureDrift(source, picture, alignment);
    const stretched = measureDrift(source, picture, alignmentOf(source, picture, "resize"));
    console.log(`${painted}: ${describeDrift(drift)}; corrected: ${describeDrift(rest)}`);
    if (!drift.measurable || !rest.measurable) throw new Error("not measurable");
    expect(Math.hypot(drift.dx, drift.dy)).toBeLessThan(1);
    expect(Math.hypot(rest.dx, rest.dy)).toBeLessThan(0.2);
    // Its parts agree better than if the picture had been stretched: the generator covers and crops.
    expect(rest.spread).toBeLessThan(0.5);
    if (stretched.measurable) expect(rest.spread).toBeLessThan(stretched.spread);
  });

  it.each([
    // The published pictures whose content is moved as a whole (measured by another program: about 2 px).
    ["insseg3_1.png", "insseg3.jpg", 2.5],
    ["sn_1_out.jpg", "sn_1_in.jpg", 2.5],
  ])("%s is moved as a whole", { timeout: 120_000 }, async (painted, photo, pixels) => {
    const [source, picture] = await read(painted, photo);
    const drift = measureDrift(source, picture);
    console.log(`${painted}: ${describeDrift(drift)}`);
    if (!drift.measurable) throw new Error(drift.reason);
    expect(Math.hypot(drift.dx, drift.dy)).toBeCloseTo(pixels, 0);
  });

  it.each([
    // Price tags on white, in a photo full of shelves; and pictures of different things.
    ["insseg1_1.png", "insseg1.jpg"],
    ["depth_kinkaku_1.png", "sn_1_in.jpg"],
    ["sn_4_out.png", "img2.jpg"],
  ])("%s has no measurable drift against %s", { timeout: 120_000 }, async (painted, photo) => {
    const drift = measureDrift(...(await read(painted, photo)));
    console.log(`${painted}: ${describeDrift(drift)}`);
    expect(drift.measurable).toBe(false);
  });
});
