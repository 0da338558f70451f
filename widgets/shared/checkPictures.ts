/** Pictures that belong to a map, by their kind and size. */
import type { RgbImage } from "vision-peel/image";
import { refuse } from "./checks.js";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const inPixels = ({ width, height }: Size): string => `${width} × ${height} pixels`;
const isSameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

/**
 * By its shape, not instanceof: cells may run in a realm of their own.
 *
 * @throws ArgumentError unless `picture` is an RgbImage of any size
 */
export function checkRgb(argument: string, picture: unknown): asserts picture is RgbImage {
  const { width, height, data } = (picture ?? {}) as Partial<RgbImage>;
  const isRgb = ArrayBuffer.isView(data) && data.length === 3 * Number(width) * Number(height);
  if (!isRgb) refuse(argument, "an RgbImage", picture, "read a file with await readImage(path)");
}

/**
 * @param map what the picture was decoded to, as the options call it: "depth", "labels"
 * @throws ArgumentError unless `painted` is an RgbImage as large as what was decoded from it
 */
export function checkPainted(map: string, painted: unknown, size: Size): asserts painted is RgbImage {
  checkRgb("painted", painted);
  if (isSameSize(painted, size)) return;
  // A blend of two painted colours stands for something that nobody painted.
  const picked = `alignToSource(painted, alignmentOf(${map}, painted), { method: "nearest-exact" })`;
  refuse(
    "painted",
    `of the size of ${map}, ${inPixels(size)}`,
    painted,
    `pass the very picture that ${map} was decoded from, or, where alignToSource has put ${map} on another grid, ${picked}`,
  );
}

/**
 * A truth is never resampled unasked: how that is done changes the scores.
 *
 * @param map what is compared with it, as the options call it
 * @throws ArgumentError unless `truth` is as large as the map
 */
export function checkTruthSize(map: string, truth: Size, size: Size): void {
  if (isSameSize(truth, size)) return;
  const onTruth = `alignToSource(${map}, alignmentOf(truth, ${map}))`;
  refuse(
    "truth",
    `of the size of ${map}, ${inPixels(size)}`,
    truth,
    `pass ${map}: ${onTruth} to compare on the truth's grid, as benchmarks do, or truth: alignToPainted(truth, alignmentOf(truth, ${map}), { method: "nearest-exact" })`,
  );
}
