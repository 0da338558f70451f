import { fourierOfSquares, type SquareFourier } from "./fft.js";

/** Frequencies (cycles per pixel) beyond which edges of codes and photos no longer agree. */
const CUTOFF = 0.12;

/** The normalized cross-power spectrum of one tile: where its inverse transform peaks is the shift. */
export interface TileSpectrum {
  readonly column: number;
  readonly row: number;
  readonly real: Float32Array;
  readonly imaginary: Float32Array;
}

export interface Peak {
  /** by how many pixels the second plane lies to the right of and below the first */
  readonly dx: number;
  readonly dy: number;
  /** height of the peak over the mean, in standard deviations of all else */
  readonly strength: number;
  /** the next best peak's height as a share of this one's */
  readonly rival: number;
}

/** One number per pixel. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

const transforms = new Map<number, SquareFourier>();

function transformOf(tile: number): SquareFourier {
  const known = transforms.get(tile) ?? fourierOfSquares(tile);
  transforms.set(tile, known);
  return known;
}

/**
 * Phase correlation (Kuglin and Hines 1975), tile by tile with half overlaps.
 *
 * @param first a plane, and `second` another of the same size
 * @param tile side of the tiles in pixels, a power of two that fits into the planes
 */
export function tileSpectra(first: Plane, second: Plane, tile: number): TileSpectrum[] {
  const { width, height } = first;
  const fourier = transformOf(tile);
  const spectra: TileSpectrum[] = [];
  const places = (length: number): number[] => {
    const count = Math.ceil((length - tile) / (tile / 2)) + 1;
    return Array.from({ length: count }, (_, i) =>
      Math.round((i * (length - tile)) / Math.max(1, count - 1)),
    );
  };
  for (const [row, top] of places(height).entries()) {
    for (const [column, left] of places(width).entries()) {
      // Two real tiles in one complex transform.
      const real = windowed(first, left, top, tile);
      const imaginary = windowed(second, left, top, tile);
      if (!real || !imaginary) continue;
      fourier.forward(real, imaginary);
      spectra.push({ column, row, ...crossPower(real, imaginary, tile) });
    }
  }
  return spectra;
}

/** The shift on which the tiles agree best, among shifts of up to `reach` pixels. */
export function peakOf(spectra: readonly TileSpectrum[], tile: number, reach: number): Peak {
  const real = new Float64Array(tile * tile);
  const imaginary = new Float64Array(tile * tile);
  for (const spectrum of spectra) {
    for (let i = 0; i < real.length; i++) {
      real[i] += spectrum.real[i];
      imaginary[i] += spectrum.imaginary[i];
    }
  }
  transformOf(tile).inverse(real, imaginary);
  const at = (x: number, y: number): number => real[((y + tile) % tile) * tile + ((x + tile) % tile)];
  let [bestX, bestY] = [0, 0];
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) if (at(x, y) > at(bestX, bestY)) [bestX, bestY] = [x, y];
  }
  const peak = at(bestX, bestY);
  let rival = 0;
  let [sum, squares, count] = [0, 0, 0];
  const own = Math.ceil(1 / CUTOFF / 1.5);
  for (let y = -tile / 2; y < tile / 2; y++) {
    for (let x = -tile / 2; x < tile / 2; x++) {
      if ((x - bestX) ** 2 + (y - bestY) ** 2 <= own * own) continue;
      const value = at(x, y);
      rival = Math.max(rival, value);
      sum += value;
      squares += value * value;
      count++;
    }
  }
  const mean = sum / count;
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
  return {
    dx: bestX + vertexOf(at(bestX - 1, bestY), peak, at(bestX + 1, bestY)),
    dy: bestY + vertexOf(at(bestX, bestY - 1), peak, at(bestX, bestY + 1)),
    strength: deviation > 0 ? (peak - mean) / deviation : 0,
    rival: peak > 0 ? rival / peak : 1,
  };
}

/** Where a bell through three heights peaks, from −0.5 to 0.5: a parabola through their logarithms. */
function vertexOf(before: number, peak: number, after: number): number {
  const [a, b, c] = [before, peak, after].map((height) => Math.log(Math.max(height, 1e-3 * peak)));
  const bend = a - 2 * b + c;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (a - c) / (2 * bend))) : 0;
}

/** A tile without its mean, faded out to its ends; undefined where it is flat. */
function windowed({ data, width }: Plane, left: number, top: number, tile: number): Float64Array | undefined {
  const values = new Float64Array(tile * tile);
  let sum = 0;
  for (let y = 0, i = 0; y < tile; y++) {
    for (let x = 0; x < tile; x++, i++) {
      values[i] = data[(top + y) * width + left + x];
      sum += values[i];
    }
  }
  const mean = sum / values.length;
  // Hann's window.
  const fade = Float64Array.from({ length: tile }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / tile) ** 2);
  let energy = 0;
  for (let y = 0, i = 0; y < tile; y++) {
    for (let x = 0; x < tile; x++, i++) {
      values[i] = (values[i] - mean) * fade[y] * fade[x];
      energy += values[i] * values[i];
    }
  }
  return energy > 1e-3 * values.length ? values : undefined;
}

/**
 * From the transform of first + i · second: conj(first) · second, each frequency at length 1,
 * high ones faded; its inverse peaks at d where second(x) = first(x − d).
 */
function crossPower(
  real: Float64Array,
  imaginary: Float64Array,
  tile: number,
): { real: Float32Array; imaginary: Float32Array } {
  const crossReal = new Float32Array(real.length);
  const crossImaginary = new Float32Array(real.length);
  for (let v = 0; v < tile; v++) {
    const fv = (v < tile / 2 ? v : v - tile) / tile;
    for (let u = 0; u < tile; u++) {
      const fu = (u < tile / 2 ? u : u - tile) / tile;
      const i = v * tile + u;
      const mirror = ((tile - v) % tile) * tile + ((tile - u) % tile);
      const firstReal = (real[i] + real[mirror]) / 2;
      const firstImaginary = (imaginary[i] - imaginary[mirror]) / 2;
      const secondReal = (imaginary[i] + imaginary[mirror]) / 2;
      const secondImaginary = (real[mirror] - real[i]) / 2;
      const re = firstReal * secondReal + firstImaginary * secondImaginary;
      const im = firstReal * secondImaginary - firstImaginary * secondReal;
      const length = Math.hypot(re, im);
      if (length < 1e-12) continue;
      const weight = Math.exp(-(fu * fu + fv * fv) / (2 * CUTOFF * CUTOFF)) / length;
      crossReal[i] = weight * re;
      crossImaginary[i] = weight * im;
    }
  }
  return { real: crossReal, imaginary: crossImaginary };
}
