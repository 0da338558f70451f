/** Tiny data sets that the Python scripts of test/oracles/datasets wrote, with what those say they hold. */
import { readFileSync } from "node:fs";
import type { DatasetName } from "vision-peel/datasets";

export const fixturePath = (folder: string): string => `test/golden/datasets/${folder}`;

/** A sample as a script tells it: numbers row by row, NaN and Infinity as words. */
export type ToldSample = Readonly<Record<string, unknown>> & { readonly id: string };

export function toldSamples(folder: string, file = "expected.json"): Record<string, ToldSample[]> {
  return JSON.parse(readFileSync(`${fixturePath(folder)}/${file}`, "utf8"));
}

/** Reader, folder, and the file that tells what is in it. */
export const FIXTURES: readonly [name: DatasetName, folder: string, told: string | undefined][] = [
  ["nyuv2", "nyuv2", undefined],
  ["nyuv2", "nyuv2-sync", undefined],
  ["kitti", "kitti", undefined],
  ["eth3d", "eth3d", undefined],
  ["diode", "diode", undefined],
  ["nuscenes", "nuscenes", undefined],
  ["ibims", "ibims", undefined],
  ["scannet", "scannet", undefined],
  ["vkitti2", "vkitti2", undefined],
  ["hypersim", "hypersim", undefined],
  ["sintel", "sintel", undefined],
  ["dsine", "dsine", undefined],
  ["cityscapes", "cityscapes", undefined],
  ["refcoco", "refcoco", undefined],
  ["refcoco+", "refcoco", undefined],
  ["refcocog", "refcoco", undefined],
  ["reasonseg", "reasonseg", undefined],
  ["saco-gold", "saco-gold", undefined],
  ["coco-instances", "coco", undefined],
  ["coco-panoptic", "coco", "expected-panoptic.json"],
  ["genai-bench", "genai-bench", undefined],
  ["imgedit", "imgedit", undefined],
  ["folder", "folder-depth", undefined],
  ["folder", "folder-normals", undefined],
  ["folder", "folder-semantic", undefined],
  ["folder", "folder-referring", undefined],
];
