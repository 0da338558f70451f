/** What a cell gives, as it travels: typed arrays become binary, and nothing is sent that no page can draw. */
import { ArgumentError } from "vision-peel";
import type { WireObject, WireValue } from "./state.js";

const dtypes: Record<string, string> = {
  Int8Array: "i1",
  Uint8Array: "u1",
  Uint8ClampedArray: "u1",
  Int16Array: "i2",
  Uint16Array: "u2",
  Int32Array: "i4",
  Uint32Array: "u4",
  Float32Array: "f4",
  Float64Array: "f8",
};

type TypedArray = ArrayBufferView & ArrayLike<number>;

const isTypedArray = (value: unknown): value is TypedArray =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

const nameOf = (value: object): string => value.constructor?.name ?? "object";

function refuse(argument: string, expected: string, got: string, remedy: string): never {
  throw new ArgumentError({ argument, expected, got, remedy });
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  new Uint8Array(buffer, byteOffset, byteLength);

function dtypeOf(value: TypedArray, path: string): string {
  const dtype = dtypes[Buffer.isBuffer(value) ? "Uint8Array" : nameOf(value)];
  if (dtype) return dtype;
  return refuse(
    path,
    "numbers that a chart can draw",
    `a ${nameOf(value)}`,
    "pass Float64Array.from(values, Number)",
  );
}

/** Rows of one kind and length become one piece of memory. */
function packRows(rows: TypedArray[], path: string): WireValue {
  const dtype = dtypeOf(rows[0], path);
  const { byteLength, length } = rows[0];
  const bytes = new Uint8Array(byteLength * rows.length);
  for (const [i, row] of rows.entries()) bytes.set(bytesOf(row), i * byteLength);
  return { dtype, bdata: bytes, shape: `${rows.length}, ${length}` };
}

function packArray(values: readonly unknown[], path: string, seen: Set<object>): WireValue {
  const [first] = values;
  const isEven =
    isTypedArray(first) &&
    first.length > 0 &&
    values.every((row) => isTypedArray(row) && nameOf(row) === nameOf(first) && row.length === first.length);
  if (isEven) return packRows(values as TypedArray[], path);
  return values.map((value, i) => pack(value, `${path}[${i}]`, seen) ?? null);
}

/** A value for the wire; undefined is left out. Throws an ArgumentError that names the path. */
function pack(value: unknown, path: string, seen: Set<object>): WireValue | undefined {
  switch (typeof value) {
    case "undefined":
    case "string":
    case "boolean":
      return value;
    case "number":
      // JSON knows no other; in charts it is a gap.
      return Number.isFinite(value) ? value : null;
    case "object":
      return value === null ? null : packObject(value, path, seen);
    default:
      return refuse(path, "a value that can be sent to a page", `a ${typeof value}`, "leave it out");
  }
}

function packObject(value: object, path: string, seen: Set<object>): WireValue {
  if (value instanceof Date) return packDate(value, path);
  if (isTypedArray(value)) return { dtype: dtypeOf(value, path), bdata: bytesOf(value) };
  if (seen.has(value)) {
    return refuse(
      path,
      "a value that can be sent to a page",
      "an object inside itself",
      "take the circle out",
    );
  }
  seen.add(value);
  try {
    if (Array.isArray(value)) return packArray(value, path, seen);
    // Matrices of mathjs, columns of data frames.
    const { toArray } = value as { toArray?: () => unknown };
    if (typeof toArray === "function") return pack(toArray.call(value), path, seen) ?? null;
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      return refuse(
        path,
        "plain data",
        `a ${nameOf(value)}`,
        "pass its values as an array or a plain object",
      );
    }
    return packRecord(value as Record<string, unknown>, path, seen);
  } finally {
    seen.delete(value);
  }
}

function packDate(date: Date, path: string): string {
  if (Number.isNaN(date.getTime()))
    return refuse(path, "a date", "an invalid Date", "mend what it was made from");
  // Plotly takes dates as they are written, without a zone.
  return date.toISOString().replace("Z", "");
}

function packRecord(record: Record<string, unknown>, path: string, seen: Set<object>): WireObject {
  const packed: WireObject = {};
  for (const [key, item] of Object.entries(record)) {
    const value = pack(item, path === "" ? key : `${path}.${key}`, seen);
    if (value !== undefined) packed[key] = value;
  }
  return packed;
}

/**
 * A plain object for the wire.
 *
 * @param argument what the object is called in errors
 * @throws ArgumentError if it holds what no page can draw: functions, big integers, circles
 */
export function packPlain(value: unknown, argument: string): WireObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return refuse(argument, "an object", Array.isArray(value) ? "an array" : String(value), "pass { … }");
  }
  return packRecord(value as Record<string, unknown>, argument, new Set());
}
