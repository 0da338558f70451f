import type { RgbImage } from "vision-peel";

/** The decoders as one first writes them: plain loops in floats over typed arrays, nothing made for a pixel. */

/** Depth: the nearest of the seven edges by projection, then the transform's inverse. */
export function depthPlainly({ data }: RgbImage, lambda = -3, c = 10 / 3) {
  const starts = [0, 0, 0, 255, 0, 0, 255, 255, 0, 0, 255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 255];
  const directions = [1, 0, 0, 0, 1, 0, -1, 0, 0, 0, 0, 1, 0, -1, 0, 1, 0, 0, 0, 1, 0];
  const metres = new Float32Array(data.length / 3);
  const residual = new Float32Array(metres.length);
  for (let i = 0; i < metres.length; i++) {
    const r = data[3 * i];
    const g = data[3 * i + 1];
    const b = data[3 * i + 2];
    let best = Infinity;
    let position = 0;
    for (let k = 0; k < 7; k++) {
      const at = 3 * k;
      const dr = r - starts[at];
      const dg = g - starts[at + 1];
      const db = b - starts[at + 2];
      const along = dr * directions[at] + dg * directions[at + 1] + db * directions[at + 2];
      const t = along < 0 ? 0 : along > 255 ? 255 : along;
      const er = dr - t * directions[at];
      const eg = dg - t * directions[at + 1];
      const eb = db - t * directions[at + 2];
      const squared = er * er + eg * eg + eb * eb;
      if (squared < best) {
        best = squared;
        position = (255 * k + t) / 1785;
      }
    }
    metres[i] = position === 1 ? Infinity : lambda * c * (1 - (1 - position) ** (1 / (lambda + 1)));
    residual[i] = Math.sqrt(best);
  }
  return { metres, residual };
}

/** Classes: the squared distance to every colour, the smallest and the second smallest. */
export function classesPlainly({ data }: RgbImage, colours: Float64Array, idOf: Uint16Array) {
  const ids = new Uint16Array(data.length / 3);
  const residual = new Float32Array(ids.length);
  const margin = new Float32Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    const r = data[3 * i];
    const g = data[3 * i + 1];
    const b = data[3 * i + 2];
    let best = Infinity;
    let second = Infinity;
    let nearest = 0;
    for (let k = 0; k < idOf.length; k++) {
      const dr = r - colours[3 * k];
      const dg = g - colours[3 * k + 1];
      const db = b - colours[3 * k + 2];
      const squared = dr * dr + dg * dg + db * db;
      if (squared < best) {
        second = best;
        best = squared;
        nearest = k;
      } else if (squared < second) second = squared;
    }
    const distance = Math.sqrt(best);
    ids[i] = idOf[nearest];
    residual[i] = distance;
    margin[i] = Math.sqrt(second) - distance;
  }
  return { ids, residual, margin };
}

/** Normals: three sums and a square root; limits of length left out. */
export function normalsPlainly({ data }: RgbImage) {
  const vectors = new Float32Array(data.length);
  const residual = new Float32Array(data.length / 3);
  for (let i = 0; i < residual.length; i++) {
    const x = 1 - (2 * data[3 * i]) / 255;
    const y = (2 * data[3 * i + 1]) / 255 - 1;
    const z = (2 * data[3 * i + 2]) / 255 - 1;
    const length = Math.sqrt(x * x + y * y + z * z);
    vectors[3 * i] = x / length;
    vectors[3 * i + 1] = y / length;
    vectors[3 * i + 2] = z / length;
    residual[i] = 127.5 * (length - 1);
  }
  return { vectors, residual };
}

/** What no decoder can be faster than: reading its pixels and writing so many bytes for each. */
export function copyMemory({ data }: RgbImage, bytesPerPixel: number): void {
  new Uint8Array(data.length).set(data);
  new Uint8Array((bytesPerPixel * data.length) / 3).fill(1);
}
