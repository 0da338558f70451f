import type { DatasetReader } from "./reader.js";
import { cityscapes } from "./readers/cityscapes.js";
import { cocoInstances, cocoPanoptic } from "./readers/coco.js";
import { diode } from "./readers/diode.js";
import { dsine } from "./readers/dsine.js";
import { eth3d } from "./readers/eth3d.js";
import { hypersim } from "./readers/hypersim.js";
import { ibims } from "./readers/ibims.js";
import { kitti } from "./readers/kitti.js";
import { nuscenes } from "./readers/nuscenes.js";
import { nyuv2 } from "./readers/nyuv2.js";
import { plainFolder } from "./readers/plainFolder.js";
import { genaiBench, imgedit } from "./readers/prompts.js";
import { reasonseg } from "./readers/reasonseg.js";
import { refcoco, refcocog, refcocoPlus } from "./readers/refcoco.js";
import { sacoGold } from "./readers/saco.js";
import { scannet } from "./readers/scannet.js";
import { sintel } from "./readers/sintel.js";
import { vkitti2 } from "./readers/vkitti2.js";

/** All readers by name. */
export const READERS = {
  nyuv2,
  kitti,
  eth3d,
  diode,
  nuscenes,
  ibims,
  scannet,
  vkitti2,
  hypersim,
  sintel,
  dsine,
  cityscapes,
  refcoco,
  "refcoco+": refcocoPlus,
  refcocog,
  reasonseg,
  "saco-gold": sacoGold,
  "coco-instances": cocoInstances,
  "coco-panoptic": cocoPanoptic,
  "genai-bench": genaiBench,
  imgedit,
  folder: plainFolder,
} as const;

export type DatasetName = keyof typeof READERS;

/** What the samples of a data set are. */
export type SampleOf<N extends DatasetName> = (typeof READERS)[N] extends DatasetReader<infer S> ? S : never;

/** What is told of a data set before it is opened. */
export type DatasetInfo = Omit<DatasetReader, "open">;

/**
 * All data sets that can be read, with their tasks, splits and licences, where to ask for them, and how their files
 * must lie.
 *
 * @example listDatasets().map(({ name, task }) => `${name}: ${task}`)
 */
export function listDatasets(): DatasetInfo[] {
  return Object.values(READERS).map(({ open: _, ...told }) => told);
}
