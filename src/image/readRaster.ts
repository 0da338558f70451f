import { parseBmp } from "./formats/bmp.js";
import { exrRaster, parseExr } from "./formats/exr/parse.js";
import { parsePfm, parsePnm } from "./formats/netpbm.js";
import { type NdArray, parseNpy } from "./formats/npy.js";
import { parseNpz } from "./formats/npz.js";
import { parsePng } from "./formats/png.js";
import { checkAnnounced, type Raster, type ReadLimits, unreadable } from "./formats/raster.js";
import { parseTiff } from "./formats/tiff.js";
import { type ReadImageSource, readBytes } from "./readBytes.js";
import { readImage } from "./readImage.js";

/** Options of `readRaster`. */
export interface ReadRasterOptions extends ReadLimits {
  /** the array of a .npz, or the channel of an EXR; needed only where there are several */
  readonly channel?: string;
  /** for 16-bit PGM files that are not big endian, as NYUv2's raw ones */
  readonly littleEndian?: boolean;
}

/**
 * Reads the pixels of a file as they are stored, whatever its name says it is: PNG (16 bits stay 16, indexed ones
 * keep their indices), TIFF, EXR, PFM, PGM, PPM, BMP, .npy, .npz; JPEG, WebP, AVIF and GIF as 8-bit RGB.
 *
 * @throws UnreadableError for a file that is missing, broken, too large or of another format
 * @throws ArgumentError if `source` is neither a path nor bytes
 * @example const { data, channels } = await readRaster("normals.exr"); // Float32Array, 3
 */
export async function readRaster(
  source: ReadImageSource,
  { channel, littleEndian, ...limits }: ReadRasterOptions = {},
): Promise<Raster> {
  const { name, bytes } = await readBytes(source, 'readRaster("depth.npy")');
  const format = formatOf(bytes);
  switch (format) {
    case "png":
      return parsePng(bytes, name, limits);
    case "npy":
      return arrayRaster(parseNpy(bytes, name), name, limits);
    case "npz":
      return arrayRaster(arrayOf(parseNpz(bytes, name), name, channel), name, limits);
    case "pfm":
      return parsePfm(bytes, name, limits);
    case "pnm":
      return parsePnm(bytes, name, { ...limits, ...(littleEndian !== undefined && { littleEndian }) });
    case "exr":
      return exrRaster(parseExr(bytes, name, limits), name, channel);
    case "bmp":
      return parseBmp(bytes, name, limits);
    case "tiff":
      return parseTiff(bytes, name, limits);
    case "other": {
      const { width, height, data, provenance } = await readImage(source, limits);
      return { width, height, channels: 3, data, format: String(provenance?.format) };
    }
  }
}

type Format = "png" | "npy" | "npz" | "pfm" | "pnm" | "exr" | "tiff" | "bmp" | "other";

/** First bytes → format; what a file is called does not count. */
const MAGIC: readonly (readonly [string, Format])[] = [
  ["\x89PNG\r\n\x1a\n", "png"],
  ["\x93NUMPY", "npy"],
  ["PK\x03\x04", "npz"],
  ["PF", "pfm"],
  ["Pf", "pfm"],
  ["P2", "pnm"],
  ["P5", "pnm"],
  ["P6", "pnm"],
  ["\x76\x2f\x31\x01", "exr"],
  ["II*\0", "tiff"],
  ["MM\0*", "tiff"],
  ["BM", "bmp"],
];

function formatOf(bytes: Uint8Array): Format {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  return MAGIC.find(([magic]) => start.startsWith(magic))?.[1] ?? "other";
}

function arrayOf(arrays: Record<string, NdArray>, name: string, key: string | undefined): NdArray {
  const keys = Object.keys(arrays);
  const chosen = key ?? (keys.length === 1 ? keys[0] : keys.find((one) => one === "depth"));
  if (chosen !== undefined && Object.hasOwn(arrays, chosen)) return arrays[chosen];
  throw unreadable(
    name,
    key === undefined ? "a .npz with one array, or one that is called depth" : `a .npz with the array ${key}`,
    keys.length === 0 ? "one without arrays" : `one with ${keys.join(", ")}`,
    "name one of them as the option channel",
  );
}

/** (H, W), (H, W, C) and (1, H, W) are pictures; (1, n, 3) is one row in colour. */
function arrayRaster({ shape, data }: NdArray, name: string, limits: ReadLimits): Raster {
  const sides = shape.length === 3 && shape[0] === 1 && shape[2] > 4 ? shape.slice(1) : shape;
  const [height, width, channels = 1] = sides;
  if (sides.length < 2 || sides.length > 3 || channels < 1 || channels > 4) {
    throw unreadable(
      name,
      "an array of height × width, with up to 4 channels behind",
      `one of shape (${shape.join(", ")})`,
      "select one picture of it",
    );
  }
  checkAnnounced(name, width, height, limits);
  return { width, height, channels, data, format: "npy" };
}
