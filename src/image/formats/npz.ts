import { unzipSync, zipSync } from "fflate";
import { formatNpy, type NdArray, parseNpy } from "./npy.js";
import { unreadable } from "./raster.js";

/** Bytes that the arrays of one archive may have together once unpacked, unless told otherwise: 4 GiB. */
const MAX_UNPACKED_BYTES = 2 ** 32;

/** Bytes that one byte of Deflate can stand for at most (zlib.net/zlib_tech.html). */
const MOST_PACKED = 1032;

/**
 * Reads the arrays of a .npz archive, packed or not.
 *
 * @param maxBytes what they may have together; checked before anything is unpacked
 * @throws UnreadableError for a broken archive, one that unpacks to more, or arrays that are no numbers
 */
export function parseNpz(
  bytes: Uint8Array,
  name = "archive",
  maxBytes = MAX_UNPACKED_BYTES,
): Record<string, NdArray> {
  let total = 0;
  let files: Record<string, Uint8Array>;
  const tooLarge = (): Error =>
    unreadable(
      name,
      `at most ${maxBytes} bytes unpacked`,
      `${total} bytes`,
      "raise the limit if you trust the file",
    );
  try {
    files = unzipSync(bytes, {
      filter: ({ name: entry, originalSize, size }) => {
        // Room is made for what is announced: more than Deflate can pack into those bytes is a lie.
        if (originalSize > MOST_PACKED * size + 64) throw new RangeError(`${originalSize} bytes in ${size}`);
        total += originalSize;
        if (total > maxBytes) throw tooLarge();
        return entry.endsWith(".npy");
      },
    });
  } catch (cause) {
    if (total > maxBytes) throw cause;
    throw unreadable(name, "a whole .npz archive", "broken off or corrupt", undefined, cause);
  }
  return Object.fromEntries(
    Object.entries(files).map(([entry, content]) => {
      const key = entry.slice(0, -".npy".length);
      return [key, parseNpy(content, `${name}[${JSON.stringify(key)}]`)];
    }),
  );
}

/** The bytes of a .npz archive, packed as by numpy.savez_compressed. */
export function formatNpz(arrays: Readonly<Record<string, Pick<NdArray, "shape" | "data">>>): Uint8Array {
  const entries = Object.entries(arrays).map(([key, array]) => [`${key}.npy`, formatNpy(array)] as const);
  return zipSync(Object.fromEntries(entries), { level: 6 });
}
