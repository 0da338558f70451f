import { checkAnnounced, type Raster, type ReadLimits, unreadable } from "../../image/formats/raster.js";

/** What begins MPI Sintel's files and Middlebury's flow: "PIEH" as a little-endian float. */
const TAG = 202021.25;
const HEADER_BYTES = 12;
/** Middlebury's flow-code: components beyond are unknown. */
const UNKNOWN_FLOW = 1e9;

/**
 * Reads a depth map of MPI Sintel (.dpt; sintel.is.tue.mpg.de/depth, sintel_io.py): the tag, width, height, then
 * metres as float32, all little endian, rows downwards.
 *
 * @throws UnreadableError for another tag, or another length than the size says
 */
export function parseDpt(bytes: Uint8Array, name = "depth.dpt", limits?: ReadLimits): Raster {
  return parseTagged(bytes, name, 1, limits);
}

/**
 * Reads optical flow (.flo; vision.middlebury.edu/flow): as .dpt, with two pixels of displacement, right and down, for
 * each place. Unknown ones become NaN.
 *
 * @throws UnreadableError for another tag, or another length than the size says
 */
export function parseFlo(bytes: Uint8Array, name = "flow.flo", limits?: ReadLimits): Raster {
  const raster = parseTagged(bytes, name, 2, limits);
  for (let i = 0; i < raster.data.length; i += 2) {
    const isKnown = Math.abs(raster.data[i]) <= UNKNOWN_FLOW && Math.abs(raster.data[i + 1]) <= UNKNOWN_FLOW;
    if (!isKnown) raster.data[i] = raster.data[i + 1] = Number.NaN;
  }
  return raster;
}

function parseTagged(
  bytes: Uint8Array,
  name: string,
  channels: 1 | 2,
  limits?: ReadLimits,
): Raster & { data: Float32Array } {
  const format = channels === 1 ? "dpt" : "flo";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || view.getFloat32(0, true) !== TAG)
    throw unreadable(name, `a .${format} file, which begins with the number 202021.25`, "something else");
  const [width, height] = [view.getInt32(4, true), view.getInt32(8, true)];
  checkAnnounced(name, width, height, limits);
  const length = width * height * channels;
  if (bytes.length - HEADER_BYTES !== 4 * length) {
    const isOther = bytes.length - HEADER_BYTES === (4 * length * (3 - channels)) / channels;
    const other = channels === 1 ? "flow: it is a .flo" : "depth: it is a .dpt";
    const got = isOther ? `of the length of ${other} file` : `one with ${bytes.length - HEADER_BYTES}`;
    throw unreadable(name, `a file with ${4 * length} bytes of values, for ${width} × ${height}`, got);
  }
  const data = Float32Array.from({ length }, (_, i) => view.getFloat32(HEADER_BYTES + 4 * i, true));
  return { width, height, channels, data, format };
}

/** A camera of MPI Sintel. */
export interface SintelCamera {
  /** 3 × 3, row by row */
  readonly intrinsic: readonly number[];
  /** 3 × 4, row by row: from the world to the camera */
  readonly extrinsic: readonly number[];
}

/**
 * Reads a camera of MPI Sintel (.cam): the tag, then 3 × 3 and 3 × 4 doubles, little endian.
 *
 * @throws UnreadableError for another tag or length, or numbers that are not finite
 */
export function parseCam(bytes: Uint8Array, name = "frame.cam"): SintelCamera {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length !== 4 + 8 * 21 || view.getFloat32(0, true) !== TAG)
    throw unreadable(name, "a .cam file of 172 bytes, which begins with 202021.25", "something else");
  const numbers = Array.from({ length: 21 }, (_, i) => view.getFloat64(4 + 8 * i, true));
  if (!numbers.every(Number.isFinite))
    throw unreadable(name, "a whole .cam file", "one with other than numbers");
  return { intrinsic: numbers.slice(0, 9), extrinsic: numbers.slice(9) };
}
