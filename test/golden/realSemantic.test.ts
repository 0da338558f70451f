import { readFileSync } from "node:fs";
import { decodeNormals, decodeSemantic } from "vision-peel/codecs";
import { readImage } from "vision-peel/image/files";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const golden = "golden/vision_banana_decode.json";

describe.skipIf(skipsWithout(golden, "data/vision_banana"))("classes in a real output", () => {
  it("counts the pixels of img2-prompt2 as SciPy's nearest neighbours do", async () => {
    const { palette, nearest_counts, frac_dist_gt_30, frac_dist_gt_60 } = JSON.parse(
      readFileSync(sharedPath(golden), "utf8"),
    ).segmentation["img2-prompt2.png"];
    const painted = await readImage(sharedPath("data/vision_banana/img2-prompt2.png"));
    const labels = decodeSemantic(painted, palette, { background: null });
    const counts = Object.fromEntries(
      labels.legend.map(({ id, name }) => [name, labels.data.filter((one) => one === id).length]),
    );
    expect(counts).toEqual(nearest_counts);
    const share = (levels: number) =>
      (labels.residual?.filter((one) => one > levels).length ?? 0) / labels.data.length;
    expect(share(30)).toBeCloseTo(frac_dist_gt_30, 12);
    expect(share(60)).toBeCloseTo(frac_dist_gt_60, 12);
    const prompt =
      "This image is a per-pixel class labeling of the input. The macaron cakes are represented by (255, 255, 0). The round plates are represented by (255, 192, 128). The slice cakes are depicted in (64, 192, 64). The flowers are shown in (128, 0, 64). The tongs are (255, 0, 192).";
    const byPrompt = decodeSemantic(painted, prompt);
    expect(byPrompt.data.filter((id) => id === 1)).toHaveLength(nearest_counts["macaron cakes"]);
    expect(byPrompt.data.filter((id) => id === 0)).toHaveLength(nearest_counts["(unlisted) black"]);
  });
});

describe.skipIf(skipsWithout("data/vision_banana"))("normals in real outputs", () => {
  // The second has a sky, about 18 % of it.
  it.each([
    ["sn_1_out.jpg", 0, 0.01],
    ["sn_4_out.png", 0.17, 0.19],
  ])("%s is painted nearly to unit length", async (name, leastSky, mostSky) => {
    const { data, residual } = decodeNormals(await readImage(sharedPath(`data/vision_banana/${name}`)));
    const lengths = (residual ?? new Float32Array()).map((one) => 1 + one / 127.5).sort();
    const at = (share: number) => lengths[Math.floor(share * (lengths.length - 1))];
    expect(at(0.5)).toBeGreaterThan(0.97);
    expect(at(0.5)).toBeLessThan(1.04);
    expect(at(0.01)).toBeGreaterThan(0.4);
    // Surfaces that are seen face the viewer.
    let facing = 0;
    let known = 0;
    for (let i = 2; i < data.length; i += 3) {
      if (Number.isNaN(data[i])) continue;
      known++;
      if (data[i] > -0.05) facing++;
    }
    const sky = 1 - known / lengths.length;
    expect(sky).toBeGreaterThanOrEqual(leastSky);
    expect(sky).toBeLessThan(mostSky);
    expect(facing / known).toBeGreaterThan(0.8);
  });
});
