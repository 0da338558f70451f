import { intrinsicsOfCentres, normalsFromFrame, normalsOfDepth, readDepth, readRaster } from "vision-peel";
import { expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const folder = "data/rgbd/tartanair";

it.skipIf(skipsWithout(folder))(
  "normals of TartanAir's depth agree with the stored ones better than a common method does",
  async () => {
    const depth = await readDepth(sharedPath(`${folder}/depth.npy`), { scale: "tartanair" });
    const stored = await readRaster(sharedPath(`${folder}/normal_u16.png`));
    const truth = normalsFromFrame(
      Float32Array.from(stored.data as Uint16Array, (level) => (2 * level) / 65_535 - 1),
      "dsine",
    );
    const camera = intrinsicsOfCentres({ fx: 320, fy: 320, cx: 319.5, cy: 239.5 });
    const found = normalsOfDepth(depth, camera).data;
    const errors: number[] = [];
    for (let i = 0; i < found.length; i += 3) {
      const isEmpty = [0, 1, 2].every((c) => stored.data[i + c] === 0);
      if (isEmpty || Number.isNaN(found[i])) continue;
      const dot = found[i] * truth[i] + found[i + 1] * truth[i + 1] + found[i + 2] * truth[i + 2];
      const length = Math.hypot(truth[i], truth[i + 1], truth[i + 2]);
      errors.push((Math.acos(Math.max(-1, Math.min(1, dot / length))) * 180) / Math.PI);
    }
    expect(errors.length).toBeGreaterThan(150_000);
    const median = errors.sort((a, b) => a - b)[Math.floor(errors.length / 2)];
    // golden/normal: DSINE's depth_to_normal over 5 pixels has 14.27 degrees on the same picture.
    expect(median).toBeCloseTo(3.67, 1);
  },
);
