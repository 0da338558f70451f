import sharp, { type Metadata } from "sharp";
import { UnreadableError } from "../errors.js";
import { checkAnnounced, type ReadLimits } from "./formats/raster.js";
import { type ReadImageSource, readBytes } from "./readBytes.js";
import { RgbImage } from "./rgbImage.js";
import type { Provenance } from "./types.js";

const FORMATS = new Set(["png", "jpeg", "webp", "avif"]);
const EXPECTED = "a picture (PNG, JPEG, WebP or AVIF)";

/**
 * Reads a PNG, JPEG, WebP or AVIF of 8-bit RGB values exactly as they are stored: colour profiles and gamma
 * chunks do not touch them, for a painted picture is a code. An alpha channel is accepted if it is opaque.
 * The provenance tells the format, a JPEG's chroma subsampling, and in `warnings` what that does to a code.
 *
 * @throws UnreadableError for a missing, broken, grey, 16-bit, transparent or oversized picture
 * @throws ArgumentError if `source` is neither a path nor bytes
 * @example const painted = await readImage("painted.png");
 */
export async function readImage(source: ReadImageSource, limits: ReadLimits = {}): Promise<RgbImage> {
  const { name, bytes } = await readBytes(source, 'readImage("painted.png")');
  const refuse = (expected: string, got: string, remedy: string, cause?: unknown): UnreadableError =>
    new UnreadableError({ argument: name, expected, got, remedy }, { cause });
  if (bytes.length === 0) {
    throw refuse(EXPECTED, "an empty file of 0 bytes", "save or copy it again");
  }
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
  const wrong = describeWrongChannels(metadata);
  if (wrong) throw refuse("a picture of 8-bit RGB values", wrong, "save it as an 8-bit RGB PNG");
  const { data, info } = await picture
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw refuse("a whole picture", "broken off or corrupt", "save or copy it again", cause);
    });
  const provenance = { file: name, ...originOf(format, metadata, bytes) };
  if (info.channels === 3) return new RgbImage({ width, height, data: bytesOf(data), provenance });
  const rgb = new Uint8Array(3 * width * height);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    if (data[from + 3] !== 255) {
      const at = `x=${(from / 4) % width}, y=${Math.floor(from / 4 / width)}`;
      throw refuse(
        "opaque",
        `transparent (alpha ${data[from + 3]} at ${at})`,
        "save it without an alpha channel",
      );
    }
    rgb[to] = data[from];
    rgb[to + 1] = data[from + 1];
    rgb[to + 2] = data[from + 2];
  }
  return new RgbImage({ width, height, data: rgb, provenance });
}

/** A buffer's bytes without a copy, unless it is a part of Node's pool, which others write into. */
function bytesOf(data: Buffer): Uint8Array {
  const { buffer, byteOffset, length } = data;
  return buffer.byteLength === length ? new Uint8Array(buffer, byteOffset, length) : new Uint8Array(data);
}

/** What a file's format did to the values before they came here. */
function originOf(format: string, metadata: Metadata, bytes: Uint8Array): Provenance {
  const { orientation } = metadata;
  const isLossyWebp = format === "webp" && !hasLosslessChunk(bytes);
  // Lossy WebP knows no other subsampling (RFC 6386, section 2).
  const chromaSubsampling = isLossyWebp ? "4:2:0" : metadata.chromaSubsampling;
  const warnings: string[] = [];
  if ((format === "jpeg" || isLossyWebp) && chromaSubsampling !== "4:4:4") {
    warnings.push(
      `${isLossyWebp ? "WebP" : "JPEG"} with chroma at ${chromaSubsampling} smears colours over edges: a code is best kept as PNG.`,
    );
  } else if (format === "jpeg" || format === "avif") {
    warnings.push(`${format.toUpperCase()} changes colours a little: a code is best kept as PNG.`);
  }
  if (orientation !== undefined && orientation !== 1) {
    warnings.push(
      `The file says that it is to be turned (EXIF orientation ${orientation}); its pixels are as stored.`,
    );
  }
  return {
    format,
    ...(chromaSubsampling && format !== "png" && { chromaSubsampling }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** Whether a WebP has a chunk "VP8L" (RFC 9649, section 2.6); in an extended one it follows others. */
function hasLosslessChunk(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= bytes.length; at += 8 + 2 * Math.ceil(view.getUint32(at + 4, true) / 2)) {
    if (view.getUint32(at) === 0x5650384c) return true;
  }
  return false;
}

function describeWrongChannels({ depth, space, channels }: Metadata): string | undefined {
  if (space === "b-w" || space === "grey16" || channels < 3) {
    return `grey${depth === "ushort" ? ", 16 bits per value" : ""}`;
  }
  if (depth !== "uchar") return depth === "ushort" ? "of 16 bits per value" : `of type ${depth}`;
  if (space !== "srgb" && space !== "rgb") return `in colour space ${space}`;
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
