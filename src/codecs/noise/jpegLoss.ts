/**
 * What JPEG takes from a picture (ITU-T T.81, with the tables of its annex K and libjpeg's quality scale):
 * conversion to luma and chroma, chroma at half the resolution, 8 × 8 cosine transform, quantisation, and
 * back. What it only packs without loss is left out. Runs in Node and in the page alike.
 */

// T.81 annex K, tables K.1 and K.2.
const LUMA_TABLE = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const CHROMA_TABLE = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/** COSINES[8 · frequency + place], orthonormal. */
const COSINES = Float64Array.from({ length: 64 }, (_, i) => {
  const [frequency, place] = [i >> 3, i & 7];
  return Math.sqrt(frequency === 0 ? 1 / 8 : 1 / 4) * Math.cos(((2 * place + 1) * frequency * Math.PI) / 16);
});

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/**
 * The picture as JPEG would give it back, at 4:2:0.
 *
 * @param pixels RGB interleaved
 * @param quality 1 to 100, as libjpeg counts
 * @returns yields between its components
 */
export function* jpegLoss(
  width: number,
  height: number,
  pixels: Uint8Array,
  quality: number,
): Generator<number, Uint8Array> {
  const scale = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  const tableOf = (base: readonly number[]): number[] =>
    base.map((step) => Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100))));
  const chroma = tableOf(CHROMA_TABLE);
  const luma = quantised(planeOf(width, height, pixels, [0.299, 0.587, 0.114], 0), tableOf(LUMA_TABLE));
  yield 0.85;
  const halfOf = (weights: readonly number[]): Plane =>
    doubled(quantised(halved(planeOf(width, height, pixels, weights, 128)), chroma));
  const blue = halfOf([-0.168735892, -0.331264108, 0.5]);
  yield 0.9;
  const red = halfOf([0.5, -0.418687589, -0.081312411]);
  yield 0.95;
  const result = new Uint8Array(pixels.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const light = luma.data[y * luma.width + x];
      const b = blue.data[y * blue.width + x] - 128;
      const r = red.data[y * red.width + x] - 128;
      result[at] = level(light + 1.402 * r);
      result[at + 1] = level(light - 0.344136286 * b - 0.714136286 * r);
      result[at + 2] = level(light + 1.772 * b);
    }
  }
  return result;
}

/** Within 0 to 255, rounded. */
const level = (value: number): number => (value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0);

/** One component, padded to whole blocks of 16 by repeating the border. */
function planeOf(
  width: number,
  height: number,
  pixels: Uint8Array,
  [r, g, b]: readonly number[],
  base: number,
): Plane {
  const padded = { width: 16 * Math.ceil(width / 16), height: 16 * Math.ceil(height / 16) };
  const data = new Float32Array(padded.width * padded.height);
  for (let y = 0, i = 0; y < padded.height; y++) {
    let at = 3 * Math.min(height - 1, y) * width;
    for (let x = 0; x < padded.width; x++, i++) {
      data[i] = level(base + r * pixels[at] + g * pixels[at + 1] + b * pixels[at + 2]);
      if (x < width - 1) at += 3;
    }
  }
  return { ...padded, data };
}

/** Means of 2 × 2 pixels. */
function halved({ width, height, data }: Plane): Plane {
  const half = { width: width / 2, height: height / 2 };
  const means = new Float32Array(half.width * half.height);
  for (let y = 0, i = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++, i++) {
      const at = 2 * y * width + 2 * x;
      // libjpeg rounds halves up and down in turns.
      const sum = data[at] + data[at + 1] + data[at + width] + data[at + width + 1];
      means[i] = (sum + 1 + (x & 1)) >> 2;
    }
  }
  return { ...half, data: means };
}

/** Twice as large, each value 9/16, 3/16, 3/16 and 1/16 of its nearest four, as libjpeg does by default. */
function doubled({ width, height, data }: Plane): Plane {
  const whole = { width: 2 * width, height: 2 * height };
  const values = new Float32Array(whole.width * whole.height);
  for (let y = 0, i = 0; y < whole.height; y++) {
    const near = (y >> 1) * width;
    const far = Math.min(height - 1, Math.max(0, (y >> 1) + (y & 1 ? 1 : -1))) * width;
    for (let x = 0; x < whole.width; x++, i++) {
      const here = x >> 1;
      const beside = Math.min(width - 1, Math.max(0, here + (x & 1 ? 1 : -1)));
      const sum = 9 * data[near + here] + 3 * data[near + beside] + 3 * data[far + here] + data[far + beside];
      values[i] = (sum + (x & 1 ? 7 : 8)) >> 4;
    }
  }
  return { ...whole, data: values };
}

/** To the cosine transform of every 8 × 8 block, rounded to the table's steps, and back. */
function quantised({ width, height, data }: Plane, table: readonly number[]): Plane {
  const result = new Float32Array(data.length);
  const block = new Float64Array(64);
  const turned = new Float64Array(64);
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      const start = top * width + left;
      for (let i = 0; i < 64; i++) block[i] = data[start + (i >> 3) * width + (i & 7)] - 128;
      // Each pass transforms the rows and turns the block, so two passes transform both ways.
      toFrequencies(block, turned);
      toFrequencies(turned, block);
      for (let i = 0; i < 64; i++) block[i] = Math.floor(block[i] / table[i] + 0.5) * table[i];
      toLevels(block, turned);
      toLevels(turned, block);
      for (let i = 0; i < 64; i++) result[start + (i >> 3) * width + (i & 7)] = level(block[i] + 128);
    }
  }
  return { width, height, data: result };
}

/** Even cosines are the same from both ends and odd ones opposite, so half of the products do. */
function toFrequencies(from: Float64Array, to: Float64Array): void {
  for (let row = 0; row < 8; row++) {
    const at = 8 * row;
    for (let parity = 0; parity < 2; parity++) {
      const sign = parity === 0 ? 1 : -1;
      const a = from[at] + sign * from[at + 7];
      const b = from[at + 1] + sign * from[at + 6];
      const c = from[at + 2] + sign * from[at + 5];
      const d = from[at + 3] + sign * from[at + 4];
      for (let k = parity; k < 8; k += 2) {
        const of = 8 * k;
        to[of + row] = a * COSINES[of] + b * COSINES[of + 1] + c * COSINES[of + 2] + d * COSINES[of + 3];
      }
    }
  }
}

function toLevels(from: Float64Array, to: Float64Array): void {
  for (let row = 0; row < 8; row++) {
    const at = 8 * row;
    for (let i = 0; i < 4; i++) {
      let even = 0;
      let odd = 0;
      for (let k = 0; k < 8; k += 2) {
        even += from[at + k] * COSINES[8 * k + i];
        odd += from[at + k + 1] * COSINES[8 * k + 8 + i];
      }
      to[8 * i + row] = even + odd;
      to[8 * (7 - i) + row] = even - odd;
    }
  }
}
