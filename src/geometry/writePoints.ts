import { ArgumentError, describeValue } from "../errors.js";
import { checkedExtension, writeFileSafely } from "../image/writeFileSafely.js";
import { formatGlb } from "./formats/glb.js";
import { formatPly, type PlyEncoding } from "./formats/ply.js";
import type { PointCloud } from "./pointCloud.js";

/** Options of `writePoints`. */
export interface WritePointsOptions {
  /** how a PLY stores its numbers; default `binary`, little endian */
  readonly encoding?: PlyEncoding;
}

/**
 * Writes a cloud or a mesh by the path's extension: `.ply` in the camera's axes (+y down, +z into the picture),
 * `.glb` in glTF's (+y up, −z into the picture).
 *
 * @throws UnwritableError for another extension or a place that cannot be written
 * @throws ArgumentError for an unknown encoding
 * @example await writePoints(pointCloudOf(depth, intrinsics, { photo }), "room.ply");
 */
export async function writePoints(
  cloud: PointCloud,
  path: string,
  { encoding = "binary" }: WritePointsOptions = {},
): Promise<void> {
  if (encoding !== "binary" && encoding !== "ascii") {
    throw new ArgumentError({
      argument: "encoding",
      expected: "binary or ascii",
      got: describeValue(encoding),
      remedy: "leave it out for binary",
    });
  }
  const extension = checkedExtension(path, [".ply", ".glb"]);
  await writeFileSafely(path, extension === ".ply" ? formatPly(cloud, encoding) : formatGlb(cloud));
}
