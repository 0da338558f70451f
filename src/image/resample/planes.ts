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
  const newWidth = x.indices.length / x.count;
  const newHeight = y.indices.length / y.count;
  const stride = newWidth * channels;
  const rows = (channels === 3 ? blendColours : blendPlanes)(data, width, channels, x);
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

/** Along x. */
function blendPlanes(
  data: Values,
  width: number,
  channels: number,
  { count, indices, weights }: Taps,
): Float32Array {
  const stride = (indices.length / count) * channels;
  const rows = new Float32Array((data.length / (width * channels)) * stride);
  for (let from = 0, to = 0; from < data.length; from += width * channels) {
    for (let first = 0; first < indices.length; first += count) {
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let k = first; k < first + count; k++)
          sum += weights[k] * data[from + indices[k] * channels + c];
        rows[to++] = sum;
      }
    }
  }
  return rows;
}

/** The same for three channels, all in one go: photos have many pixels. */
function blendColours(
  data: Values,
  width: number,
  _: number,
  { count, indices, weights }: Taps,
): Float32Array {
  const rows = new Float32Array((data.length / width / count) * indices.length);
  for (let from = 0, to = 0; from < data.length; from += 3 * width) {
    for (let first = 0; first < indices.length; first += count) {
      let [r, g, b] = [0, 0, 0];
      for (let k = first; k < first + count; k++) {
        const weight = weights[k];
        const at = from + 3 * indices[k];
        r += weight * data[at];
        g += weight * data[at + 1];
        b += weight * data[at + 2];
      }
      rows[to++] = r;
      rows[to++] = g;
      rows[to++] = b;
    }
  }
  return rows;
}

/** Takes pixels as they are: taps of `nearest` or `nearest-exact`. */
export function pick<T extends Values>(data: T, width: number, channels: number, { x, y }: GridTaps): T {
  const newWidth = x.indices.length;
  const stride = newWidth * channels;
  const out = new (data.constructor as new (length: number) => T)(stride * y.indices.length);
  let to = 0;
  let before = -1;
  for (const row of y.indices) {
    if (row === before) {
      out.copyWithin(to, to - stride, to);
      to += stride;
      continue;
    }
    before = row;
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
