import { readFile } from "node:fs/promises";
import sharp, { type Metadata } from "sharp";
import { ArgumentError, UnreadableError } from "../errors.js";
import { MAX_SIDE } from "./checks.js";
import { RgbImage } from "./rgbImage.js";

/** A file's path, or its bytes. */
export type ReadImageSource = string | URL | Uint8Array;

/** More bytes than any picture within the limits needs: 16384² RGB, uncompressed. */
const MAX_BYTES = 3 * MAX_SIDE * MAX_SIDE;

const FORMATS = new Set(["png", "jpeg", "webp"]);

/**
 * Reads a PNG, JPEG or WebP of 8-bit RGB values exactly as they are stored: colour profiles and gamma
 * chunks do not touch them, for a painted picture is a code. An alpha channel is accepted if it is opaque.
 *
 * @throws UnreadableError for a missing, broken, grey, 16-bit, transparent or oversized picture
 * @throws ArgumentError if `source` is neither a path nor bytes
 * @example const painted = await readImage("painted.png");
 */
export async function readImage(source: ReadImageSource): Promise<RgbImage> {
  const { name, bytes } = await load(source);
  const refuse = (expected: string, got: string, remedy: string, cause?: unknown): UnreadableError =>
    new UnreadableError({ argument: name, expected, got, remedy }, { cause });
  if (bytes.length === 0) {
    throw refuse("a picture (PNG, JPEG or WebP)", "an empty file of 0 bytes", "save or copy it again");
  }
  // Without `ignoreIcc` sharp would convert the values to sRGB.
  const picture = sharp(bytes, { failOn: "warning", ignoreIcc: true, limitInputPixels: MAX_SIDE * MAX_SIDE });
  const metadata = await picture.metadata().catch((cause: unknown) => {
    throw refuse(
      "a picture (PNG, JPEG or WebP)",
      describeBytes(bytes),
      "give the path of a picture file",
      cause,
    );
  });
  const { width, height } = metadata;
  if (!FORMATS.has(metadata.format)) {
    throw refuse("a PNG, JPEG or WebP picture", `of format ${metadata.format}`, "save it as PNG");
  }
  if (width > MAX_SIDE || height > MAX_SIDE) {
    const limit = `at most ${MAX_SIDE} pixels wide and high`;
    throw refuse(limit, `${width} × ${height} pixels`, "cut it into parts, and do not shrink a painted code");
  }
  const wrong = describeWrongChannels(metadata);
  if (wrong) throw refuse("a picture of 8-bit RGB values", wrong, "save it as an 8-bit RGB PNG");
  const { data, info } = await picture
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw refuse("a whole picture", "broken off or corrupt", "save or copy it again", cause);
    });
  if (info.channels === 3)
    return new RgbImage({ width, height, data: new Uint8Array(data), provenance: { file: name } });
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
  return new RgbImage({ width, height, data: rgb, provenance: { file: name } });
}

async function load(source: ReadImageSource): Promise<{ name: string; bytes: Uint8Array }> {
  // By tag, not instanceof: bytes may come from another realm.
  if (ArrayBuffer.isView(source) && source.constructor.name !== "DataView") {
    return { name: "picture", bytes: Buffer.from(source.buffer, source.byteOffset, source.byteLength) };
  }
  if (typeof source !== "string" && !(source instanceof URL)) {
    throw new ArgumentError({
      argument: "source",
      expected: "a file's path or its bytes",
      got: source === null ? "null" : typeof source,
      remedy: 'write readImage("painted.png")',
    });
  }
  const name = String(source);
  try {
    const bytes = await readFile(source);
    if (bytes.length <= MAX_BYTES) return { name, bytes };
    throw new RangeError(`${bytes.length} bytes`);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const got =
      code === "ENOENT" || code === "ENOTDIR"
        ? "missing"
        : code === "EISDIR"
          ? "a folder"
          : code === "EACCES" || code === "EPERM"
            ? "not readable for you"
            : (code ?? (cause as Error).message);
    const remedy = got === "missing" ? "check the path" : "give the path of a picture file";
    throw new UnreadableError(
      { argument: name, expected: "a readable picture file", got, remedy },
      { cause },
    );
  }
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
