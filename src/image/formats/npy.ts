import { type NumberArray, unreadable } from "./raster.js";

/** An array as NumPy stores it, in C order. */
export interface NdArray {
  readonly shape: readonly number[];
  /** `<f4`, `>i8`, `|b1`…: how the file had it */
  readonly dtype: string;
  readonly data: NumberArray;
}

type Reader = (view: DataView, at: number, little: boolean) => number;

/** How numbers of a type lie in bytes. */
export interface NumberType {
  readonly bytes: number;
  create(length: number): NumberArray;
  read: Reader | ((view: DataView, at: number, little: boolean) => bigint);
}

const HOST_IS_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** IEEE 754 half precision: 1 sign, 5 exponent, 10 fraction bits. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024));
}

/** NumPy's number types by their letters without the byte order. */
export const NUMBER_TYPES: Readonly<Record<string, NumberType>> = {
  b1: { bytes: 1, create: (n) => new Uint8Array(n), read: (view, at) => (view.getUint8(at) ? 1 : 0) },
  u1: { bytes: 1, create: (n) => new Uint8Array(n), read: (view, at) => view.getUint8(at) },
  i1: { bytes: 1, create: (n) => new Int8Array(n), read: (view, at) => view.getInt8(at) },
  u2: { bytes: 2, create: (n) => new Uint16Array(n), read: (view, at, le) => view.getUint16(at, le) },
  i2: { bytes: 2, create: (n) => new Int16Array(n), read: (view, at, le) => view.getInt16(at, le) },
  u4: { bytes: 4, create: (n) => new Uint32Array(n), read: (view, at, le) => view.getUint32(at, le) },
  i4: { bytes: 4, create: (n) => new Int32Array(n), read: (view, at, le) => view.getInt32(at, le) },
  u8: { bytes: 8, create: (n) => new BigUint64Array(n), read: (view, at, le) => view.getBigUint64(at, le) },
  i8: { bytes: 8, create: (n) => new BigInt64Array(n), read: (view, at, le) => view.getBigInt64(at, le) },
  f2: {
    bytes: 2,
    create: (n) => new Float32Array(n),
    read: (view, at, le) => halfToNumber(view.getUint16(at, le)),
  },
  f4: { bytes: 4, create: (n) => new Float32Array(n), read: (view, at, le) => view.getFloat32(at, le) },
  f8: { bytes: 8, create: (n) => new Float64Array(n), read: (view, at, le) => view.getFloat64(at, le) },
};

/**
 * Reads NumPy's format, versions 1 to 3 (numpy.org/neps/nep-0001-npy-format.html), of any number type, byte
 * order and array order.
 *
 * @throws UnreadableError for what is no such file, breaks off, or holds objects or structures
 */
export function parseNpy(bytes: Uint8Array, name = "array"): NdArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const latin = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes.length < 12 || latin(0, 6) !== "\x93NUMPY") {
    throw unreadable(name, "a NumPy .npy file", "without its first bytes", "write it with numpy.save");
  }
  const isLong = bytes[6] >= 2;
  const start = (isLong ? 12 : 10) + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  if (start > Math.min(bytes.length, 65_536))
    throw unreadable(name, "a whole .npy file", "broken off in its header");
  const header = latin(isLong ? 12 : 10, start);
  const dtype = /'descr':\s*'([<>|=]?[a-z]\d+)'/.exec(header)?.[1];
  const shapeText = /'shape':\s*\(([\d,\sL]*)\)/.exec(header)?.[1];
  const type = dtype && NUMBER_TYPES[dtype.slice(-2)];
  if (!dtype || !type || shapeText === undefined) {
    const got = /'descr':\s*([^,]+)/.exec(header)?.[1] ?? "a header that cannot be read";
    throw unreadable(
      name,
      "a .npy file of plain numbers",
      `one of ${got.slice(0, 40)}`,
      "save it with astype('float32')",
    );
  }
  const shape = shapeText
    .split(",")
    .filter((part) => part.trim() !== "")
    .map((part) => Number.parseInt(part, 10));
  const length = shape.reduce((product, side) => product * side, 1);
  if (length * type.bytes !== bytes.length - start) {
    throw unreadable(
      name,
      `a .npy file with ${length * type.bytes} bytes of values, for its shape (${shape.join(", ")})`,
      `one with ${bytes.length - start}`,
    );
  }
  const place = /'fortran_order':\s*True/.test(header) ? fortranPlaces(shape) : undefined;
  const data = type.create(length);
  const little = !dtype.startsWith(">");
  if (!place && little && HOST_IS_LITTLE && data.BYTES_PER_ELEMENT === type.bytes && !dtype.endsWith("b1")) {
    new Uint8Array(data.buffer).set(bytes.subarray(start));
    return { shape, dtype, data };
  }
  for (let i = 0; i < length; i++)
    data[place ? place(i) : i] = type.read(view, start + i * type.bytes, little);
  return { shape, dtype, data };
}

/** Where the i-th value of Fortran order (first index fastest) stands in C order (last index fastest). */
export function fortranPlaces(shape: readonly number[]): (i: number) => number {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1));
  return (i) => {
    let place = 0;
    let rest = i;
    shape.forEach((side, axis) => {
      place += (rest % side) * strides[axis];
      rest = Math.floor(rest / side);
    });
    return place;
  };
}

const DTYPES: Record<string, string> = {
  Int8Array: "|i1",
  Uint8Array: "|u1",
  Int16Array: "<i2",
  Uint16Array: "<u2",
  Int32Array: "<i4",
  Uint32Array: "<u4",
  BigInt64Array: "<i8",
  BigUint64Array: "<u8",
  Float32Array: "<f4",
  Float64Array: "<f8",
};

/**
 * The bytes of a .npy file, version 1.0: little endian, C order, header padded to 64 bytes.
 *
 * @example formatNpy({ shape: [2, 3], data: new Float32Array(6) })
 */
export function formatNpy({ shape, data }: Pick<NdArray, "shape" | "data">): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header = `{'descr': '${DTYPES[data.constructor.name]}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const padded = `${header.padEnd(Math.ceil((11 + header.length) / 64) * 64 - 11)}\n`;
  const head = `\x93NUMPY\x01\x00${String.fromCharCode(padded.length & 255, padded.length >> 8)}${padded}`;
  const bytes = new Uint8Array(head.length + data.byteLength);
  for (let i = 0; i < head.length; i++) bytes[i] = head.charCodeAt(i);
  bytes.set(littleEndianBytes(data), head.length);
  return bytes;
}

/** The bytes of numbers, lowest first. */
export function littleEndianBytes(data: NumberArray): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (HOST_IS_LITTLE || data.BYTES_PER_ELEMENT === 1) return bytes;
  const size = data.BYTES_PER_ELEMENT;
  return bytes.map((_, i) => bytes[i - (i % size) + size - 1 - (i % size)]);
}
