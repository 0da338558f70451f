import { splitBytes, takeDifferences } from "./differences.js";

export type Numbers = Uint8Array | Uint16Array | Float32Array;

/** A plane of rows of `width` pixels as bytes that compress well; the plane stays as it is. */
export function planeBytes(data: Numbers, channels: number, width: number): Uint8Array {
  const size = data.BYTES_PER_ELEMENT;
  const rowBytes = width * channels * size;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const split = size === 1 ? bytes.slice() : splitBytes(bytes, rowBytes, size);
  takeDifferences(split, rowBytes, channels);
  return split;
}

/** What the numbers of a plane are called where it is stored. */
export const typeOfNumbers = (data: Numbers): "uint8" | "uint16" | "float32" =>
  data instanceof Float32Array ? "float32" : data instanceof Uint16Array ? "uint16" : "uint8";
