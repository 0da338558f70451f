/** One field of a struct: a text, or numbers row by row with their shape. */
export type MatField =
  | string
  | { readonly shape: readonly number[]; readonly data: Uint8Array | Float64Array };

const [INT8, UINT8, UINT16, INT32, UINT32, DOUBLE, MATRIX] = [1, 2, 4, 5, 6, 9, 14];
const [STRUCT_CLASS, CHAR_CLASS, DOUBLE_CLASS, UINT8_CLASS] = [2, 4, 6, 9];
/** Longest name of a field, with the zero at its end. */
const NAME_BYTES = 32;

/**
 * A MATLAB file of level 5 (MathWorks, "MAT-File Format", chapter 1) with one variable, a struct: not packed, little
 * endian, nothing in short form.
 *
 * @param name of the variable
 * @param fields at most 31 letters of ASCII a name
 */
export function formatMatStruct(name: string, fields: Readonly<Record<string, MatField>>): Uint8Array {
  const header = Buffer.alloc(128, " ");
  header.write("MATLAB 5.0 MAT-file, written by Peel: a synthetic scene", "latin1");
  header.fill(0, 116, 124);
  header.writeUInt16LE(0x0100, 124);
  header.write("IM", 126, "latin1");
  const names = Buffer.alloc(NAME_BYTES * Object.keys(fields).length);
  Object.keys(fields).forEach((key, i) => void names.write(key, NAME_BYTES * i, "latin1"));
  const body = [
    element(INT32, int32(NAME_BYTES)),
    element(INT8, names),
    ...Object.values(fields).map((field) => matrixOf(field)),
  ];
  return Buffer.concat([header, matrix(STRUCT_CLASS, name, [1, 1], ...body)]);
}

function matrixOf(field: MatField): Buffer {
  if (typeof field === "string") {
    const letters = Buffer.from(field, "utf16le");
    return matrix(CHAR_CLASS, "", [1, field.length], element(UINT16, letters));
  }
  const { shape } = field;
  const data = byColumns(field.data, shape);
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return data instanceof Uint8Array
    ? matrix(UINT8_CLASS, "", shape, element(UINT8, bytes))
    : matrix(DOUBLE_CLASS, "", shape, element(DOUBLE, bytes));
}

const matrix = (kind: number, name: string, shape: readonly number[], ...body: Buffer[]): Buffer =>
  element(
    MATRIX,
    Buffer.concat([
      element(UINT32, int32(kind, 0)),
      element(INT32, int32(...shape)),
      element(INT8, Buffer.from(name, "latin1")),
      ...body,
    ]),
  );

/** Kind, length, and the bytes, to a multiple of 8. */
function element(kind: number, bytes: Buffer): Buffer {
  const padding = Buffer.alloc((8 - (bytes.length % 8)) % 8);
  return Buffer.concat([int32(kind, bytes.length), bytes, padding]);
}

const int32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => void bytes.writeInt32LE(value, 4 * i));
  return bytes;
};

/** From the last axis fastest to the first, as MATLAB counts. */
function byColumns<T extends Uint8Array | Float64Array>(data: T, shape: readonly number[]): T {
  const sorted = data.slice() as T;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, one) => product * one, 1));
  for (let to = 0; to < data.length; to++) {
    let [left, from] = [to, 0];
    for (const [axis, length] of shape.entries()) {
      from += (left % length) * strides[axis];
      left = Math.floor(left / length);
    }
    sorted[to] = data[from];
  }
  return sorted;
}
