/**
 * The discrete Fourier transform of squares of one size, in place (Cooley and Tukey,
 * doi.org/10.1090/S0025-5718-1965-0178586-1): rows, then columns, each in log₂ n rounds of butterflies.
 *
 * @example const { forward, inverse } = fourierOfSquares(256);
 */
export interface SquareFourier {
  /** side of the square, a power of two */
  readonly size: number;
  forward(real: Float64Array, imaginary: Float64Array): void;
  /** undoes `forward`, scale included */
  inverse(real: Float64Array, imaginary: Float64Array): void;
}

export function fourierOfSquares(size: number): SquareFourier {
  const bits = Math.log2(size);
  const cosines = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sines = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
  const reversed = Uint32Array.from({ length: size }, (_, i) => {
    let mirror = 0;
    for (let bit = 0; bit < bits; bit++) mirror |= ((i >> bit) & 1) << (bits - 1 - bit);
    return mirror;
  });
  const lineReal = new Float64Array(size);
  const lineImaginary = new Float64Array(size);

  function transformLine(real: Float64Array, imaginary: Float64Array, start: number, stride: number): void {
    for (let i = 0; i < size; i++) {
      lineReal[i] = real[start + reversed[i] * stride];
      lineImaginary[i] = imaginary[start + reversed[i] * stride];
    }
    for (let half = 1; half < size; half *= 2) {
      const turn = size / (2 * half);
      for (let block = 0; block < size; block += 2 * half) {
        for (let k = 0; k < half; k++) {
          const upper = block + k;
          const lower = upper + half;
          const cosine = cosines[k * turn];
          const sine = sines[k * turn];
          const re = lineReal[lower] * cosine - lineImaginary[lower] * sine;
          const im = lineReal[lower] * sine + lineImaginary[lower] * cosine;
          lineReal[lower] = lineReal[upper] - re;
          lineImaginary[lower] = lineImaginary[upper] - im;
          lineReal[upper] += re;
          lineImaginary[upper] += im;
        }
      }
    }
    for (let i = 0; i < size; i++) {
      real[start + i * stride] = lineReal[i];
      imaginary[start + i * stride] = lineImaginary[i];
    }
  }

  function forward(real: Float64Array, imaginary: Float64Array): void {
    for (let row = 0; row < size; row++) transformLine(real, imaginary, row * size, 1);
    for (let column = 0; column < size; column++) transformLine(real, imaginary, column, size);
  }

  return {
    size,
    forward,
    inverse(real, imaginary) {
      // With real and imaginary parts exchanged, forward is the inverse times n².
      forward(imaginary, real);
      for (let i = 0; i < real.length; i++) {
        real[i] /= size * size;
        imaginary[i] /= size * size;
      }
    },
  };
}
