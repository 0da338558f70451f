import { halfToNumber } from "../npy.js";
import { type Raster, type ReadLimits, unreadable } from "../raster.js";
import { unpackBlock } from "./blocks.js";
import { BYTES_PER_VALUE, type ExrHeader, parseExrHeader, ROWS_PER_BLOCK } from "./header.js";

/** The channels of an EXR by name, each width · height values from the top left. */
export interface ExrPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: ReadonlyMap<string, Float32Array>;
}

/**
 * Reads an OpenEXR of one part in scan lines, of float, half or integer channels, unpacked or packed with RLE,
 * ZIPS or ZIP.
 *
 * @throws UnreadableError for anything else
 */
export function parseExr(bytes: Uint8Array, name = "picture", limits?: ReadLimits): ExrPicture {
  const header = parseExrHeader(bytes, name, limits);
  const { width, height, top, compression, tableAt } = header;
  const rowsPerBlock = ROWS_PER_BLOCK[compression];
  if (!rowsPerBlock) {
    throw unreadable(
      name,
      "an EXR packed with RLE, ZIPS or ZIP, or not at all",
      `packed with ${compression}`,
      "save it with ZIP",
    );
  }
  const broken = (): Error => unreadable(name, "a whole EXR file", "broken off or corrupt");
  const blocks = Math.ceil(height / rowsPerBlock);
  if (tableAt + 8 * blocks > bytes.length) throw broken();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bytesPerRow = header.channels.reduce((sum, { type }) => sum + width * BYTES_PER_VALUE[type], 0);
  const planes = new Map(header.channels.map((channel) => [channel.name, new Float32Array(width * height)]));
  for (let block = 0; block < blocks; block++) {
    const at = Number(view.getBigUint64(tableAt + 8 * block, true));
    if (at + 8 > bytes.length) throw broken();
    const firstRow = view.getInt32(at, true) - top;
    const length = view.getUint32(at + 4, true);
    const rows = Math.min(rowsPerBlock, height - firstRow);
    if (firstRow < 0 || rows < 1 || at + 8 + length > bytes.length) throw broken();
    let content: Uint8Array;
    try {
      content = unpackBlock(bytes.slice(at + 8, at + 8 + length), rows * bytesPerRow, compression);
    } catch (cause) {
      throw unreadable(name, "a whole EXR file", "corrupt", undefined, cause);
    }
    if (content.length < rows * bytesPerRow) throw broken();
    readRows(content, header, firstRow, rows, planes);
  }
  return { width, height, channels: planes };
}

/** In a block the channels of one row follow each other, then those of the next. */
function readRows(
  content: Uint8Array,
  { width, channels }: ExrHeader,
  firstRow: number,
  rows: number,
  planes: ReadonlyMap<string, Float32Array>,
): void {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let at = 0;
  for (let row = firstRow; row < firstRow + rows; row++) {
    for (const { name, type } of channels) {
      const plane = planes.get(name) as Float32Array;
      for (let x = row * width; x < (row + 1) * width; x++, at += BYTES_PER_VALUE[type]) {
        if (type === 1) plane[x] = halfToNumber(view.getUint16(at, true));
        else plane[x] = type === 2 ? view.getFloat32(at, true) : view.getUint32(at, true);
      }
    }
  }
}

/**
 * The channels that make a raster: red, green and blue if they are there, else one of them.
 *
 * @param channel the one to take; without it the only one, or one that is named as depth usually is
 * @throws UnreadableError if that cannot be told
 */
export function exrRaster({ width, height, channels }: ExrPicture, name: string, channel?: string): Raster {
  const colours = ["R", "G", "B"].map((letter) => channels.get(letter));
  const names = [...channels.keys()];
  if (channel === undefined && colours.every((plane) => plane !== undefined)) {
    const data = new Float32Array(3 * width * height);
    colours.forEach((plane, c) => {
      for (let i = 0; i < width * height; i++) data[3 * i + c] = (plane as Float32Array)[i];
    });
    return { width, height, channels: 3, data, format: "exr" };
  }
  const chosen =
    channel ?? (names.length === 1 ? names[0] : names.find((one) => /(^|\.)(Z|V|Y|depth)$/i.test(one)));
  const data = chosen === undefined ? undefined : channels.get(chosen);
  if (data) return { width, height, channels: 1, data, format: "exr" };
  throw unreadable(
    name,
    channel === undefined
      ? "an EXR with R, G and B, or with one channel"
      : `an EXR with the channel ${channel}`,
    `one with ${names.join(", ")}`,
    "name one of them as the option channel",
  );
}
