import { closeSync, openSync, readSync } from "node:fs";
import { type ReadImageSource, readBytes } from "../../image/readBytes.js";
import { parseMat4 } from "./mat4.js";
import { parseMat5 } from "./mat5.js";
import { MatBudget } from "./matArray.js";
import { parseMatHdf5 } from "./matHdf5.js";
import type { MatVariables } from "./matValue.js";

/** Options of `readMat`. */
export interface ReadMatOptions {
  /** names of the variables to read; default all */
  readonly variables?: readonly string[];
  /** what the file may be unpacked to; default 1 GiB */
  readonly maxBytes?: number;
}

/**
 * Reads the variables of a MATLAB file, of level 4, level 5 (packed or not) or version 7.3, by name. Arrays have
 * MATLAB's shape and come in C order; texts are strings, cells arrays, structs records.
 *
 * @throws UnreadableError for a file that is missing, broken, or unpacks to more than `maxBytes`
 * @example const { data } = await readMat("corridor_01.mat"); // iBims-1: data.depth, data.calib, …
 */
export async function readMat(
  source: ReadImageSource,
  { variables, maxBytes }: ReadMatOptions = {},
): Promise<MatVariables> {
  const name = ArrayBuffer.isView(source) ? "file.mat" : String(source);
  const budget = new MatBudget(name, maxBytes);
  // A file of version 7.3 may be larger than memory, and is not read as a whole.
  if (isHdf5(ArrayBuffer.isView(source) ? source : startOf(source)))
    return await parseMatHdf5(source, budget, variables);
  const { bytes } = await readBytes(source, 'readMat("data.mat")');
  const hasText = bytes.length >= 4 && bytes.subarray(0, 4).every((byte) => byte !== 0);
  if (hasText || bytes.length === 0) return parseMat5(bytes, name, budget, variables);
  const all = parseMat4(bytes, name, budget);
  if (!variables) return all;
  return Object.fromEntries(Object.entries(all).filter(([key]) => variables.includes(key)));
}

/** HDF5's signature stands at the start, or behind MATLAB's 512 bytes. */
const isHdf5 = (start: Uint8Array): boolean =>
  [0, 512].some((at) => Buffer.from(start.subarray(at, at + 8)).toString("latin1") === "\x89HDF\r\n\x1a\n");

/** The first bytes of a file; none if it cannot be read, which `readBytes` then says. */
function startOf(path: string | URL): Uint8Array {
  try {
    const descriptor = openSync(path, "r");
    try {
      const start = new Uint8Array(520);
      return start.subarray(0, readSync(descriptor, start, 0, start.length, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return new Uint8Array(0);
  }
}
