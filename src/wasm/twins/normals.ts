/** The twin of ../normals.wat, equal to the last bit: the same steps, each rounded to float32. */
export function fillNormalsPlainly(
  pixels: Uint8Array,
  least: number,
  most: number,
  vectors: Float32Array,
  residual: Float32Array,
): void {
  for (let i = 0, at = 0; i < residual.length; i++, at += 3) {
    const x = 255 - 2 * pixels[at];
    const y = 2 * pixels[at + 1] - 255;
    const z = 2 * pixels[at + 2] - 255;
    const squared = x * x + y * y + z * z;
    const root = Math.fround(Math.sqrt(squared));
    residual[i] = root / 2 - 127.5;
    const divisor = squared >= least && squared <= most ? root : Number.NaN;
    vectors[at] = x / divisor;
    vectors[at + 1] = y / divisor;
    vectors[at + 2] = z / divisor;
  }
}
