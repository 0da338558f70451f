import { inflateSync } from "node:zlib";
import { decode } from "tiff";
import { checkAnnounced, type NumberArray, type Raster, type ReadLimits, unreadable } from "./raster.js";

const DEFLATE = new Set([8, 32_946]);
const SIGNED = 2;
const SEPARATE_PLANES = 2;
const SAVE_PLAIN = "save it as a plain TIFF";
/** What the reader says of files that are whole but of a kind that it does not know. */
const KINDS = /^(unsupported [^:]*: .*|invalid predictor: 3)/i;

/**
 * Reads the first picture of a TIFF of 8 or 16 bits, or of 32 or 64 bits floating.
 *
 * @throws UnreadableError for what is no TIFF, is broken, or holds something else
 */
export function parseTiff(bytes: Uint8Array, name = "picture", limits?: ReadLimits): Raster {
  try {
    const [header] = decode(bytes, { pages: [0], ignoreImageData: true });
    const { width, height, samplesPerPixel: channels, bitsPerSample } = header;
    checkAnnounced(name, width, height, limits);
    if (header.sampleFormat === SIGNED || (header.tiled && channels > 1)) {
      const got = header.tiled ? "in tiles of several channels" : "of signed integers";
      throw unreadable(name, "a TIFF of unsigned or floating values in strips", got, SAVE_PLAIN);
    }
    if (header.get("PlanarConfiguration") === SEPARATE_PLANES && channels > 1) {
      throw unreadable(name, "a TIFF with its channels interleaved", "one of separate planes", SAVE_PLAIN);
    }
    const offsets = (header.tiled ? header.tileOffsets : header.stripOffsets) as ArrayLike<number>;
    const sizes = (header.tiled ? header.tileByteCounts : header.stripByteCounts) as ArrayLike<number>;
    // The reader below would go on in the memory behind the file.
    for (let i = 0; i < offsets.length; i++) {
      if (!(offsets[i] + sizes[i] <= bytes.length)) throw new RangeError("a piece beyond the end");
    }
    if (DEFLATE.has(header.compression)) {
      const length = width * height * channels * Math.ceil(bitsPerSample / 8);
      checkInflation(bytes, offsets, sizes, length + 4096 * 4096);
    }
    const [{ data }] = decode(bytes, { pages: [0] });
    return { width, height, channels, data: data as NumberArray, format: "tiff" };
  } catch (cause) {
    if (cause instanceof Error && "remedy" in cause) throw cause;
    const text = cause instanceof Error ? KINDS.exec(cause.message)?.[0].toLowerCase() : undefined;
    throw unreadable(
      name,
      "a whole TIFF of 8, 16 or floating 32 bits",
      text ? `one with ${text}` : "broken off or corrupt",
      text ? SAVE_PLAIN : undefined,
      cause,
    );
  }
}

/** @throws what zlib throws if a piece is broken or larger than the whole picture */
function checkInflation(
  bytes: Uint8Array,
  offsets: ArrayLike<number>,
  sizes: ArrayLike<number>,
  maxOutputLength: number,
): void {
  for (let i = 0; i < offsets.length; i++) {
    inflateSync(bytes.subarray(offsets[i], offsets[i] + sizes[i]), { maxOutputLength });
  }
}

// TIFF 6.0 (1992), section 2: tag, type (3 short, 4 long), count, value or where it stands.
const SHORT = 3;
const LONG = 4;

/** The bytes of a TIFF of one channel of floats, in one strip, little endian and not packed. */
export function formatTiff(width: number, height: number, data: Float32Array): Uint8Array {
  const tags: [tag: number, type: number, value: number][] = [
    [256, LONG, width],
    [257, LONG, height],
    [258, SHORT, 32],
    [259, SHORT, 1], // not packed
    [262, SHORT, 1], // black is zero
    [273, LONG, 0], // where the values begin, below
    [277, SHORT, 1],
    [278, LONG, height],
    [279, LONG, 4 * data.length],
    [339, SHORT, 3], // floating
  ];
  const start = 8 + 2 + 12 * tags.length + 4;
  const bytes = Buffer.alloc(start + 4 * data.length);
  bytes.write("II*\0", "latin1");
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(tags.length, 8);
  tags.forEach(([tag, type, value], i) => {
    const at = 10 + 12 * i;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(tag === 273 ? start : value, at + 8);
  });
  for (let i = 0; i < data.length; i++) bytes.writeFloatLE(data[i], start + 4 * i);
  return bytes;
}
