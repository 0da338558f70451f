import { hash3 } from "../random.js";

/** Smooth value noise, 0 to 1, with features of size 1. */
export function valueNoise(x: number, y: number, z: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const iz = Math.floor(z);
  const fx = smooth(x - ix);
  const fy = smooth(y - iy);
  const fz = smooth(z - iz);
  const row = (dy: number, dz: number): number => {
    const left = hash3(ix, iy + dy, iz + dz);
    return left + fx * (hash3(ix + 1, iy + dy, iz + dz) - left);
  };
  const front = row(0, 0) + fy * (row(1, 0) - row(0, 0));
  const back = row(0, 1) + fy * (row(1, 1) - row(0, 1));
  return front + fz * (back - front);
}

/** Octaves of value noise, each twice as fine and half as strong, 0 to 1. */
export function fractalNoise(x: number, y: number, z: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  for (let octave = 0, scale = 1; octave < octaves; octave++, scale *= 2.03, weight /= 2) {
    sum += weight * valueNoise(x * scale, y * scale, z * scale + 17 * octave);
  }
  return sum / (1 - 0.5 ** octaves);
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
