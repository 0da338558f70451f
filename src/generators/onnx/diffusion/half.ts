/** IEEE 754 half precision, which this Node has no array for. */
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Rounded to the nearest, halves to even. */
export function toHalf(values: ArrayLike<number>): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < halves.length; i++) halves[i] = halfOf(values[i]);
  return halves;
}

function halfOf(value: number): number {
  float[0] = value;
  const sign = (bits[0] >>> 16) & 0x8000;
  const magnitude = bits[0] & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // Beyond 65504, and what rounds to more, is infinite.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  // Below 2⁻¹⁴ steps are even: adding a half in front lets the processor round.
  if (magnitude < 0x38800000) {
    float[0] = Math.abs(value) + 0.5;
    return sign | (bits[0] - 0x3f000000);
  }
  const odd = (magnitude >>> 13) & 1;
  return sign | ((magnitude - 0x38000000 + 0xfff + odd) >>> 13);
}

export function fromHalf(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  for (let i = 0; i < values.length; i++) {
    const [sign, exponent, fraction] = [
      halves[i] & 0x8000 ? -1 : 1,
      (halves[i] >>> 10) & 31,
      halves[i] & 1023,
    ];
    if (exponent === 31) values[i] = fraction ? Number.NaN : sign * Infinity;
    else if (exponent === 0) values[i] = sign * fraction * 2 ** -24;
    else values[i] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return values;
}
