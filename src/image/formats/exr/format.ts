import { littleEndianBytes } from "../npy.js";
import { packBlock } from "./blocks.js";
import { EXR_MAGIC } from "./header.js";

const ROWS = 16;
const FLOAT = 2;
const ZIP = 3;

/**
 * The bytes of an OpenEXR of float channels, packed with ZIP.
 *
 * @param channels planes of width · height values by name, such as { Y: metres } or { R, G, B }
 */
export function formatExr(
  width: number,
  height: number,
  channels: Readonly<Record<string, Float32Array>>,
): Uint8Array {
  // Sorted by name, as the format wants it.
  const names = Object.keys(channels).sort();
  const header = new ByteWriter();
  header.bytes(EXR_MAGIC).int(2);
  header.attribute("channels", "chlist", (out) => {
    for (const name of names) out.text(name).int(FLOAT).int(0).int(1).int(1);
    out.bytes([0]);
  });
  header.attribute("compression", "compression", (out) => out.bytes([ZIP]));
  for (const window of ["dataWindow", "displayWindow"]) {
    header.attribute(window, "box2i", (out) =>
      out
        .int(0)
        .int(0)
        .int(width - 1)
        .int(height - 1),
    );
  }
  header.attribute("lineOrder", "lineOrder", (out) => out.bytes([0]));
  header.attribute("pixelAspectRatio", "float", (out) => out.float(1));
  header.attribute("screenWindowCenter", "v2f", (out) => out.float(0).float(0));
  header.attribute("screenWindowWidth", "float", (out) => out.float(1));
  header.bytes([0]);

  const blocks: Uint8Array[] = [];
  for (let top = 0; top < height; top += ROWS) {
    const rows = Math.min(ROWS, height - top);
    const content = new DataView(new ArrayBuffer(4 * width * rows * names.length));
    let at = 0;
    for (let row = top; row < top + rows; row++) {
      for (const name of names) {
        for (let x = 0; x < width; x++, at += 4)
          content.setFloat32(at, channels[name][row * width + x], true);
      }
    }
    const packed = packBlock(new Uint8Array(content.buffer));
    blocks.push(new ByteWriter().int(top).int(packed.length).bytes(packed).done());
  }
  const table = new ByteWriter();
  let at = header.length + 8 * blocks.length;
  for (const block of blocks) {
    table.int(at >>> 0).int(Math.floor(at / 2 ** 32));
    at += block.length;
  }
  const out = new Uint8Array(at);
  let to = 0;
  for (const part of [header.done(), table.done(), ...blocks]) {
    out.set(part, to);
    to += part.length;
  }
  return out;
}

/** Collects little-endian fields. */
class ByteWriter {
  #parts: Uint8Array[] = [];
  length = 0;

  bytes(values: ArrayLike<number>): this {
    this.#parts.push(Uint8Array.from(values));
    this.length += values.length;
    return this;
  }
  int(value: number): this {
    return this.bytes(littleEndianBytes(Uint32Array.of(value)));
  }
  float(value: number): this {
    return this.bytes(littleEndianBytes(Float32Array.of(value)));
  }
  text(value: string): this {
    return this.bytes([...value].map((letter) => letter.charCodeAt(0)).concat(0));
  }
  attribute(name: string, type: string, write: (out: ByteWriter) => void): void {
    const value = new ByteWriter();
    write(value);
    this.text(name).text(type).int(value.length).bytes(value.done());
  }
  done(): Uint8Array {
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}
