/** The three pairs that golden/depth scores. */
import { readDepth, readNpy } from "vision-peel";
import { sharedPath } from "../support/sharedData.js";

const arrays = ["random_pred.npy", "random_gt.npy", "nyu_pred_f16.npy", "nyu_gt_mm.png", "kitti_gt_x256.png"];
export const depthGoldenFiles = ["depth_metrics.json", ...arrays].map((name) => `golden/depth/${name}`);

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export async function depthPairs(): Promise<Record<string, { prediction: Plane; truth: Plane }>> {
  const path = (name: string) => sharedPath(`golden/depth/${name}`);
  const floats = async (name: string): Promise<Plane> => {
    const { data, shape } = await readNpy(path(name));
    return {
      width: shape[1] ?? shape[0],
      height: shape[1] ? shape[0] : 1,
      data: Float32Array.from(data as Float32Array),
    };
  };
  const nyu = await readDepth(path("nyu_gt_mm.png"));
  const kitti = await readDepth(path("kitti_gt_x256.png"), { scale: "kitti" });
  // Its prediction is a formula, as the golden file says.
  const data = kitti.data.map((_, i) => {
    const row = Math.floor(i / kitti.width);
    return Math.min(100, Math.max(3, (1.65 * 707) / Math.max(row - 178, 5)));
  });
  return {
    random: { prediction: await floats("random_pred.npy"), truth: await floats("random_gt.npy") },
    nyu: { prediction: await floats("nyu_pred_f16.npy"), truth: nyu },
    kitti: { prediction: { width: kitti.width, height: kitti.height, data }, truth: kitti },
  };
}
