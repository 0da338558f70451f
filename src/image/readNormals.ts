import { unreadable } from "./formats/raster.js";
import { NormalMap } from "./normalMap.js";
import type { ReadImageSource } from "./readBytes.js";
import { type ReadRasterOptions, readRaster } from "./readRaster.js";

/**
 * Reads unit vectors from the three channels of a .npy, .npz, PFM, EXR or TIFF of floats. Lengths stay as they
 * are; (0, 0, 0) is no surface and becomes NaN. Axes of other programs are turned by `normalsFromFrame`.
 *
 * @throws UnreadableError for a broken file, or one that holds no vectors (a painted picture is to be decoded)
 * @example const normals = await readNormals("normals.exr");
 */
export async function readNormals(
  source: ReadImageSource,
  options: ReadRasterOptions = {},
): Promise<NormalMap> {
  const { width, height, channels, data, format } = await readRaster(source, options);
  const name = typeof source === "string" || source instanceof URL ? String(source) : "picture";
  if (channels !== 3 || !data.constructor.name.startsWith("Float")) {
    const isPainted = channels >= 3 && data.BYTES_PER_ELEMENT === 1;
    throw unreadable(
      name,
      "three channels of floats",
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
  return new NormalMap({ width, height, data: vectors, provenance: { file: name, format } });
}
