import { type Axis, clampIndex, emptyTaps, type Taps } from "./axis.js";

/** A weight for each distance in pixels, nought from `radius` on. */
export interface Kernel {
  readonly radius: number;
  weight(distance: number): number;
}

export const BOX: Kernel = { radius: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) };

export const TRIANGLE: Kernel = { radius: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) };

/** Keys' cubic convolution (doi.org/10.1109/TASSP.1981.1163711) with the slope `a` at distance 1. */
export function cubic(a: number): Kernel {
  return {
    radius: 2,
    weight(distance) {
      const x = Math.abs(distance);
      if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
      if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
      return 0;
    },
  };
}

/** A sinc windowed by a wider sinc (Lanczos; Duchon 1979). */
export function lanczos(lobes: number): Kernel {
  return {
    radius: lobes,
    weight(x) {
      if (x === 0) return 1;
      if (Math.abs(x) >= lobes) return 0;
      const angle = Math.PI * x;
      return (lobes * Math.sin(angle) * Math.sin(angle / lobes)) / (angle * angle);
    },
  };
}

/** The kernel at its own size, also where pixels are left out: beyond the ends the last pixel is repeated. */
export function interpolationTaps(axis: Axis, kernel: Kernel): Taps {
  const count = 2 * kernel.radius;
  const taps = emptyTaps(axis.target, count);
  for (let i = 0; i < axis.target; i++) {
    const centre = (i + 0.5) * axis.scale + axis.offset;
    const first = Math.floor(centre - 0.5) - kernel.radius + 1;
    for (let k = 0; k < count; k++) {
      taps.indices[i * count + k] = clampIndex(first + k, axis.source);
      taps.weights[i * count + k] = kernel.weight(first + k + 0.5 - centre);
    }
    normalize(taps, i);
  }
  return taps;
}

/** The kernel stretched over all pixels that a new one covers; beyond the ends nothing counts. */
export function antialiasTaps(axis: Axis, kernel: Kernel): Taps {
  const stretch = Math.max(1, axis.scale);
  const support = kernel.radius * stretch;
  const count = Math.ceil(support) * 2 + 1;
  const taps = emptyTaps(axis.target, count);
  for (let i = 0; i < axis.target; i++) {
    const centre = (i + 0.5) * axis.scale + axis.offset;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(axis.source, Math.trunc(centre + support + 0.5));
    for (let j = first; j < end; j++) {
      taps.indices[i * count + j - first] = j;
      taps.weights[i * count + j - first] = kernel.weight((j + 0.5 - centre) / stretch);
    }
    if (!normalize(taps, i)) takeOne(taps, i, clampIndex(Math.floor(centre), axis.source));
  }
  return taps;
}

/** New pixel `i` is old pixel `index`. */
export function takeOne(taps: Taps, i: number, index: number): void {
  taps.indices[i * taps.count] = index;
  taps.weights.fill(0, i * taps.count, (i + 1) * taps.count);
  taps.weights[i * taps.count] = 1;
}

function normalize({ weights, count }: Taps, i: number): boolean {
  let sum = 0;
  for (let k = i * count; k < (i + 1) * count; k++) sum += weights[k];
  if (!(Math.abs(sum) > 1e-12)) return false;
  for (let k = i * count; k < (i + 1) * count; k++) weights[k] /= sum;
  return true;
}
