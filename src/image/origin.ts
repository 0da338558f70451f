import type { Metadata } from "sharp";
import type { Provenance } from "./types.js";

/** What a file's format did to the values before they came here, and what of the file was left out. */
export function originOf(
  format: string,
  metadata: Metadata,
  bytes: Uint8Array,
  { turned = false }: { turned?: boolean } = {},
): Provenance {
  const { orientation } = metadata;
  const isLossyWebp = format === "webp" && !isLosslessWebp(bytes);
  // Lossy WebP knows no other subsampling (RFC 6386, section 2).
  const chromaSubsampling = isLossyWebp
    ? "4:2:0"
    : format === "jpeg"
      ? chromaOfJpeg(bytes)
      : metadata.chromaSubsampling;
  const isGreyJpeg = format === "jpeg" && chromaSubsampling === undefined;
  const warnings: string[] = [];
  if ((format === "jpeg" || isLossyWebp) && chromaSubsampling !== "4:4:4" && !isGreyJpeg) {
    warnings.push(
      `${isLossyWebp ? "WebP" : "JPEG"} with chroma at ${chromaSubsampling} smears colours over edges: a code is best kept as PNG.`,
    );
  } else if (format === "jpeg" || format === "avif") {
    const what = isGreyJpeg ? "levels" : "colours";
    warnings.push(`${format.toUpperCase()} changes ${what} a little: a code is best kept as PNG.`);
  }
  if (orientation !== undefined && orientation !== 1) {
    warnings.push(
      turned
        ? `The file says that it is to be turned (EXIF orientation ${orientation}); so it was.`
        : `The file says that it is to be turned (EXIF orientation ${orientation}); its pixels are as stored.`,
    );
  }
  const frames = framesOf(format, metadata, bytes);
  if (frames > 1) warnings.push(`The file holds ${frames} pictures; only the first was read.`);
  return {
    format,
    ...(chromaSubsampling && format !== "png" && { chromaSubsampling }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** Pictures in a file; an animated PNG tells them in its chunk acTL (w3.org/TR/png-3, section 11.3.6). */
function framesOf(format: string, { pages = 1 }: Metadata, bytes: Uint8Array): number {
  if (format !== "png") return pages;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = view.getUint32(at + 4);
    if (type === 0x6163544c) return view.getUint32(at + 8);
    if (type === 0x49444154) break; // IDAT: acTL comes before it
  }
  return 1;
}

/** Whether all pictures of a WebP are in chunks "VP8L" (RFC 9649, section 2.6); those of an animation lie in "ANMF". */
function isLosslessWebp(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let lossless = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const type = view.getUint32(at);
    if (type === 0x56503820) return false; // "VP8 "
    if (type === 0x5650384c) lossless++;
    // A frame's sixteen bytes of place and duration, then chunks as outside.
    at += type === 0x414e4d46 ? 8 + 16 : 8 + 2 * Math.ceil(view.getUint32(at + 4, true) / 2);
  }
  return lossless > 0;
}

const SUBSAMPLINGS: Readonly<Record<string, string>> = {
  "1x1": "4:4:4",
  "2x1": "4:2:2",
  "1x2": "4:4:0",
  "2x2": "4:2:0",
  "4x1": "4:1:1",
  "4x2": "4:1:0",
};

/** How much finer luma is sampled than chroma, by a JPEG's frame header (ITU-T T.81, B.2.2); undefined for grey. */
function chromaOfJpeg(bytes: Uint8Array): string | undefined {
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === 0xda) return undefined;
    // All start of frame markers, without DHT, JPG and DAC between them.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      if (bytes[at + 9] < 3) return undefined;
      const [luma, chroma] = [bytes[at + 11], bytes[at + 14]];
      const ratio = `${(luma >> 4) / (chroma >> 4)}x${(luma & 15) / (chroma & 15)}`;
      return SUBSAMPLINGS[ratio] ?? ratio;
    }
    // Bytes of 255 may fill up to the next marker.
    at += marker === 0xff ? 1 : 2 + ((bytes[at + 2] << 8) | bytes[at + 3]);
  }
  return undefined;
}
