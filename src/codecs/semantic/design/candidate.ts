import { COLOUR_VISIONS, simulateColourVision } from "../../../color/colourVision.js";
import type { Rgb } from "../../../image/types.js";

/** A colour that may be chosen. */
export interface Candidate {
  readonly colour: Rgb;
  /** as each colour-blind eye sees it */
  readonly seen: readonly Rgb[];
}

/** How much counts beside being apart, 0 to 1 each. */
export interface Weights {
  readonly blends: number;
  readonly colourVision: number;
}

export const candidateOf = (colour: Rgb): Candidate => ({
  colour,
  seen: COLOUR_VISIONS.map((vision) => simulateColourVision(colour, vision)),
});

/** A cube of colours, `side` to an edge. */
export function latticeOf(side: number): Rgb[] {
  const level = (i: number): number => Math.round((255 * i) / (side - 1));
  return Array.from({ length: side ** 3 }, (_, i): Rgb => {
    const [r, g, b] = [Math.floor(i / side ** 2), Math.floor(i / side) % side, i % side];
    return [level(r), level(g), level(b)];
  });
}

export const distance = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** As the worst of three colour-blind eyes sees it. */
export const seenDistance = (a: Candidate, b: Candidate): number =>
  Math.min(distance(a.seen[0], b.seen[0]), distance(a.seen[1], b.seen[1]), distance(a.seen[2], b.seen[2]));

/** Distance of a colour to the mixtures of two others. */
export function toSegment(p: Rgb, a: Rgb, b: Rgb): number {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const length = ux * ux + uy * uy + uz * uz;
  const along = (p[0] - a[0]) * ux + (p[1] - a[1]) * uy + (p[2] - a[2]) * uz;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
  return Math.sqrt((p[0] - a[0] - t * ux) ** 2 + (p[1] - a[1] - t * uy) ** 2 + (p[2] - a[2] - t * uz) ** 2);
}

/** A demand of weight 1 counts in full; of weight 0 it is always met. */
export const weighed = (levels: number, weight: number): number =>
  weight === 0 ? Infinity : levels / weight;
