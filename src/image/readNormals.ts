import { inFullRange, unreadable } from "./formats/raster.js";
import { NormalMap } from "./normalMap.js";
import type { ReadImageSource } from "./readBytes.js";
import { type ReadRasterOptions, readRaster } from "./readRaster.js";

/** Shorter vectors of whole numbers have no direction: mid grey is how some programs write that there is none. */
const LEAST_LENGTH = 0.25;

/**
 * Reads unit vectors from the three channels of a .npy, .npz, PFM, EXR or TIFF of floats, or from the 16-bit whole
 * numbers of a PNG, TIFF or PPM, where 0 is −1 and 65535 is 1 (as DSINE writes them). Lengths of floats stay as they
 * are, whole numbers are brought to unit length; (0, 0, 0) is no surface and becomes NaN. Axes of other programs are
 * turned by `normalsFromFrame`.
 *
 * @throws UnreadableError for a broken file, or one that holds no vectors (a painted picture is to be decoded)
 * @example const normals = await readNormals("normals.exr");
 */
export async function readNormals(
  source: ReadImageSource,
  options: ReadRasterOptions = {},
): Promise<NormalMap> {
  const { width, height, channels, data, format } = inFullRange(await readRaster(source, options));
  const name = typeof source === "string" || source instanceof URL ? String(source) : "picture";
  const isDeep = data.constructor.name === "Uint16Array";
  if (channels !== 3 || !(isDeep || data.constructor.name.startsWith("Float"))) {
    const isPainted = channels >= 3 && data.BYTES_PER_ELEMENT === 1;
    throw unreadable(
      name,
      "three channels of floats or 16-bit whole numbers",
      isPainted
        ? "an 8-bit picture"
        : `${channels} channel${channels > 1 ? "s" : ""} of ${data.constructor.name}`,
      isPainted ? "if it is painted, decode it" : "choose another file",
    );
  }
  const vectors = new Float32Array(3 * width * height);
  for (let i = 0; i < vectors.length; i += 3) {
    const isEmpty = Number(data[i]) === 0 && Number(data[i + 1]) === 0 && Number(data[i + 2]) === 0;
    for (let c = i; c < i + 3; c++) vectors[c] = isEmpty ? Number.NaN : Number(data[c]);
  }
  if (isDeep) toUnitVectors(vectors);
  return new NormalMap({ width, height, data: vectors, provenance: { file: name, format } });
}

/** From 0 to 65535 to −1 to 1, in place. */
function toUnitVectors(vectors: Float32Array): void {
  for (let at = 0; at < vectors.length; at += 3) {
    const x = (2 * vectors[at]) / 65_535 - 1;
    const y = (2 * vectors[at + 1]) / 65_535 - 1;
    const z = (2 * vectors[at + 2]) / 65_535 - 1;
    const length = Math.sqrt(x * x + y * y + z * z);
    const divisor = length < LEAST_LENGTH ? Number.NaN : length;
    vectors[at] = x / divisor;
    vectors[at + 1] = y / divisor;
    vectors[at + 2] = z / divisor;
  }
}
