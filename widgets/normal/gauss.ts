/**
 * The Gauss map: how often each direction occurs, in bins of equal area. Each half of the sphere lies in a square by
 * Lambert's azimuthal projection (J. P. Snyder, Map Projections, USGS 1395, p. 182), scaled so that its rim has radius 1.
 */
import { angleBetween, unit } from "./directions.js";
import type { Direction } from "./state.js";

const SIDE = 64;
const HALF = SIDE * SIDE;

export interface GaussMap {
  /** per bin, the front half first */
  readonly counts: Uint32Array;
  /** sums of the normals in each bin, x y z interleaved */
  readonly sums: Float64Array;
  /** normals in all */
  readonly total: number;
}

/** The bin of a direction. */
export function binOf(x: number, y: number, z: number): number {
  const height = Math.min(1, Math.abs(z));
  // sqrt(1 − z) / sqrt(1 − z²): the projection's radius by that of the vector's own shadow.
  const scale = 1 / Math.sqrt(1 + height);
  const column = Math.min(SIDE - 1, Math.max(0, Math.floor(((x * scale + 1) * SIDE) / 2)));
  const row = Math.min(SIDE - 1, Math.max(0, Math.floor(((y * scale + 1) * SIDE) / 2)));
  return (z < 0 ? HALF : 0) + row * SIDE + column;
}

/** The direction in the middle of a bin; null for bins in the corners, where no direction lies. */
export function directionOfBin(bin: number): Direction | null {
  const isBack = bin >= HALF;
  const inHalf = isBack ? bin - HALF : bin;
  const u = (2 * ((inHalf % SIDE) + 0.5)) / SIDE - 1;
  const v = (2 * (Math.floor(inHalf / SIDE) + 0.5)) / SIDE - 1;
  const squared = u * u + v * v;
  if (squared > 1) return null;
  const z = 1 - squared;
  const scale = Math.sqrt(1 + z);
  return [u * scale, v * scale, isBack ? -z : z];
}

const CHUNK = 1 << 18;

/**
 * Counts normals; those without a direction do not count.
 *
 * @param breathe awaited now and then, so that a page stays alive; it may throw to end the work
 */
export async function countDirections(
  normals: Float32Array,
  breathe: () => Promise<void>,
): Promise<GaussMap> {
  const counts = new Uint32Array(2 * HALF);
  const sums = new Float64Array(6 * HALF);
  let total = 0;
  for (let from = 0; from < normals.length; from += 3 * CHUNK) {
    const to = Math.min(normals.length, from + 3 * CHUNK);
    for (let at = from; at < to; at += 3) {
      const x = normals[at];
      if (Number.isNaN(x)) continue;
      const bin = binOf(x, normals[at + 1], normals[at + 2]);
      counts[bin]++;
      sums[3 * bin] += x;
      sums[3 * bin + 1] += normals[at + 1];
      sums[3 * bin + 2] += normals[at + 2];
      total++;
    }
    if (to < normals.length) await breathe();
  }
  return { counts, sums, total };
}

export interface MainDirection {
  readonly direction: Direction;
  /** of all normals, 0 to 1 */
  readonly share: number;
}

/**
 * The directions that most of the picture faces: the fullest neighbourhood, its mean, and so on with what is left.
 *
 * @param degrees how far from the mean a normal still counts to it
 */
export function mainDirections(
  { counts, sums, total }: GaussMap,
  { degrees = 15, most = 6, leastShare = 0.03 } = {},
): MainDirection[] {
  const bins = [...counts.keys()].filter((bin) => counts[bin] > 0);
  const centres = new Map(bins.map((bin) => [bin, directionOf(sums, bin)]));
  const left = new Set(bins);
  const found: MainDirection[] = [];
  while (found.length < most && left.size > 0) {
    let fullest = -1;
    for (const bin of left) if (fullest < 0 || counts[bin] > counts[fullest]) fullest = bin;
    let direction = centres.get(fullest) as Direction;
    let members: number[] = [];
    // A few steps of the mean shift: the fullest bin is seldom the middle of its heap.
    for (let step = 0; step < 4; step++) {
      const around = direction;
      members = [...left].filter((bin) => angleBetween(centres.get(bin) as Direction, around) <= degrees);
      direction = meanOf(sums, members) ?? around;
    }
    const share = members.reduce((sum, bin) => sum + counts[bin], 0) / total;
    if (share < leastShare) break;
    found.push({ direction, share });
    for (const bin of [...members, fullest]) left.delete(bin);
  }
  return found.sort((a, b) => b.share - a.share);
}

const directionOf = (sums: Float64Array, bin: number): Direction =>
  unit([sums[3 * bin], sums[3 * bin + 1], sums[3 * bin + 2]]) ?? directionOfBin(bin) ?? [0, 0, 1];

function meanOf(sums: Float64Array, bins: readonly number[]): Direction | null {
  const mean: [number, number, number] = [0, 0, 0];
  for (const bin of bins) for (let k = 0; k < 3; k++) mean[k] += sums[3 * bin + k];
  return unit(mean);
}
