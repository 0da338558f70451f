import { deflateSync, inflateSync } from "node:zlib";
import { decode } from "fast-png";
import type { Rgb } from "../types.js";
import { checkAnnounced, type Raster, type ReadLimits, unreadable } from "./raster.js";

// w3.org/TR/png-3: the chunks that decide what a pixel is. All others (colour profiles, texts, gamma) are left
// out: they would change nothing here, and could hold anything.
const ESSENTIAL = new Set(["IHDR", "PLTE", "tRNS", "IEND"]);
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Reads a PNG as it is stored: 16 bits stay 16, and an indexed picture keeps its indices, with the palette
 * beside them.
 *
 * @throws UnreadableError for what is no PNG, is broken, or unpacks to more than it announces
 */
export function parsePng(bytes: Uint8Array, name = "picture", limits?: ReadLimits): Raster {
  const checked = checkedPng(bytes, name, limits);
  let picture: ReturnType<typeof decode>;
  try {
    picture = decode(checked);
  } catch (cause) {
    throw unreadable(name, "a whole PNG", "corrupt", undefined, cause);
  }
  const { width, height, channels, depth, palette } = picture;
  const data = depth < 8 ? unpackBits(picture.data as Uint8Array, width, height, depth) : picture.data;
  return {
    width,
    height,
    channels,
    data: data instanceof Uint8ClampedArray ? Uint8Array.from(data) : data,
    format: "png",
    ...(palette && { palette: palette.map(([r, g, b]): Rgb => [r, g, b]) }),
  };
}

/** The same picture with its size checked, its pixels unpacked once within their limit, and nothing else in it. */
function checkedPng(bytes: Uint8Array, name: string, limits?: ReadLimits): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Buffer[] = [file.subarray(0, 8)];
  const packed: Buffer[] = [];
  let announced = 0;
  let isOver = false;
  for (let at = 8; at + 12 <= file.length && !isOver; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    const content = file.subarray(at + 8, at + 8 + length);
    if (content.length < length) break;
    if (type === "IHDR" && length === 13) announced = announcedBytes(content, name, limits);
    if (type === "IDAT") packed.push(content);
    isOver = type === "IEND";
    if (isOver) chunks.push(chunk("IDAT", deflateSync(inflated(packed, announced, name), { level: 0 })));
    if (ESSENTIAL.has(type)) chunks.push(file.subarray(at, at + 12 + length));
    at += 12 + length;
  }
  if (!isOver) throw unreadable(name, "a whole PNG", "broken off or corrupt");
  return Buffer.concat(chunks);
}

function announcedBytes(header: Buffer, name: string, limits?: ReadLimits): number {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  checkAnnounced(name, width, height, limits);
  const bitsPerPixel = (CHANNELS[header[9]] ?? 4) * header[8];
  // An interlaced picture (Adam7) has up to seven parts, each with rows of its own.
  return header[12] === 1
    ? 2 * height * (16 + Math.ceil((width * bitsPerPixel) / 8))
    : height * (1 + Math.ceil((width * bitsPerPixel) / 8));
}

function inflated(packed: readonly Buffer[], announced: number, name: string): Buffer {
  try {
    return inflateSync(Buffer.concat(packed), { maxOutputLength: Math.max(1, announced) });
  } catch (cause) {
    const isBomb = (cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    const got = isBomb ? "one that unpacks to more than its size says" : "corrupt";
    throw unreadable(name, "a whole PNG", got, undefined, cause);
  }
}

/** A chunk whose checksum is left at 0, for the reader within does not look. */
function chunk(type: string, content: Buffer): Buffer {
  const framed = Buffer.alloc(12 + content.length);
  framed.writeUInt32BE(content.length, 0);
  framed.write(type, 4, "latin1");
  content.copy(framed, 8);
  return framed;
}

/** Pixels of 1, 2 or 4 bits, the first in the highest bits; each row begins a byte. */
function unpackBits(data: Uint8Array, width: number, height: number, depth: number): Uint8Array {
  const perByte = 8 / depth;
  const stride = Math.ceil(width / perByte);
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const byte = data[Math.floor(i / width) * stride + Math.floor(x / perByte)];
    return (byte >> (8 - depth * ((x % perByte) + 1))) & ((1 << depth) - 1);
  });
}
