import { WALK_STEPS } from "./cubeWalk.js";

/** Low bits of a packed result that hold the step (0 to 1785); the squared distance lies above them. */
export const STEP_BITS = 11;
export const STEP_MASK = (1 << STEP_BITS) - 1;

/**
 * The nearest of the walk's 1786 8-bit colours, in integers only. Every edge is parallel to an axis,
 * so the nearest point of an edge has the free channel as its parameter, and the squared distance is
 * a sum of two squares. Both are packed into one number (17 + 11 bits), so that a minimum finds the
 * nearest edge and, at a tie, the first: exactly what `projectOnWalk` finds in floats.
 *
 * @param r integer, 0 to 255 (g and b too)
 * @returns squared distance × 2048 + step
 * @example nearestStep(255, 55, 0) & STEP_MASK // 310
 */
export function nearestStep(r: number, g: number, b: number): number {
  const r0 = (r * r) << STEP_BITS;
  const g0 = (g * g) << STEP_BITS;
  const b0 = (b * b) << STEP_BITS;
  const r1 = ((255 - r) * (255 - r)) << STEP_BITS;
  const g1 = ((255 - g) * (255 - g)) << STEP_BITS;
  const b1 = ((255 - b) * (255 - b)) << STEP_BITS;
  let best = (g0 + b0 + r) | 0;
  let next = (r1 + b0 + g + 255) | 0;
  if (next < best) best = next;
  next = (g1 + b0 + 765 - r) | 0;
  if (next < best) best = next;
  next = (r0 + g1 + b + 765) | 0;
  if (next < best) best = next;
  next = (r0 + b1 + 1275 - g) | 0;
  if (next < best) best = next;
  next = (g0 + b1 + r + 1275) | 0;
  if (next < best) best = next;
  next = (r1 + b1 + g + 1530) | 0;
  if (next < best) best = next;
  return best;
}

/**
 * The 1786 colours of the walk, RGB interleaved: colour `i` is at position i / 1785.
 *
 * @example Array.from(walkColours().subarray(3 * 255, 3 * 256)) // [255, 0, 0]
 */
export function walkColours(): Uint8Array {
  const colours = new Uint8Array(3 * (WALK_STEPS + 1));
  const colour = [0, 0, 0];
  const freeChannels = [0, 1, 0, 2, 1, 0, 1];
  for (let step = 1; step <= WALK_STEPS; step++) {
    const edge = Math.floor((step - 1) / 255);
    const falls = edge === 2 || edge === 4;
    colour[freeChannels[edge]] += falls ? -1 : 1;
    colours.set(colour, 3 * step);
  }
  return colours;
}
