import type { Rgb } from "../../image/types.js";
import type { ColourLegend } from "./legend.js";

/** Colours this near are one to a generator: its tolerance τ (arXiv 2604.20329, appendix A), squared. */
const SAME_COLOUR = 14 ** 2;

/**
 * A word such as "green" may be painted in several colours, but one picture uses one of them: the one of
 * which it has most. The others would only catch mixed colours at edges ((0, 128, 0) is halfway from
 * green to black).
 *
 * @param pixels RGB interleaved
 * @returns the legend with one colour for each class; a word that occurs nowhere keeps its first
 */
export function settleWords(legend: ColourLegend, pixels: Uint8Array): ColourLegend {
  const settled = new Map<number, Rgb>();
  const isFree = (colour: Rgb): boolean =>
    [...settled.values()].every((other) => squared(colour, other[0], other[1], other[2]) > SAME_COLOUR);
  for (const [i, { colour, variants }] of legend.entries()) if (variants.length === 0) settled.set(i, colour);
  for (const [i, { colour, variants }] of legend.entries()) {
    if (variants.length === 0) continue;
    const candidates = [colour, ...variants.filter(isFree)];
    const counts = candidates.map((candidate) => countNear(pixels, candidate));
    settled.set(i, candidates[counts.indexOf(Math.max(...counts))]);
  }
  return legend.map((one, i) => ({ ...one, colour: settled.get(i) ?? one.colour, variants: [] }));
}

function countNear(pixels: Uint8Array, colour: Rgb): number {
  let count = 0;
  for (let at = 0; at < pixels.length; at += 3) {
    if (squared(colour, pixels[at], pixels[at + 1], pixels[at + 2]) <= SAME_COLOUR) count++;
  }
  return count;
}

function squared([r, g, b]: Rgb, red: number, green: number, blue: number): number {
  const dr = red - r;
  const dg = green - g;
  const db = blue - b;
  return dr * dr + dg * dg + db * db;
}
