import { formatExr } from "./formats/exr/format.js";
import { formatPfm } from "./formats/netpbm.js";
import { formatNpy } from "./formats/npy.js";
import { formatNpz } from "./formats/npz.js";
import type { NormalMap } from "./normalMap.js";
import { checkedExtension, writeFileSafely } from "./writeFileSafely.js";

const FORMATS: Record<string, (normals: NormalMap) => Uint8Array> = {
  ".npy": ({ width, height, data }) => formatNpy({ shape: [height, width, 3], data }),
  ".npz": ({ width, height, data }) => formatNpz({ normals: { shape: [height, width, 3], data } }),
  ".pfm": ({ width, height, data }) => formatPfm({ width, height, channels: 3, data }),
  ".exr": ({ width, height, data }) => {
    const plane = (c: number): Float32Array =>
      Float32Array.from({ length: width * height }, (_, i) => data[3 * i + c]);
    return formatExr(width, height, { R: plane(0), G: plane(1), B: plane(2) });
  },
};

/**
 * Writes normals as float32 by the path's extension: `.npy`, `.npz`, `.pfm` or `.exr` (x y z as R G B).
 *
 * @throws UnwritableError for another extension or a place that cannot be written
 * @example await writeNormals(normals, "normals.exr");
 */
export async function writeNormals(normals: NormalMap, path: string): Promise<void> {
  const extension = checkedExtension(path, Object.keys(FORMATS));
  await writeFileSafely(path, FORMATS[extension](normals));
}
