/** Which true depths count, on which data set: the caps that UniK3D's data sets have (configs and datasets of UniK3D). */
import type { CropName } from "./crops.js";

export interface DepthRules {
  /** how people call the data */
  readonly title: string;
  /** true depths between these count, in metres */
  readonly min: number;
  readonly max: number;
  readonly crop: CropName;
}

/** The data sets by the names of their readers. */
export const depthRules = Object.freeze({
  nyu: { title: "NYUv2", min: 0.005, max: 10, crop: "nyu-eigen" },
  kitti: { title: "KITTI", min: 0.05, max: 80, crop: "garg" },
  nuscenes: { title: "nuScenes", min: 0.05, max: 80, crop: "none" },
  eth3d: { title: "ETH3D", min: 0.01, max: 50, crop: "none" },
  ibims: { title: "iBims-1", min: 0.005, max: 25, crop: "none" },
  "diode-indoor": { title: "DIODE indoor", min: 0.01, max: 25, crop: "none" },
  "diode-outdoor": { title: "DIODE outdoor", min: 0.1, max: 80, crop: "none" },
  hypersim: { title: "Hypersim", min: 0.01, max: 50, crop: "none" },
  sintel: { title: "Sintel", min: 0.001, max: 1000, crop: "none" },
  vkitti2: { title: "Virtual KITTI 2", min: 0.05, max: 80, crop: "none" },
  any: { title: "any data", min: 0, max: Infinity, crop: "none" },
} as const satisfies Record<string, DepthRules>);

export type DepthRulesName = keyof typeof depthRules;
