/** Directions, angles and axes. Camera space: x to the right, y up, z to the viewer. */
import type { Axes, Axis, Direction } from "./state.js";

const DEGREES = 180 / Math.PI;

export const dot = (a: Direction, b: Direction): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Of length 1; null for what has no direction. */
export function unit([x, y, z]: Direction): Direction | null {
  const length = Math.hypot(x, y, z);
  return length > 0 && length < Infinity ? [x / length, y / length, z / length] : null;
}

/** Degrees between two unit vectors; by way of the chord, which is exact for small angles, too. */
export function angleBetween(a: Direction, b: Direction): number {
  const chord = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  return 2 * DEGREES * Math.asin(Math.min(1, chord / 2));
}

/** Degrees to the right of the viewing axis, from −180 to 180, and above the horizon. */
export function anglesOf([x, y, z]: Direction): { azimuth: number; elevation: number } {
  return {
    azimuth: DEGREES * Math.atan2(x, z),
    elevation: DEGREES * Math.asin(Math.min(1, Math.max(-1, y))),
  };
}

/** The way back. */
export function directionOf(azimuth: number, elevation: number): Direction {
  const [a, e] = [azimuth / DEGREES, elevation / DEGREES];
  return [Math.sin(a) * Math.cos(e), Math.sin(e), Math.cos(a) * Math.cos(e)];
}

const named: readonly (readonly [string, Direction])[] = [
  ["right", [1, 0, 0]],
  ["left", [-1, 0, 0]],
  ["up", [0, 1, 0]],
  ["down", [0, -1, 0]],
  ["to the camera", [0, 0, 1]],
  ["away", [0, 0, -1]],
];

/** "up", where it is within 20° of that; else its angles. */
export function directionInWords(direction: Direction): string {
  const near = named.find(([, axis]) => angleBetween(direction, axis) <= 20);
  if (near) return near[0];
  const { azimuth, elevation } = anglesOf(direction);
  const across = `${Math.abs(Math.round(azimuth))}° ${azimuth < 0 ? "left" : "right"}`;
  return `${across}, ${Math.abs(Math.round(elevation))}° ${elevation < 0 ? "down" : "up"}`;
}

/** The normal of a pixel; null where there is no surface. */
export function normalAt(normals: Float32Array, at: number): Direction | null {
  const x = normals[3 * at];
  return Number.isNaN(x) ? null : [x, normals[3 * at + 1], normals[3 * at + 2]];
}

const letters = ["x", "y", "z"];
const sourceOf = (axis: Axis): [number, 1 | -1] => [
  letters.indexOf(axis.slice(-1)),
  axis.startsWith("-") ? -1 : 1,
];

/** Whether each component is used once. */
export const areAxes = (value: unknown): value is Axes =>
  Array.isArray(value) &&
  value.length === 3 &&
  value.every((axis) => typeof axis === "string" && /^-?[xyz]$/.test(axis)) &&
  new Set(value.map((axis) => axis.slice(-1))).size === 3;

/** Vectors given in other axes, in the camera's; the very array where there is nothing to turn. */
export function turnAxes(vectors: Float32Array, axes: Axes): Float32Array {
  if (axes.every((axis, i) => axis === letters[i])) return vectors;
  const [[a, p], [b, q], [c, r]] = axes.map(sourceOf);
  const turned = new Float32Array(vectors.length);
  for (let at = 0; at < vectors.length; at += 3) {
    turned[at] = p * vectors[at + a];
    turned[at + 1] = q * vectors[at + b];
    turned[at + 2] = r * vectors[at + c];
  }
  return turned;
}

/** Turns one of the axes round. */
export const flipped = (axes: Axes, index: number): Axes =>
  axes.map((axis, i) => (i !== index ? axis : axis.startsWith("-") ? axis.slice(1) : `-${axis}`)) as never;

/** What points right points up, and the other way round. */
export const swapped = ([right, up, viewer]: Axes): Axes => [up, right, viewer];
