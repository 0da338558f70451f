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
