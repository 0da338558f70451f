import { describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const shared = (name: string) => sharedPath(`data/vision_banana/${name}`);
const onPhoto = (task: string, painted: string, photo: string, ...more: string[]) =>
  peel("decode", task, shared(painted), "--source", shared(`inputs/${photo}`), "--json", ...more);

describe.skipIf(skipsWithout("data/vision_banana"))("decoding on the photo's grid", () => {
  it("gives depth there, read where the photo has it", async () => {
    // The paper's point of Kinkaku-ji, 582,1122 of 896 × 1200, on the photo of 576 × 768.
    const { out, err } = await onPhoto(
      "depth",
      "depth_kinkaku_1.png",
      "depth_kinkaku_0.jpg",
      "--at",
      "374,718",
    );
    expect(err).toMatch(/^drift 0\.\d\d, 0\.\d\d px .*, corrected\n$/);
    const { width, height, at } = JSON.parse(out);
    expect([width, height]).toEqual([576, 768]);
    expect(at.metres).toBeCloseTo(13.84, 1);
    expect(at.rgb[2]).toBeGreaterThan(250);
  });

  it("gives normals there, with lengths of what was painted", async () => {
    const { width, height, length } = JSON.parse(
      (await onPhoto("normals", "sn_4_out.png", "sn_4_in.jpg")).out,
    );
    expect([width, height]).toEqual([768, 232]);
    expect(length.median).toBeCloseTo(1, 1);
    expect(length.high).toBeLessThan(1.75);
  });

  it("gives classes there, and what the generator cropped as void", async () => {
    const legend = JSON.stringify({
      cakes: "(255, 255, 0)",
      plates: "(255, 192, 128)",
      slices: "(64, 192, 64)",
      flowers: "(128, 0, 64)",
      tongs: "(255, 0, 192)",
    });
    const { out } = await onPhoto("semantic", "img2-prompt2.png", "img2.jpg", "--legend", legend);
    const { width, height, classes } = JSON.parse(out);
    const areas = classes.map(({ area }: { area: number }) => area);
    expect(areas.reduce((sum: number, area: number) => sum + area)).toBe(width * height);
    // Shares are those of the painted picture, 60068 of 1200 × 896 pixels.
    expect(areas[0] / (width * height)).toBeCloseTo(60068 / (1200 * 896), 2);
    expect(classes.at(-1)).toMatchObject({ id: 65_535, name: "void", meanResidual: null });
  });
});
