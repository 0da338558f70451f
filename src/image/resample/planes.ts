import type { Taps } from "./axis.js";

type Values = Float32Array | Uint8Array | Uint16Array;

/** Both axes' taps; sizes follow from them. */
export interface GridTaps {
  readonly x: Taps;
  readonly y: Taps;
}

/**
 * Blends interleaved channels along x, then along y.
 *
 * @param width of the old plane
 * @returns target width · target height · channels values, neither rounded nor clamped
 */
export function blend(data: Values, width: number, channels: number, { x, y }: GridTaps): Float32Array {
  const height = data.length / (width * channels);
  const newWidth = x.indices.length / x.count;
  const newHeight = y.indices.length / y.count;
  const stride = newWidth * channels;
  const rows = new Float32Array(stride * height);
  for (let row = 0; row < height; row++) {
    for (let i = 0; i < newWidth; i++) {
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let k = i * x.count; k < (i + 1) * x.count; k++) {
          sum += x.weights[k] * data[(row * width + x.indices[k]) * channels + c];
        }
        rows[row * stride + i * channels + c] = sum;
      }
    }
  }
  const out = new Float32Array(stride * newHeight);
  for (let j = 0; j < newHeight; j++) {
    for (let k = j * y.count; k < (j + 1) * y.count; k++) {
      const weight = y.weights[k];
      if (weight === 0) continue;
      const from = y.indices[k] * stride;
      for (let i = 0; i < stride; i++) out[j * stride + i] += weight * rows[from + i];
    }
  }
  return out;
}

/** Takes pixels as they are: taps of `nearest` or `nearest-exact`. */
export function pick<T extends Values>(data: T, width: number, channels: number, { x, y }: GridTaps): T {
  const newWidth = x.indices.length;
  const out = new (data.constructor as new (length: number) => T)(newWidth * y.indices.length * channels);
  let to = 0;
  for (const row of y.indices) {
    for (let i = 0; i < newWidth; i++) {
      const from = (row * width + x.indices[i]) * channels;
      for (let c = 0; c < channels; c++) out[to++] = data[from + c];
    }
  }
  return out;
}

/** Blends and rounds to the 8 bits of a picture. */
export function blendBytes(data: Uint8Array, width: number, channels: number, taps: GridTaps): Uint8Array {
  const blended = blend(data, width, channels, taps);
  return Uint8Array.from(blended, (level) => Math.min(255, Math.max(0, Math.round(level))));
}
