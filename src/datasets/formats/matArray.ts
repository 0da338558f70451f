import { fortranPlaces, type NdArray, NUMBER_TYPES } from "../../image/formats/npy.js";
import { unreadable } from "../../image/formats/raster.js";

/** Bytes that the arrays of one file may have together, unless told otherwise: 1 GiB. */
const MAX_BYTES = 2 ** 30;

/** Adds up what a file is unpacked to, and refuses what is more than it may have, before room is made for it. */
export class MatBudget {
  #spent = 0;

  constructor(
    readonly name: string,
    readonly maxBytes = MAX_BYTES,
  ) {}

  /** @throws UnreadableError if that is too much */
  spend(bytes: number): void {
    this.#spent += bytes;
    if (this.#spent <= this.maxBytes) return;
    throw unreadable(
      this.name,
      `at most ${this.maxBytes} bytes unpacked`,
      `one of ${this.#spent} or more`,
      "raise maxBytes if you trust the file",
    );
  }

  /** What may still be unpacked. */
  get rest(): number {
    return Math.max(1, this.maxBytes - this.#spent);
  }
}

/** How numbers lie in a file: NumPy's letters for their type, MATLAB's shape, the byte order. */
export interface StoredNumbers {
  readonly code: string;
  readonly shape: readonly number[];
  readonly little: boolean;
  /** what they become, where that is another type (MATLAB stores whole doubles as bytes); default: the same */
  readonly as?: string;
}

/** Numbers that lie column by column, in C order. The caller has checked that the bytes are there. */
export function rowMajor(
  view: DataView,
  start: number,
  { code, shape, little, as = code }: StoredNumbers,
): NdArray {
  const stored = NUMBER_TYPES[code];
  const wanted = NUMBER_TYPES[as];
  const length = shape.reduce((product, side) => product * side, 1);
  const data = wanted.create(length);
  const place = fortranPlaces(shape);
  const toBig = data instanceof BigInt64Array || data instanceof BigUint64Array;
  for (let i = 0; i < length; i++) {
    const value = stored.read(view, start + i * stored.bytes, little);
    data[place(i)] = toBig ? BigInt(value) : Number(value);
  }
  return { shape, dtype: `${wanted.bytes === 1 ? "|" : "<"}${as}`, data };
}

/** The text that an array of character codes spells. */
export function textOfCodes({ data }: NdArray): string {
  let text = "";
  for (let i = 0; i < data.length; i++) text += String.fromCharCode(Number(data[i]));
  return text;
}
