import { checkAnnounced, type ReadLimits, unreadable } from "../raster.js";

// openexr.com/en/latest/OpenEXRFileLayout.html
export const EXR_MAGIC = [0x76, 0x2f, 0x31, 0x01];
export const COMPRESSIONS = ["none", "RLE", "ZIPS", "ZIP", "PIZ", "PXR24", "B44", "B44A", "DWAA", "DWAB"];
/** Rows per block of the compressions that are read here. */
export const ROWS_PER_BLOCK: Record<string, number> = { none: 1, RLE: 1, ZIPS: 1, ZIP: 16 };
/** Pixel types 0 to 2: unsigned integer, half, float. */
export const BYTES_PER_VALUE = [4, 2, 4];

export interface ExrChannel {
  readonly name: string;
  /** 0 unsigned integer, 1 half, 2 float */
  readonly type: number;
}

export interface ExrHeader {
  readonly width: number;
  readonly height: number;
  /** first row's number; blocks count from it */
  readonly top: number;
  /** sorted by name, as they lie in each row */
  readonly channels: readonly ExrChannel[];
  readonly compression: string;
  /** where the table of blocks begins */
  readonly tableAt: number;
}

/** @throws UnreadableError for what is no EXR, breaks off, or is of a kind that is not read here */
export function parseExrHeader(bytes: Uint8Array, name: string, limits?: ReadLimits): ExrHeader {
  if (!EXR_MAGIC.every((byte, i) => bytes[i] === byte)) {
    throw unreadable(name, "an OpenEXR file", "without its first bytes");
  }
  const flags = bytes[5] | (bytes[6] << 8);
  const kinds = { tiled: 0x02, deep: 0x08, "of several parts": 0x10 };
  for (const [kind, flag] of Object.entries(kinds)) {
    if (flags & flag)
      throw unreadable(name, "an EXR of one part in scan lines", kind, "save it as a plain EXR");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  const text = (): string => {
    const end = bytes.indexOf(0, at);
    if (end < 0 || end - at > 255) throw unreadable(name, "a whole EXR file", "broken off in its header");
    const read = String.fromCharCode(...bytes.subarray(at, end));
    at = end + 1;
    return read;
  };
  const attributes = new Map<string, DataView>();
  for (let key = text(); key !== ""; key = text()) {
    text();
    if (at + 4 > bytes.length || at + 4 + view.getUint32(at, true) > bytes.length) {
      throw unreadable(name, "a whole EXR file", "broken off in its header");
    }
    const length = view.getUint32(at, true);
    attributes.set(key, new DataView(bytes.buffer, bytes.byteOffset + at + 4, length));
    at += 4 + length;
  }
  const box = attributes.get("dataWindow");
  const list = attributes.get("channels");
  const method = attributes.get("compression");
  if (box?.byteLength !== 16 || !list || method?.byteLength !== 1) {
    throw unreadable(name, "an EXR with channels, compression and dataWindow", "one without");
  }
  const [left, top, right, bottom] = [0, 4, 8, 12].map((offset) => box.getInt32(offset, true));
  checkAnnounced(name, right - left + 1, bottom - top + 1, limits);
  return {
    width: right - left + 1,
    height: bottom - top + 1,
    top,
    channels: channelsOf(list, name),
    compression: COMPRESSIONS[method.getUint8(0)] ?? `number ${method.getUint8(0)}`,
    tableAt: at,
  };
}

function channelsOf(list: DataView, name: string): ExrChannel[] {
  const channels: ExrChannel[] = [];
  let at = 0;
  while (at < list.byteLength && list.getUint8(at) !== 0) {
    let channel = "";
    while (at < list.byteLength && list.getUint8(at) !== 0)
      channel += String.fromCharCode(list.getUint8(at++));
    if (at + 17 > list.byteLength) throw unreadable(name, "a whole EXR file", "broken off in its channels");
    const type = list.getInt32(at + 1, true);
    const sampling = [list.getInt32(at + 9, true), list.getInt32(at + 13, true)];
    if (type < 0 || type > 2 || sampling.some((step) => step !== 1)) {
      throw unreadable(name, "an EXR with whole channels", `one with a subsampled channel ${channel}`);
    }
    channels.push({ name: channel, type });
    at += 17;
  }
  if (channels.length === 0) throw unreadable(name, "an EXR with channels", "one without");
  return channels;
}
