import type { NdArray } from "../../image/formats/npy.js";
import { unreadable } from "../../image/formats/raster.js";
import { MatBudget, rowMajor, textOfCodes } from "./matArray.js";
import type { MatVariables } from "./matValue.js";

// "MAT-File Format", MathWorks, chapter "Level 4 MAT-File Format": five 32-bit numbers, the name, the values.
const HEADER_BYTES = 20;
/** The digit P of the type: how values are stored. */
const STORED = [
  { code: "f8", bytes: 8 },
  { code: "f4", bytes: 4 },
  { code: "i4", bytes: 4 },
  { code: "i2", bytes: 2 },
  { code: "u2", bytes: 2 },
  { code: "u1", bytes: 1 },
] as const;
const FULL = 0;
const TEXT = 1;

/**
 * Reads a MATLAB file of level 4 (`save -v4`): full matrices of real numbers, and texts.
 *
 * @throws UnreadableError for what is broken, complex or sparse
 */
export function parseMat4(bytes: Uint8Array, name = "file.mat", budget = new MatBudget(name)): MatVariables {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const variables: Record<string, NdArray | string> = Object.create(null);
  for (let at = 0; at < bytes.length; ) {
    if (at + HEADER_BYTES > bytes.length) throw unreadable(name, "a whole .mat file", "broken off");
    // The thousands of the type tell the byte order, which must be known to read them: no other type is below 10000.
    const little = view.getUint32(at, true) < 10_000;
    const [type, rows, columns, imaginary, nameLength] = [0, 4, 8, 12, 16].map((offset) =>
      view.getUint32(at + offset, little),
    );
    const digits = String(type).padStart(4, "0");
    const [order, zero, stored, kind] = Array.from(digits, Number);
    const how = STORED[stored];
    const isKnown = digits.length === 4 && zero === 0 && order === (little ? 0 : 1) && how !== undefined;
    if (!isKnown || nameLength < 1 || nameLength > 4096)
      throw unreadable(name, "a MATLAB file of level 4, 5 or 7.3", "something else or broken");
    if (kind > TEXT || imaginary !== 0)
      throw unreadable(name, "a .mat file of full real matrices", "one with a sparse or complex one", SAVE);
    const start = at + HEADER_BYTES + nameLength;
    const count = rows * columns;
    const end = start + count * how.bytes;
    if (end > bytes.length) throw unreadable(name, "a whole .mat file", "broken off");
    budget.spend(count * how.bytes);
    const key = latin(bytes.subarray(at + HEADER_BYTES, start)).replace(/\0.*$/s, "");
    const array = rowMajor(view, start, { code: how.code, shape: [rows, columns], little });
    variables[key] = kind === FULL ? array : textOfCodes(array);
    at = end;
  }
  return variables;
}

const SAVE = "save it with save('-v7')";

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
