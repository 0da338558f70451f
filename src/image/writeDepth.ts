import type { DepthMap } from "./depthMap.js";
import {
  depthExtensions,
  formatDepth,
  type WriteDepthOptions,
  type WriteDepthReport,
} from "./formatDepth.js";
import { checkedExtension, writeFileSafely } from "./writeFileSafely.js";

export type { WriteDepthOptions, WriteDepthReport } from "./formatDepth.js";

/**
 * Writes depth by the path's extension: `.npy`, `.npz` (with the residual plane), `.pfm`, `.exr`, `.tif` and `.tiff`
 * hold metres as float32; `.png` holds 16-bit integers, by default millimetres, where 0 means no reading, and
 * the report says what was clipped or lost.
 *
 * @throws UnwritableError for another extension or a place that cannot be written
 * @throws ArgumentError for a scale that cannot be written
 * @example const { warnings } = await writeDepth(depth, "depth.png", { scale: "kitti" });
 */
export async function writeDepth(
  depth: DepthMap,
  path: string,
  options: WriteDepthOptions = {},
): Promise<WriteDepthReport> {
  const { bytes, warnings } = formatDepth(depth, checkedExtension(path, depthExtensions), options);
  await writeFileSafely(path, bytes);
  return { warnings };
}
