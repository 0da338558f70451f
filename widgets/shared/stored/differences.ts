/**
 * TIFF's predictors 2 (whole numbers) and 3 (floats): neighbours along a row differ little, so their
 * differences compress well. Exact both ways.
 */

/** Bytes of a row → differences, in place of `rows`; `stride` is how far back the alike byte lies. */
export function takeDifferences(bytes: Uint8Array, rowBytes: number, stride: number): void {
  for (let row = 0; row < bytes.length; row += rowBytes) {
    for (let i = row + rowBytes - 1; i >= row + stride; i--) bytes[i] -= bytes[i - stride];
  }
}

/** The way back. */
export function sumDifferences(bytes: Uint8Array, rowBytes: number, stride: number): void {
  for (let row = 0; row < bytes.length; row += rowBytes) {
    for (let i = row + stride; i < row + rowBytes; i++) bytes[i] += bytes[i - stride];
  }
}

/** Numbers of `size` bytes → every row's first bytes, then its second bytes … */
export function splitBytes(bytes: Uint8Array, rowBytes: number, size: number): Uint8Array {
  const split = new Uint8Array(bytes.length);
  const count = rowBytes / size;
  for (let row = 0; row < bytes.length; row += rowBytes) {
    for (let k = 0; k < size; k++) {
      for (let i = 0; i < count; i++) split[row + k * count + i] = bytes[row + i * size + k];
    }
  }
  return split;
}

/** The way back. */
export function joinBytes(split: Uint8Array, rowBytes: number, size: number): Uint8Array {
  const bytes = new Uint8Array(split.length);
  const count = rowBytes / size;
  for (let row = 0; row < split.length; row += rowBytes) {
    for (let k = 0; k < size; k++) {
      for (let i = 0; i < count; i++) bytes[row + i * size + k] = split[row + k * count + i];
    }
  }
  return bytes;
}
