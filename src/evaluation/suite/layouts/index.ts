import type { Layout } from "../layout.js";
import { cityscapes } from "./cityscapes.js";
import { cocoInstances, cocoPanoptic } from "./coco.js";
import { dsine } from "./dsine.js";
import { nyuv2, scannet } from "./indoor.js";
import { refcoco, refcocog, refcocoPlus } from "./referring.js";
import { hypersim, sintel } from "./rendered.js";
import { sacoGold } from "./saco.js";
import { diode, eth3d, ibims } from "./scanned.js";
import { kitti, vkitti2 } from "./street.js";

/** All layouts, in the order of the readers. */
export const LAYOUTS: readonly Layout[] = [
  ...[nyuv2, kitti, eth3d, diode, ibims, scannet, vkitti2, hypersim, sintel, dsine],
  ...[cityscapes, refcoco, refcocoPlus, refcocog, sacoGold, cocoInstances, cocoPanoptic],
];
