import type { NdArray } from "../../image/formats/npy.js";
import type { Raster } from "../../image/formats/raster.js";
import { type ReadImageSource, readBytes } from "../../image/readBytes.js";
import { type PickleValue, parsePickle } from "./pickle.js";
import { parsePoints } from "./rawFloats.js";
import { parseDpt, parseFlo } from "./taggedFloats.js";

/** Reads a Python pickle of plain data, as `parsePickle`. @example await readPickle("refs(umd).p") */
export async function readPickle(source: ReadImageSource): Promise<PickleValue> {
  const { name, bytes } = await readBytes(source, 'readPickle("refs(umd).p")');
  return parsePickle(bytes, name);
}

/** Reads points of a laser scanner, as `parsePoints`. @example await readPoints("0000000005.bin", 4) */
export async function readPoints(source: ReadImageSource, columns: number): Promise<NdArray> {
  const { name, bytes } = await readBytes(source, 'readPoints("0000000005.bin", 4)');
  return parsePoints(bytes, columns, name);
}

/** Reads a depth map of MPI Sintel, as `parseDpt`. @example await readDpt("frame_0001.dpt") */
export async function readDpt(source: ReadImageSource): Promise<Raster> {
  const { name, bytes } = await readBytes(source, 'readDpt("frame_0001.dpt")');
  return parseDpt(bytes, name);
}

/** Reads optical flow, as `parseFlo`. @example await readFlo("frame_0001.flo") */
export async function readFlo(source: ReadImageSource): Promise<Raster> {
  const { name, bytes } = await readBytes(source, 'readFlo("frame_0001.flo")');
  return parseFlo(bytes, name);
}
