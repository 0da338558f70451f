/**
 * Arrays → pixels, without a canvas, in two steps: `sampleIds` looks up what is visible when the view has
 * moved, `blend` mixes by the table, so opacity and colours cost one pass over the screen's pixels.
 */
import type { Frame } from "../shared/draw/frame.js";
import { meanColour } from "../shared/draw/meanColour.js";
import type { AmbiguousPixels, RegionDrawing } from "./state.js";

/** The planes of one view; all of one size. */
export interface SegmentationPictures {
  readonly width: number;
  readonly height: number;
  readonly ids: Uint16Array;
  readonly margin?: Float32Array | undefined;
  readonly painted?: Uint8Array | undefined;
  readonly photo?: Uint8Array | undefined;
}

/** The visible part: of every screen pixel its place in the picture (−1 beside it), id and ground. */
export interface SegmentLayer {
  readonly width: number;
  readonly height: number;
  readonly places: Int32Array;
  readonly ground: Uint32Array;
}

export interface Blending {
  /** words by id; alpha 0 is not shown */
  readonly table: Uint32Array;
  readonly opacity: number;
  readonly drawing: RegionDrawing;
  /** screen pixels */
  readonly thickness: number;
  readonly minMargin: number;
  readonly ambiguous: AmbiguousPixels;
}

/** Looks up the visible part; a photo that is shown smaller is averaged, a code never. */
export function sampleIds(
  pictures: SegmentationPictures,
  ground: "photo" | "painted" | "none",
  frame: Frame,
): SegmentLayer {
  const { width, height } = frame;
  const places = new Int32Array(width * height).fill(-1);
  const under = new Uint32Array(width * height);
  const rgb = ground === "none" ? undefined : pictures[ground];
  const spread = ground === "photo" && frame.scale < 2 / 3 ? 1 / frame.scale : 1;
  for (let y = 0; y < height; y++) {
    const row = Math.floor(frame.top + (y + 0.5) / frame.scale);
    if (row < 0 || row >= pictures.height) continue;
    for (let x = 0; x < width; x++) {
      const column = Math.floor(frame.left + (x + 0.5) / frame.scale);
      if (column < 0 || column >= pictures.width) continue;
      const out = y * width + x;
      const at = row * pictures.width + column;
      places[out] = at;
      if (!rgb) continue;
      const colour =
        spread > 1
          ? meanColour(rgb, pictures.width, pictures.height, column, row, spread)
          : (rgb[3 * at + 2] << 16) | (rgb[3 * at + 1] << 8) | rgb[3 * at];
      under[out] = (0xff000000 | colour) >>> 0;
    }
  }
  return { width, height, places, ground: under };
}

const AMBIGUOUS = 0xffffffff;
const AMBIGUOUS_LINE = 0xff303030;

/** Mixes regions and ground. Ambiguous pixels that stay unknown are hatched, so colour is not the only cue. */
export function blend(
  layer: SegmentLayer,
  { ids, margin }: SegmentationPictures,
  how: Blending,
  pixels: Uint32Array,
): void {
  const { width, height, places, ground } = layer;
  const { table, opacity, drawing, thickness, minMargin } = how;
  const isMasked = how.ambiguous === "unknown" && minMargin > 0 && margin !== undefined;
  for (let y = 0, out = 0; y < height; y++) {
    for (let x = 0; x < width; x++, out++) {
      const at = places[out];
      pixels[out] = ground[out];
      if (at < 0 || opacity === 0) continue;
      const id = ids[at];
      let word = table[id];
      if (isMasked && margin[at] < minMargin) word = (x + y) % 6 < 2 ? AMBIGUOUS_LINE : AMBIGUOUS;
      if (word === 0) continue;
      const isEdge = drawing !== "fill" && isContour(layer, ids, x, y, thickness);
      if (drawing === "contour" && !isEdge) continue;
      pixels[out] = mix(ground[out], word, drawing === "both" && isEdge ? 1 : opacity);
    }
  }
}

/** Whether another id lies within the contour's thickness, along rows and columns. */
export function isContour(
  { width, height, places }: SegmentLayer,
  ids: Uint16Array,
  x: number,
  y: number,
  thickness: number,
): boolean {
  const at = y * width + x;
  const id = ids[places[at]];
  const differs = (place: number): boolean => places[place] >= 0 && ids[places[place]] !== id;
  for (let step = 1; step <= thickness; step++) {
    if (x >= step && differs(at - step)) return true;
    if (x + step < width && differs(at + step)) return true;
    if (y >= step && differs(at - step * width)) return true;
    if (y + step < height && differs(at + step * width)) return true;
  }
  return false;
}

/** A colour over a ground that is opaque or empty. */
function mix(ground: number, word: number, opacity: number): number {
  if (opacity === 1) return word;
  if (ground >>> 24 === 0) return ((Math.round(255 * opacity) << 24) | (word & 0xffffff)) >>> 0;
  const along = (shift: number): number => {
    const from = (ground >>> shift) & 255;
    return Math.round(from + opacity * (((word >>> shift) & 255) - from)) << shift;
  };
  return (0xff000000 | along(16) | along(8) | along(0)) >>> 0;
}
