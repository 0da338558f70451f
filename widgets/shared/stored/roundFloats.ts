/** Bits of 23 of a float's fraction that are kept: one part in 2^12 is 0.02 %. */
const KEPT_BITS = 11;

/** Floats rounded to fewer bits, whose last bytes then compress to nothing; other numbers, NaN and Infinity as they are. */
export function roundFloats<Numbers extends Uint8Array | Uint16Array | Float32Array>(
  numbers: Numbers,
): Numbers {
  if (!(numbers instanceof Float32Array)) return numbers;
  const rounded = numbers.slice();
  const bits = new Uint32Array(rounded.buffer);
  const dropped = 23 - KEPT_BITS;
  for (let i = 0; i < bits.length; i++) {
    if (!Number.isFinite(rounded[i])) continue;
    // Halves upward; what carries over goes into the exponent, as it should.
    const next = (bits[i] + (1 << (dropped - 1))) >>> 0;
    bits[i] = ((next >>> dropped) << dropped) >>> 0;
    // The largest floats would become Infinity, which is the sky.
    if (!Number.isFinite(rounded[i])) rounded[i] = numbers[i];
  }
  return rounded as Numbers;
}
