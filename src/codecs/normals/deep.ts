/**
 * The same as `decodeNormals` does with 8-bit colours, for 16-bit ones: x = 1 − 2R/65535 and so on. The residual is
 * in 8-bit levels all the same.
 *
 * @param samples RGB interleaved, 0 to 65535
 * @param vectors x y z interleaved, filled
 * @param residual 127.5 · (length − 1), filled
 */
export function fillNormalsDeeply(
  samples: Uint16Array,
  minLength: number,
  maxLength: number,
  vectors: Float32Array,
  residual: Float32Array,
): void {
  for (let i = 0, at = 0; i < residual.length; i++, at += 3) {
    const x = 1 - (2 * samples[at]) / 65_535;
    const y = (2 * samples[at + 1]) / 65_535 - 1;
    const z = (2 * samples[at + 2]) / 65_535 - 1;
    const length = Math.sqrt(x * x + y * y + z * z);
    residual[i] = 127.5 * (length - 1);
    const divisor = length >= minLength && length <= maxLength ? length : Number.NaN;
    vectors[at] = x / divisor;
    vectors[at + 1] = y / divisor;
    vectors[at + 2] = z / divisor;
  }
}
