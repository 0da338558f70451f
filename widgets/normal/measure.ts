/** What is measured of normals: patches, cones, faces. */
import { angleBetween, normalAt, unit } from "./directions.js";
import type { Direction, Patch } from "./state.js";

export interface PatchReading {
  /** pixels of the patch that have a normal */
  readonly pixels: number;
  /** the normal of the plane that fits best: the mean direction */
  readonly mean: Direction;
  /** root mean square of the angles to the mean, degrees: 0 for a plane */
  readonly spread: number;
}

/** Mean and spread of the normals in a patch; null where it holds none. */
export function readPatch(normals: Float32Array, width: number, patch: Patch): PatchReading | null {
  const found: Direction[] = [];
  const sum: [number, number, number] = [0, 0, 0];
  for (let y = patch.y; y < patch.y + patch.height; y++) {
    for (let x = patch.x; x < patch.x + patch.width; x++) {
      const normal = normalAt(normals, y * width + x);
      if (!normal) continue;
      found.push(normal);
      for (let k = 0; k < 3; k++) sum[k] += normal[k];
    }
  }
  const mean = unit(sum);
  if (!mean) return null;
  const squares = found.reduce((total, normal) => total + angleBetween(normal, mean) ** 2, 0);
  return { pixels: found.length, mean, spread: Math.sqrt(squares / found.length) };
}

/** The share of all pixels whose normal lies within a cone. */
export function shareInCone(normals: Float32Array, [x, y, z]: Direction, degrees: number): number {
  const least = Math.cos((degrees * Math.PI) / 180);
  let inside = 0;
  for (let at = 0; at < normals.length; at += 3) {
    if (x * normals[at] + y * normals[at + 1] + z * normals[at + 2] >= least) inside++;
  }
  return inside / (normals.length / 3);
}

/** The share of normals that point away from the camera, which no seen surface does. */
export function shareAway(normals: Float32Array): number {
  let away = 0;
  let known = 0;
  for (let at = 2; at < normals.length; at += 3) {
    if (Number.isNaN(normals[at])) continue;
    known++;
    if (normals[at] <= 0) away++;
  }
  return known === 0 ? 0 : away / known;
}
