import { formatNormals, normalExtensions } from "./formatNormals.js";
import type { NormalMap } from "./normalMap.js";
import { checkedExtension, writeFileSafely } from "./writeFileSafely.js";

/**
 * Writes normals as float32 by the path's extension: `.npy`, `.npz`, `.pfm` or `.exr` (x y z as R G B).
 *
 * @throws UnwritableError for another extension or a place that cannot be written
 * @example await writeNormals(normals, "normals.exr");
 */
export async function writeNormals(normals: NormalMap, path: string): Promise<void> {
  await writeFileSafely(path, formatNormals(normals, checkedExtension(path, normalExtensions)));
}
