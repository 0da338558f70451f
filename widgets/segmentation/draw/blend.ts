/** Regions over their ground: one pass over the screen's pixels, by tables. */
import type { StyleTable } from "../colours.js";
import { isOnLine, lineWord } from "../patterns.js";
import type { RegionDrawing, Surroundings } from "../state.js";
import { isContour, type SegmentLayer } from "./layer.js";

export interface Blending {
  /** what codes look like */
  readonly table: StyleTable;
  readonly opacity: number;
  readonly drawing: RegionDrawing;
  /** screen pixels */
  readonly thickness: number;
  readonly surroundings: Surroundings;
  /** the ground as it is seen where it is blurred */
  readonly blurred?: Uint32Array | undefined;
  /** pixels of the picture that are to be hatched */
  readonly isMarked?: ((place: number) => boolean) | undefined;
  /** columns of the screen that are mixed; default all */
  readonly from?: number;
  readonly to?: number;
}

/** The spotlight's shade around regions that are seen. */
const SHADE = 0.25;
const MARK = 0xffffffff;
const MARK_LINE = 0xff303030;

/** Mixes regions and ground. Patterns are drawn as strong as their region. */
export function blend(layer: SegmentLayer, codes: Uint16Array, how: Blending, pixels: Uint32Array): void {
  const { width, height, places, ground } = layer;
  const { table, opacity, drawing, thickness, surroundings, blurred, isMarked } = how;
  const { from = 0, to = width } = how;
  for (let y = 0; y < height; y++) {
    for (let x = from, out = y * width + from; x < to; x++, out++) {
      const place = places[out];
      const under = ground[out];
      pixels[out] = under;
      if (place < 0) continue;
      const word = table.words[codes[out]];
      if (word === 0) {
        if (surroundings === "dimmed") pixels[out] = shade(under);
        else if (surroundings === "blurred") pixels[out] = blurred?.[out] ?? under;
        else if (surroundings === "hidden") pixels[out] = 0;
        continue;
      }
      if (opacity === 0 && drawing !== "both") continue;
      const isEdge = drawing !== "fill" && isContour(layer, codes, x, y, thickness);
      if (drawing === "contour" && !isEdge) continue;
      const pattern = table.patterns[codes[out]];
      let colour = pattern > 0 && isOnLine(pattern, x, y) ? lineWord(word) : word;
      if (isMarked?.(place)) colour = isOnLine(1, x, y) ? MARK_LINE : MARK;
      pixels[out] = mix(under, colour, drawing === "both" && isEdge ? 1 : opacity);
    }
  }
}

const shade = (word: number): number => (word >>> 24 === 0 ? word : mix(0xff000000, word, SHADE));

/** A colour over a ground that is opaque or empty. */
function mix(ground: number, word: number, opacity: number): number {
  if (opacity === 1) return word;
  if (opacity === 0) return ground;
  if (ground >>> 24 === 0) return ((Math.round(255 * opacity) << 24) | (word & 0xffffff)) >>> 0;
  const along = (shift: number): number => {
    const from = (ground >>> shift) & 255;
    return Math.round(from + opacity * (((word >>> shift) & 255) - from)) << shift;
  };
  return (0xff000000 | along(16) | along(8) | along(0)) >>> 0;
}
