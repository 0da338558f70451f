import { unreadable } from "../../image/formats/raster.js";
import { elementAt, type MatElement, type MatSource } from "./mat5Element.js";
import { rowMajor, textOfCodes } from "./matArray.js";
import type { MatValue } from "./matValue.js";

/** Storage types by number (table "MAT-File Data Types"), as NumPy's letters. */
const STORED: Readonly<Record<number, string>> = {
  ...{ 1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8", 17: "u2" },
};
/** Array classes of numbers (table "MATLAB Array Types"). */
const NUMERIC: Readonly<Record<number, string>> = {
  ...{ 6: "f8", 7: "f4", 8: "i1", 9: "u1", 10: "i2", 11: "u2", 12: "i4", 13: "u4", 14: "i8", 15: "u8" },
};
const [CELL, STRUCT, OBJECT, CHAR] = [1, 2, 3, 4];
const UTF8 = 16;
const COMPLEX = 0x800;
const MATRIX = 14;
/** Cells within cells; MATLAB knows no limit, a file of benchmarks needs three. */
const MAX_DEPTH = 32;
/** Cells or structs in one array. */
const MAX_PARTS = 1_000_000;

/** Walks the elements within an element. */
class Parts {
  #at = 0;
  constructor(
    private readonly bytes: Uint8Array,
    private readonly source: MatSource,
  ) {}

  next(): MatElement {
    const element = elementAt(this.bytes, this.#at, this.source);
    this.#at = element.next;
    return element;
  }
}

/** A variable, or a part of one: its name and value. @throws UnreadableError for what is broken */
export function matrixOf(bytes: Uint8Array, source: MatSource, depth = 0): { name: string; value: MatValue } {
  if (bytes.length === 0) return { name: "", value: undefined };
  const broken = (got = "corrupt") => unreadable(source.name, "a whole .mat file", got);
  if (depth > MAX_DEPTH) throw broken(`nested more than ${MAX_DEPTH} deep`);
  const parts = new Parts(bytes, source);
  const flags = parts.next().content;
  if (flags.length < 8) throw broken();
  const [flag] = integers(flags, source);
  const kind = flag & 0xff;
  // Opaque objects have no shape: their name comes next.
  if (kind === 17) return { name: latin(parts.next().content), value: undefined };
  const shape = integers(parts.next().content, source);
  const name = latin(parts.next().content);
  const count = shape.reduce((product, side) => product * side, 1);
  if (shape.length < 2 || shape.some((side) => side < 0)) throw broken();
  if (depth === 0 && source.wanted && !source.wanted.includes(name)) return { name: "", value: undefined };
  const part = (): MatValue => {
    const { type, content } = parts.next();
    if (type !== MATRIX) throw broken();
    return matrixOf(content, source, depth + 1).value;
  };
  if (kind === CELL || kind === STRUCT || kind === OBJECT) {
    if (count > MAX_PARTS) throw broken(`one with ${count} cells`);
    source.budget.spend(64 * count); // for the places alone: a struct without fields needs no byte of the file
    if (kind === CELL) return { name, value: Array.from({ length: count }, part) };
    if (kind === OBJECT) parts.next(); // the name of its class
    const [fieldLength] = integers(parts.next().content, source);
    const fields = fieldNames(parts.next().content, fieldLength);
    if (count * fields.length > MAX_PARTS) throw broken(`one with ${count} structs`);
    const structs = Array.from({ length: count }, () => {
      const struct: Record<string, MatValue> = Object.create(null);
      for (const field of fields) struct[field] = part();
      return struct;
    });
    return { name, value: count === 1 ? structs[0] : structs };
  }
  const isNumeric = NUMERIC[kind] !== undefined;
  if (!isNumeric && kind !== CHAR) return { name, value: undefined };
  const { type, content } = parts.next();
  if (kind === CHAR && type === UTF8) return { name, value: Buffer.from(content).toString("utf8") };
  const code = STORED[type];
  if (code === undefined) throw broken();
  if (flag & COMPLEX) return { name, value: undefined };
  if (content.length !== count * Number(code.slice(1))) throw broken();
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const as = isNumeric ? NUMERIC[kind] : "u2";
  source.budget.spend(count * Number(as.slice(1)));
  const array = rowMajor(view, 0, { code, shape, little: source.little, as });
  return { name, value: isNumeric ? array : textOfCodes(array) };
}

function integers(content: Uint8Array, { little }: MatSource): number[] {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  return Array.from({ length: Math.floor(content.length / 4) }, (_, i) => view.getInt32(4 * i, little));
}

function fieldNames(content: Uint8Array, length: number): string[] {
  if (!(length > 0)) return [];
  return Array.from({ length: Math.floor(content.length / length) }, (_, i) =>
    latin(content.subarray(i * length, (i + 1) * length)).replace(/\0.*$/s, ""),
  );
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
