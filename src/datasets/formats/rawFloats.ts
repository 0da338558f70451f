import type { NdArray } from "../../image/formats/npy.js";
import { unreadable } from "../../image/formats/raster.js";

const floats = (bytes: Uint8Array): Float32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
};

/**
 * Reads a file that is nothing but float32 values, little endian, row by row (ETH3D's depth, whatever its name ends
 * with). Such a file does not tell its size: it is that of the photo.
 *
 * @throws UnreadableError for another number of bytes than the size has
 */
export function parseRawFloats(
  bytes: Uint8Array,
  { width, height }: { width: number; height: number },
  name = "depth",
): Float32Array {
  if (bytes.length === 4 * width * height) return floats(bytes);
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  throw unreadable(
    name,
    `${4 * width * height} bytes, one float32 for each of ${width} × ${height} pixels`,
    isJpeg ? "a JPEG picture" : `${bytes.length} bytes`,
    isJpeg ? "unpack the archive with the depth, whose files end with .JPG as photos do" : "unpack it again",
  );
}

/**
 * Reads points of a laser scanner: rows of float32, little endian. Velodyne's of KITTI have 4 columns (x, y, z,
 * reflectance), those of nuScenes 5 (x, y, z, intensity, ring); the file does not tell.
 *
 * @throws UnreadableError if rows do not come out even, or a value is not finite
 * @example const { shape } = parsePoints(bytes, 5); // [34688, 5]
 */
export function parsePoints(bytes: Uint8Array, columns: number, name = "points.bin"): NdArray {
  if (bytes.length === 0 || bytes.length % (4 * columns) !== 0) {
    const other = [4, 5].find(
      (count) => count !== columns && bytes.length > 0 && bytes.length % (4 * count) === 0,
    );
    const remedy = other ? `with ${other} columns it would come out even` : "unpack it again";
    throw unreadable(
      name,
      `rows of ${columns} float32, ${4 * columns} bytes each`,
      `${bytes.length} bytes`,
      remedy,
    );
  }
  const data = floats(bytes);
  if (!data.every(Number.isFinite))
    throw unreadable(name, `rows of ${columns} numbers`, "one with values that are not finite");
  return { shape: [data.length / columns, columns], dtype: "<f4", data };
}
