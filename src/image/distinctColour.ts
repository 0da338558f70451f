import type { Rgb } from "./types.js";

/**
 * A colour for an id: 0 is black, all others are hues a golden angle apart, so neighbours differ most.
 *
 * @param id a whole number, 0 or more
 * @example distinctColour(0)   // [0, 0, 0]
 */
export function distinctColour(id: number): Rgb {
  if (id === 0) return [0, 0, 0];
  const hue = (id * 0.618033988749895) % 1;
  const value = id % 2 === 0 ? 0.72 : 0.95;
  const channel = (shift: number): number => {
    const k = (shift + 6 * hue) % 6;
    return Math.round(255 * value * (1 - 0.65 * Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}
