import { type NdArray, parseNpy } from "./formats/npy.js";
import { parseNpz } from "./formats/npz.js";
import { type ReadImageSource, readBytes } from "./readBytes.js";

/**
 * Reads an array of NumPy's, of any shape and number type; big-endian and Fortran-ordered ones come in C order.
 *
 * @throws UnreadableError for a file that is missing, broken, or holds something else than numbers
 * @example const { shape, data } = await readNpy("normals.npy");
 */
export async function readNpy(source: ReadImageSource): Promise<NdArray> {
  const { name, bytes } = await readBytes(source, 'readNpy("array.npy")');
  return parseNpy(bytes, name);
}

/**
 * Reads the arrays of a .npz archive by name.
 *
 * @param maxBytes what they may have together once unpacked; default 4 GiB
 * @throws UnreadableError for a file that is missing, broken or larger than that
 * @example const { depth } = await readNpz("results.npz");
 */
export async function readNpz(
  source: ReadImageSource,
  { maxBytes }: { maxBytes?: number } = {},
): Promise<Record<string, NdArray>> {
  const { name, bytes } = await readBytes(source, 'readNpz("arrays.npz")');
  return parseNpz(bytes, name, maxBytes);
}
