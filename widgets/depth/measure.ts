/** Distances in space between what two pixels show. */
import { type Intrinsics, intrinsicsOfView } from "vision-peel/geometry";
import type { PixelPair, PixelPosition } from "./state.js";

interface Depth {
  readonly width: number;
  readonly height: number;
  readonly metres: Float32Array;
}

/** Metres: x to the right, y down, z into the picture, as OpenCV has them. */
export type Point = readonly [number, number, number];

export interface Measure {
  readonly dx: number;
  readonly dy: number;
  readonly dz: number;
  readonly distance: number;
}

export const cameraOf = (size: { width: number; height: number }, fieldOfView: number): Intrinsics =>
  intrinsicsOfView(size, { degrees: fieldOfView });

/** The point that a pixel shows, by the pinhole's x = (u − cx) z / fx; null for the sky and the unknown. */
export function pointAt({ width, metres }: Depth, { x, y }: PixelPosition, camera: Intrinsics): Point | null {
  const z = metres[y * width + x];
  if (!(z >= 0 && z < Infinity)) return null;
  return [((x + 0.5 - camera.cx) * z) / camera.fx, ((y + 0.5 - camera.cy) * z) / camera.fy, z];
}

/** What lies between two pixels; null where either shows no surface. */
export function measure(depth: Depth, { from, to }: PixelPair, camera: Intrinsics): Measure | null {
  const [a, b] = [pointAt(depth, from, camera), pointAt(depth, to, camera)];
  if (!a || !b) return null;
  const [dx, dy, dz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  return { dx, dy, dz, distance: Math.hypot(dx, dy, dz) };
}
