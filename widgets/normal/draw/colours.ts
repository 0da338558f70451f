/** Numbers → colours. */
import { encodeNormals } from "vision-peel/codecs";
import { NormalMap } from "vision-peel/image";
import { wordOf } from "../../shared/draw/words.js";

/** The code's colours of normals, as RGB bytes; by the codec itself, so that legend and picture are one. */
export const codeColours = (width: number, height: number, normals: Float32Array): Uint8Array =>
  encodeNormals(new NormalMap({ width, height, data: normals })).data;

/** −1 is black, 1 is white. */
export function componentWord(value: number): number {
  const grey = Math.round(127.5 * (1 + Math.min(1, Math.max(-1, value))));
  return wordOf(grey, grey, grey);
}

/** Angular errors beyond this are drawn alike, degrees. */
export const MOST_DEGREES = 60;

/** Stops at equal steps of the square root of the error: small errors are seen. White, yellow, orange, red, black. */
const heat: readonly (readonly [number, number, number])[] = [
  [250, 250, 250],
  [254, 224, 139],
  [244, 139, 62],
  [190, 36, 60],
  [44, 6, 46],
];

/** 0° is white, 60° and more is nearly black. */
export function errorWord(degrees: number): number {
  const at = (heat.length - 1) * Math.sqrt(Math.min(1, degrees / MOST_DEGREES));
  const first = Math.min(heat.length - 2, Math.floor(at));
  const [from, to] = [heat[first], heat[first + 1]];
  const mix = (k: number): number => Math.round(from[k] + (at - first) * (to[k] - from[k]));
  return wordOf(mix(0), mix(1), mix(2));
}

/** Levels of unit length: the normal's own length is this many. */
export const UNIT_LEVELS = 127.5;

/**
 * Greys up to the limit; beyond it blue for vectors that are too short, orange for those that are too long.
 *
 * @param levels by which the length misses 127.5
 * @param limit share of the length
 */
export function lengthWord(levels: number, limit: number): number {
  const miss = levels / UNIT_LEVELS;
  const size = Math.abs(miss);
  if (!(size > limit)) {
    const grey = Math.round(40 + 150 * (limit > 0 ? size / limit : 0));
    return wordOf(grey, grey, grey);
  }
  const excess = Math.min(1, (size - limit) / 0.5);
  const [r, g, b] = miss < 0 ? [70, 150, 255] : [255, 150, 0];
  const dim = 1 - 0.45 * excess;
  return wordOf(Math.round(r * dim), Math.round(g * dim), Math.round(b * dim));
}
