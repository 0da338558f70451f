import type { Rgb } from "../types.js";
import { checkAnnounced, type Raster, type ReadLimits, unreadable } from "./raster.js";

/** Bytes of the header of the file; that of the picture follows. */
const FILE_HEADER = 14;
const UNPACKED = 0;
const BIT_FIELDS = 3;
/** The fields of a BMP of 32 bits as nearly all are written: red, green, blue. */
const USUAL_FIELDS = [0x00ff0000, 0x0000ff00, 0x000000ff];

/**
 * Reads an unpacked BMP of 24 or 32 bits a pixel, or of 8 bits with its palette (learn.microsoft.com, "Bitmap
 * storage"). Rows go upwards unless the height is negative, each fills whole groups of four bytes, and colours
 * are blue, green, red. The fourth byte of a pixel has no meaning that programs agree on and is left out.
 *
 * @throws UnreadableError for what is cut off, packed, or has another number of bits
 */
export function parseBmp(bytes: Uint8Array, name = "picture", limits?: ReadLimits): Raster {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FILE_HEADER + 40 || view.getUint32(FILE_HEADER, true) < 40)
    throw unreadable(name, "a whole BMP", "broken off, or of the kind before Windows 3");
  const start = view.getUint32(10, true);
  const headerLength = view.getUint32(FILE_HEADER, true);
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const height = Math.abs(signedHeight);
  const bits = view.getUint16(28, true);
  const packing = view.getUint32(30, true);
  checkAnnounced(name, width, height, limits);
  const isUsual =
    packing === UNPACKED ||
    (packing === BIT_FIELDS &&
      bits === 32 &&
      bytes.length >= 66 &&
      USUAL_FIELDS.every((field, i) => view.getUint32(54 + 4 * i, true) === field));
  if (!isUsual || ![8, 24, 32].includes(bits))
    throw unreadable(
      name,
      "an unpacked BMP of 8, 24 or 32 bits a pixel",
      `one of ${bits} bits`,
      "save it as PNG",
    );
  const perPixel = bits / 8;
  const stride = 4 * Math.ceil((width * perPixel) / 4);
  if (bytes.length < start + stride * (height - 1) + width * perPixel)
    throw unreadable(name, "a whole BMP", "broken off");
  const channels = bits === 8 ? 1 : 3;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0, to = 0; y < height; y++) {
    const row = start + stride * (signedHeight < 0 ? y : height - 1 - y);
    for (let x = 0, from = row; x < width; x++, from += perPixel, to += channels) {
      data[to] = channels === 1 ? bytes[from] : bytes[from + 2];
      if (channels === 1) continue;
      data[to + 1] = bytes[from + 1];
      data[to + 2] = bytes[from];
    }
  }
  const raster = { width, height, channels, data, format: "bmp" };
  return bits === 8
    ? { ...raster, palette: paletteOf(view, FILE_HEADER + headerLength, start, name) }
    : raster;
}

/** Four bytes a colour, from behind the header to the pixels; 256 at most. */
function paletteOf(view: DataView, from: number, to: number, name: string): Rgb[] {
  const announced = view.getUint32(46, true) || 256;
  const count = Math.min(announced, 256, Math.floor((to - from) / 4));
  if (count < 1 || from + 4 * count > view.byteLength)
    throw unreadable(name, "a whole BMP", "one without its palette");
  return Array.from({ length: count }, (_, i): Rgb => {
    const at = from + 4 * i;
    return [view.getUint8(at + 2), view.getUint8(at + 1), view.getUint8(at)];
  });
}
