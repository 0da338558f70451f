import { UnreadableError } from "../../errors.js";
import { MAX_SIDE } from "../checks.js";
import type { Rgb } from "../types.js";

/** Arrays that files hold. 64-bit integers stay whole as BigInts; half floats become float32. */
export type NumberArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** Pixels as a file stores them: nothing scaled, expanded or converted. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** values per pixel, interleaved, row by row from the top left */
  readonly channels: number;
  readonly data: NumberArray;
  /** `png`, `exr`, … */
  readonly format: string;
  /** colours of the values of an indexed PNG */
  readonly palette?: readonly Rgb[];
  /** the value that means full, where the file says another than its type's largest (PGM, PPM) */
  readonly full?: number;
}

/** Levels of a picture in the full range of their type, as `full` says: a PGM of 10 bits ends at 1023. */
export function inFullRange(raster: Raster): Raster {
  const { data, full, ...rest } = raster;
  if (full === undefined || !(data instanceof Uint8Array || data instanceof Uint16Array)) return raster;
  const most = data instanceof Uint8Array ? 255 : 65_535;
  return { ...rest, data: data.map((value) => Math.min(most, Math.round((value * most) / full))) };
}

/** What a reader refuses to unpack. */
export interface ReadLimits {
  /** width · height that a file may announce; default 16384² */
  readonly maxPixels?: number;
}

export const DEFAULT_MAX_PIXELS = MAX_SIDE * MAX_SIDE;

/** The error of a file that is not what it should be. */
export function unreadable(
  name: string,
  expected: string,
  got: string,
  remedy = "save or copy it again",
  cause?: unknown,
): UnreadableError {
  return new UnreadableError({ argument: name, expected, got, remedy }, { cause });
}

/** @throws UnreadableError if a file announces no pixels, or more than the limit, before anything is unpacked */
export function checkAnnounced(
  name: string,
  width: number,
  height: number,
  { maxPixels = DEFAULT_MAX_PIXELS }: ReadLimits = {},
): void {
  const isWhole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (!isWhole) throw unreadable(name, "a picture with pixels", `${width} × ${height} pixels large`);
  if (width * height <= maxPixels && width <= MAX_SIDE && height <= MAX_SIDE) return;
  throw unreadable(
    name,
    `at most ${MAX_SIDE} pixels wide and high and ${maxPixels} in all`,
    `${width} × ${height} pixels large`,
    "cut it into parts, or raise maxPixels if you trust the file",
  );
}
