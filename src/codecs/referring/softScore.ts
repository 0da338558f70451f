import type { ColourLegend } from "../semantic/legend.js";

/**
 * How far each pixel speaks for one class of a legend, 0 to 1: the distance to the nearest other class
 * over the sum of both distances. It is above 0.5 exactly where the class is nearest.
 *
 * @param pixels RGB interleaved
 * @param index the class's place in the legend
 * @returns one number per pixel; 1 everywhere if there is no other class
 * @example softScore(Uint8Array.of(255, 0, 0), parseLegend({ cat: "#ff0000" }), 0)[0] // 1
 */
export function softScore(pixels: Uint8Array, legend: ColourLegend, index: number): Float32Array {
  const score = new Float32Array(pixels.length / 3);
  const own = coloursOf([legend[index]]);
  const others = coloursOf(legend.filter((_, i) => i !== index));
  for (let i = 0, at = 0; i < score.length; i++, at += 3) {
    const away = nearest(others, pixels[at], pixels[at + 1], pixels[at + 2]);
    const near = nearest(own, pixels[at], pixels[at + 1], pixels[at + 2]);
    score[i] = away === Infinity ? 1 : away / (near + away);
  }
  return score;
}

const coloursOf = (legend: ColourLegend): Uint8Array =>
  Uint8Array.from(legend.flatMap(({ colour, variants }) => [colour, ...variants].flat()));

function nearest(colours: Uint8Array, r: number, g: number, b: number): number {
  let best = Infinity;
  for (let at = 0; at < colours.length; at += 3) {
    const dr = colours[at] - r;
    const dg = colours[at + 1] - g;
    const db = colours[at + 2] - b;
    best = Math.min(best, dr * dr + dg * dg + db * db);
  }
  return Math.sqrt(best);
}
