import sharp, { type Metadata } from "sharp";
import { UnreadableError } from "../errors.js";
import { parseBmp } from "./formats/bmp.js";
import { parsePnm } from "./formats/netpbm.js";
import { parsePng } from "./formats/png.js";
import { checkAnnounced, type Raster, type ReadLimits } from "./formats/raster.js";
import { parseTiff } from "./formats/tiff.js";
import { imageOfRaster } from "./imageOfRaster.js";
import { originOf } from "./origin.js";
import { type ReadImageSource, readBytes } from "./readBytes.js";
import type { RgbImage } from "./rgbImage.js";
import type { Provenance } from "./types.js";

/** Options of `readImage`. */
export interface ReadImageOptions extends ReadLimits {
  /**
   * whether a photo is turned as its EXIF orientation says and as viewers show it; default false: a painted
   * picture's pixels are taken as they are stored
   */
  readonly upright?: boolean;
}

const FORMATS = new Set(["png", "jpeg", "webp", "avif", "gif", "tiff"]);
const EXPECTED = "a picture (PNG, JPEG, WebP, AVIF, TIFF, GIF, BMP or PPM)";
const DEEP = "Its values have 16 bits: depth and normals are read from all of them, everything else from 8.";

/**
 * Reads a picture exactly as it is stored, as 8-bit RGB: colour profiles and gamma chunks do not touch the values,
 * for a painted picture is a code. Grey becomes three equal channels; 16-bit values are rounded, and kept beside as
 * `samples16`; an alpha channel is accepted if it is opaque. PNG, JPEG, WebP, AVIF, TIFF, GIF, BMP, PGM and PPM.
 * The provenance tells the format, a JPEG's chroma subsampling, and in `warnings` what that does to a code.
 *
 * @throws UnreadableError for a missing, broken, transparent or oversized picture, or one of floats
 * @throws ArgumentError if `source` is neither a path nor bytes
 * @example const painted = await readImage("painted.png");
 */
export async function readImage(
  source: ReadImageSource,
  { upright = false, ...limits }: ReadImageOptions = {},
): Promise<RgbImage> {
  const { name, bytes } = await readBytes(source, 'readImage("painted.png")');
  const refuse = (expected: string, got: string, remedy: string, cause?: unknown): UnreadableError =>
    new UnreadableError({ argument: name, expected, got, remedy }, { cause });
  if (bytes.length === 0) throw refuse(EXPECTED, "an empty file of 0 bytes", "save or copy it again");
  const start = String.fromCharCode(...bytes.subarray(0, 2));
  if (start === "BM") return plainly(parseBmp(bytes, name, limits), name);
  if (start === "P5" || start === "P6") return plainly(parsePnm(bytes, name, limits), name);
  // Without `ignoreIcc` sharp would convert the values to sRGB.
  // Sizes are checked below, so that the error tells them; nothing is unpacked before.
  const picture = sharp(bytes, { failOn: "warning", ignoreIcc: true, limitInputPixels: false });
  const metadata = await picture.metadata().catch((cause: unknown) => {
    throw refuse(EXPECTED, describeBytes(bytes), "give the path of a picture file", cause);
  });
  const { width, height } = metadata;
  const format = metadata.compression === "av1" ? "avif" : metadata.format;
  if (!FORMATS.has(format)) throw refuse(EXPECTED, `of format ${format}`, "save it as PNG");
  checkAnnounced(name, width, height, limits);
  const wrong = describeWrongValues(metadata);
  if (wrong) throw refuse("a picture of 8-bit or 16-bit RGB or grey values", wrong, "save it as an RGB PNG");
  const turned = upright && (metadata.orientation ?? 1) !== 1;
  const provenance = { file: name, ...originOf(format, metadata, bytes, { turned }) };
  if (metadata.depth === "ushort") {
    // libvips would bring 16-bit values to 8.
    const deep = format === "png" ? parsePng(bytes, name, limits) : parseTiff(bytes, name, limits);
    return imageOfRaster(deep, name, withWarning(provenance, DEEP));
  }
  const { data, info } = await (turned ? picture.autoOrient() : picture)
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw refuse("a whole picture", "broken off or corrupt", "save or copy it again", cause);
    });
  const raster = { width: info.width, height: info.height, channels: info.channels, format };
  return imageOfRaster({ ...raster, data: bytesOf(data) }, name, provenance);
}

/** A picture of a format that does nothing to its values. */
function plainly(raster: Raster, name: string): RgbImage {
  const provenance = { file: name, format: raster.format };
  const isDeep = raster.data.BYTES_PER_ELEMENT === 2;
  return imageOfRaster(raster, name, isDeep ? withWarning(provenance, DEEP) : provenance);
}

function withWarning(provenance: Provenance, warning: string): Provenance {
  return { ...provenance, warnings: [...((provenance.warnings as string[] | undefined) ?? []), warning] };
}

/** A buffer's bytes without a copy, unless it is a part of Node's pool, which others write into. */
function bytesOf(data: Buffer): Uint8Array {
  const { buffer, byteOffset, length } = data;
  return buffer.byteLength === length ? new Uint8Array(buffer, byteOffset, length) : new Uint8Array(data);
}

function describeWrongValues({ depth, space }: Metadata): string | undefined {
  if (depth !== "uchar" && depth !== "ushort") return `of type ${depth}`;
  if (!["srgb", "rgb", "rgb16", "b-w", "grey16"].includes(space)) return `in colour space ${space}`;
  return undefined;
}

/** What bytes that are no picture look like. */
function describeBytes(bytes: Uint8Array): string {
  const isPng = bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;
  if (isPng) return "a corrupt PNG";
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return "a corrupt JPEG";
  const start = bytes.subarray(0, 512);
  return start.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)
    ? "text"
    : "something else";
}
