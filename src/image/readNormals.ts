import { ArgumentError, describeValue } from "../errors.js";
import { unreadable } from "./formats/raster.js";
import { NormalMap } from "./normalMap.js";
import type { ReadImageSource } from "./readBytes.js";
import { type ReadRasterOptions, readRaster } from "./readRaster.js";

/**
 * Which way the axes of stored normals point: `opengl` is x right, y up, z to the viewer (as in a `NormalMap`),
 * `opencv` x right, y down, z into the picture.
 */
export type NormalAxes = "opengl" | "opencv";

/** Options of `readNormals`. */
export interface ReadNormalsOptions extends ReadRasterOptions {
  /** default `opengl` */
  readonly axes?: NormalAxes;
}

/**
 * Reads unit vectors from the three channels of a .npy, .npz, PFM, EXR or TIFF of floats. Lengths stay as they
 * are; (0, 0, 0) is no surface and becomes NaN.
 *
 * @throws UnreadableError for a broken file, or one that holds no vectors (a painted picture is to be decoded)
 * @throws ArgumentError for unknown axes
 * @example const normals = await readNormals("normals.exr", { axes: "opencv" });
 */
export async function readNormals(
  source: ReadImageSource,
  { axes = "opengl", ...options }: ReadNormalsOptions = {},
): Promise<NormalMap> {
  if (axes !== "opengl" && axes !== "opencv") {
    throw new ArgumentError({
      argument: "axes",
      expected: "opengl or opencv",
      got: describeValue(axes),
      remedy: "opencv has y down and z into the picture",
    });
  }
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
  const sign = axes === "opencv" ? -1 : 1;
  for (let i = 0; i < vectors.length; i += 3) {
    const [x, y, z] = [Number(data[i]), Number(data[i + 1]), Number(data[i + 2])];
    const isEmpty = x === 0 && y === 0 && z === 0;
    vectors[i] = isEmpty ? Number.NaN : x;
    vectors[i + 1] = isEmpty ? Number.NaN : sign * y;
    vectors[i + 2] = isEmpty ? Number.NaN : sign * z;
  }
  return new NormalMap({ width, height, data: vectors, provenance: { file: name, format, axes } });
}
