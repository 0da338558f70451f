import { formatNpy, type NdArray } from "./formats/npy.js";
import { formatNpz } from "./formats/npz.js";
import { checkedExtension, writeFileSafely } from "./writeFileSafely.js";

type Array = Pick<NdArray, "shape" | "data">;

/**
 * Writes an array as NumPy's .npy.
 *
 * @throws UnwritableError for another extension or a place that cannot be written
 * @example await writeNpy({ shape: [2, 3], data: new Float32Array(6) }, "array.npy");
 */
export async function writeNpy(array: Array, path: string): Promise<void> {
  checkedExtension(path, [".npy"]);
  await writeFileSafely(path, formatNpy(array));
}

/**
 * Writes arrays by name as NumPy's .npz, packed.
 *
 * @throws UnwritableError for another extension or a place that cannot be written
 * @example await writeNpz({ depth: { shape: [480, 640], data: depth.data } }, "results.npz");
 */
export async function writeNpz(arrays: Readonly<Record<string, Array>>, path: string): Promise<void> {
  checkedExtension(path, [".npz"]);
  await writeFileSafely(path, formatNpz(arrays));
}
