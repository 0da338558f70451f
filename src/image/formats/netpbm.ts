import { littleEndianBytes } from "./npy.js";
import { checkAnnounced, type Raster, type ReadLimits, unreadable } from "./raster.js";

interface Header {
  readonly magic: string;
  readonly numbers: readonly number[];
  /** where the values begin */
  readonly start: number;
}

/** Magic, then three numbers apart by white space and comments, then exactly one white space. */
function headerOf(bytes: Uint8Array, name: string): Header {
  const text = String.fromCharCode(...bytes.subarray(0, 1024));
  const match = /^(P[256fF])((?:(?:\s|#[^\n]*\n)+[-+.\deE]+){3})\s/.exec(text);
  const numbers = match?.[2]
    .replace(/#[^\n]*\n/g, " ")
    .trim()
    .split(/\s+/)
    .map(Number);
  if (!match || !numbers?.every(Number.isFinite)) {
    throw unreadable(name, "a PGM, PPM or PFM file", "one with a broken header");
  }
  return { magic: match[1], numbers, start: match[0].length };
}

function checkLength(bytes: Uint8Array, start: number, wanted: number, name: string): void {
  if (bytes.length - start >= wanted) return;
  throw unreadable(name, `a file with ${wanted} bytes of values`, `broken off after ${bytes.length - start}`);
}

/**
 * Reads a portable float map (pauldebevec.com/Research/HDR/PFM): rows go upwards, and the sign of the scale
 * tells the byte order. Values are not multiplied by the scale's size, as no common reader does.
 */
export function parsePfm(bytes: Uint8Array, name = "picture", limits?: ReadLimits): Raster {
  const { magic, numbers, start } = headerOf(bytes, name);
  const [width, height, scale] = numbers;
  checkAnnounced(name, width, height, limits);
  const channels = magic === "PF" ? 3 : 1;
  const perRow = width * channels;
  checkLength(bytes, start, 4 * perRow * height, name);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const data = new Float32Array(perRow * height);
  for (let row = 0; row < height; row++) {
    const to = (height - 1 - row) * perRow;
    for (let i = 0; i < perRow; i++) data[to + i] = view.getFloat32(4 * (row * perRow + i), scale < 0);
  }
  return { width, height, channels, data, format: "pfm" };
}

/** The bytes of a portable float map, little endian, of one or three channels. */
export function formatPfm({
  width,
  height,
  channels,
  data,
}: Pick<Raster, "width" | "height" | "channels"> & { data: Float32Array }): Uint8Array {
  const head = `${channels === 3 ? "PF" : "Pf"}\n${width} ${height}\n-1.0\n`;
  const bytes = new Uint8Array(head.length + 4 * data.length);
  for (let i = 0; i < head.length; i++) bytes[i] = head.charCodeAt(i);
  for (let row = 0; row < height; row++) {
    const from = (height - 1 - row) * width * channels;
    const values = data.subarray(from, from + width * channels);
    bytes.set(littleEndianBytes(values), head.length + 4 * row * width * channels);
  }
  return bytes;
}

/**
 * Reads a binary PGM or PPM (netpbm.sourceforge.net/doc/pgm.html) of 8 or 16 bits; the standard says big
 * endian, and the raw pictures of NYUv2, which are not, have `littleEndian`.
 */
export function parsePnm(
  bytes: Uint8Array,
  name = "picture",
  { littleEndian = false, ...limits }: ReadLimits & { littleEndian?: boolean } = {},
): Raster {
  const { magic, numbers, start } = headerOf(bytes, name);
  const [width, height, most] = numbers;
  checkAnnounced(name, width, height, limits);
  if (magic === "P2") throw unreadable(name, "a binary PGM", "one of text", "convert it to PNG");
  if (!(Number.isInteger(most) && most > 0 && most < 65_536)) {
    throw unreadable(name, "a PGM or PPM with a largest value up to 65535", `one with ${most}`);
  }
  const channels = magic === "P6" ? 3 : 1;
  const length = width * height * channels;
  checkLength(bytes, start, length * (most > 255 ? 2 : 1), name);
  const format = channels === 3 ? "ppm" : "pgm";
  const told = most === 255 || most === 65_535 ? {} : { full: most };
  if (most < 256) {
    const data = Uint8Array.from(bytes.subarray(start, start + length));
    return { width, height, channels, data, format, ...told };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const data = Uint16Array.from({ length }, (_, i) => view.getUint16(2 * i, littleEndian));
  return { width, height, channels, data, format, ...told };
}
