import { checkSize } from "../checks.js";
import type { ImageValue } from "../kindOf.js";
import { resizeAxis } from "./axis.js";
import type { ResampleMethod } from "./methods.js";
import { regrid } from "./regrid.js";

/** Options of `resample`. */
export interface ResampleOptions {
  /** default `bilinear`; ids of labels and instances are always picked, as by `nearest-exact` */
  readonly method?: ResampleMethod;
}

/**
 * Resizes a picture or a map, both ends on both ends. Decode first, resize after: a painted picture is
 * a code, and a blend of two of its colours stands for something that nobody painted.
 *
 * Unknown (NaN) and infinite pixels never mix with measured ones; normals stay unit vectors.
 *
 * @throws ArgumentError for a size outside 1 to 16384, a value of another type, an unknown method
 * @example resample(decodeDepth(painted), { width: 640, height: 480 }, { method: "bilinear" })
 */
export function resample<T extends ImageValue>(
  value: T,
  { width, height }: { width: number; height: number },
  { method = "bilinear" }: ResampleOptions = {},
): T {
  checkSize("resample", width, height);
  const x = resizeAxis(value.width, width);
  const y = resizeAxis(value.height, height);
  return regrid(value, x, y, method, { resampled: { from: [value.width, value.height], method } }) as T;
}
