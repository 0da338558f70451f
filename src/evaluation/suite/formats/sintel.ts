import { littleEndianBytes } from "../../../image/formats/npy.js";

/** What begins MPI Sintel's files (sintel_io.py): "PIEH" as a little-endian float. */
const TAG = 202021.25;

/** A depth map of MPI Sintel (.dpt): tag, width, height, float32. */
export function formatDpt(width: number, height: number, data: Float32Array): Uint8Array {
  const head = Buffer.alloc(12);
  head.writeFloatLE(TAG, 0);
  head.writeInt32LE(width, 4);
  head.writeInt32LE(height, 8);
  return Buffer.concat([head, littleEndianBytes(data)]);
}

/** A camera of MPI Sintel (.cam): tag, 3 × 3 and 3 × 4 doubles. */
export function formatCam(intrinsic: readonly number[], extrinsic: readonly number[]): Uint8Array {
  const head = Buffer.alloc(4);
  head.writeFloatLE(TAG, 0);
  return Buffer.concat([head, littleEndianBytes(Float64Array.from([...intrinsic, ...extrinsic]))]);
}
