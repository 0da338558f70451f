import { RgbImage } from "../../image/rgbImage.js";
import { randomFrom } from "../../random.js";

/** A picture as planes of red, green and blue, −1 for level 0 to 1 for level 255. */
export function planesOf({ width, height, data }: RgbImage): Float32Array {
  const count = width * height;
  const planes = new Float32Array(3 * count);
  for (let i = 0, from = 0; i < count; i++) {
    planes[i] = data[from++] / 127.5 - 1;
    planes[count + i] = data[from++] / 127.5 - 1;
    planes[2 * count + i] = data[from++] / 127.5 - 1;
  }
  return planes;
}

/** Planes as a picture of 8-bit levels, each rounded to the nearest and held within 0 to 255. */
export function pictureOf(planes: Float32Array, width: number, height: number): RgbImage {
  const count = width * height;
  // A clamped array rounds halves to even, which no level of a trained network falls on.
  const data = new Uint8ClampedArray(3 * count);
  for (let i = 0, to = 0; i < count; i++) {
    data[to++] = (planes[i] + 1) * 127.5;
    data[to++] = (planes[count + i] + 1) * 127.5;
    data[to++] = (planes[2 * count + i] + 1) * 127.5;
  }
  return new RgbImage({ width, height, data });
}

/** Normally distributed numbers, the same for a seed on every machine. */
export function noiseOf(seed: number, count: number): Float32Array {
  const random = randomFrom(seed);
  const noise = new Float32Array(count);
  for (let i = 0; i < count; i++) noise[i] = random.normal();
  return noise;
}
