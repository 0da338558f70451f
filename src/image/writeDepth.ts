import { encode } from "fast-png";
import type { DepthMap } from "./depthMap.js";
import { checkedExtension, writeFileSafely } from "./writeFileSafely.js";

/** What a written file could not hold. */
export interface WriteDepthReport {
  /** one sentence each; empty if nothing was lost */
  readonly warnings: readonly string[];
}

const PNG_MAX_MILLIMETRES = 65_535;

/**
 * Writes depth by the path's extension: `.npy` (float32 metres), `.pfm` (float32 metres) or `.png`
 * (16-bit millimetres; 0 means no reading, 65535 is the limit; the report says what was clipped or lost).
 *
 * @throws UnwritableError for another extension or a place that cannot be written
 * @example const { warnings } = await writeDepth(depth, "depth.npy");
 */
export async function writeDepth(depth: DepthMap, path: string): Promise<WriteDepthReport> {
  const extension = checkedExtension(path, [".npy", ".png", ".pfm"]);
  if (extension === ".png") {
    const { bytes, warnings } = pngOf(depth);
    await writeFileSafely(path, bytes);
    return { warnings };
  }
  await writeFileSafely(path, extension === ".npy" ? npyOf(depth) : pfmOf(depth));
  return { warnings: [] };
}

/** NumPy's format 1.0 (numpy.org/neps/nep-0001-npy-format.html): magic, header padded to 64 bytes, values. */
function npyOf({ width, height, data }: DepthMap): Uint8Array {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${height}, ${width}), }`;
  const padded = `${header.padEnd(Math.ceil((10 + header.length + 1) / 64) * 64 - 11)}\n`;
  const head = Buffer.from(`\x93NUMPY\x01\x00\x00\x00${padded}`, "latin1");
  head.writeUInt16LE(padded.length, 8);
  return Buffer.concat([head, littleEndian(data)]);
}

/** Portable float map (pauldebevec.com/Research/HDR/PFM): a negative scale means little endian; rows go upwards. */
function pfmOf({ width, height, data }: DepthMap): Uint8Array {
  const rows: Uint8Array[] = [Buffer.from(`Pf\n${width} ${height}\n-1.0\n`, "latin1")];
  for (let y = height - 1; y >= 0; y--) rows.push(littleEndian(data.subarray(y * width, (y + 1) * width)));
  return Buffer.concat(rows);
}

function littleEndian(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (let i = 0; i < values.length; i++) bytes.writeFloatLE(values[i], 4 * i);
  return bytes;
}

function pngOf({ width, height, data }: DepthMap): { bytes: Uint8Array; warnings: string[] } {
  const millimetres = new Uint16Array(data.length);
  let clipped = 0;
  let infinite = 0;
  let unknown = 0;
  for (let i = 0; i < data.length; i++) {
    const metres = data[i];
    if (metres === Infinity) infinite++;
    else if (!(metres >= 0)) unknown++;
    else {
      const rounded = Math.round(1000 * metres);
      if (rounded > PNG_MAX_MILLIMETRES) clipped++;
      millimetres[i] = Math.min(PNG_MAX_MILLIMETRES, rounded);
    }
  }
  const advice = "write .npy or .pfm to keep them";
  const warnings: string[] = [];
  if (clipped > 0) warnings.push(`${clipped} pixels beyond 65.535 m were clipped to it: ${advice}.`);
  if (infinite > 0) warnings.push(`${infinite} infinite pixels were written as 0 (no reading): ${advice}.`);
  if (unknown > 0) warnings.push(`${unknown} unknown pixels were written as 0 (no reading).`);
  return { bytes: encode({ width, height, data: millimetres, channels: 1, depth: 16 }), warnings };
}
