/** Layers → pixels: the part of a grid that a frame shows, whatever the layer's own size. */
import type { Frame } from "../shared/draw/frame.js";
import { meanColour } from "../shared/draw/meanColour.js";
import { patternWord } from "../shared/draw/words.js";
import type { LayerSource } from "./source.js";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The layer's pixel under a pixel of the grid: the nearest one, for codes must not be blended. */
export function placeOn({ width, height }: Size, grid: Size, x: number, y: number): number {
  const column = Math.min(width - 1, Math.floor(((x + 0.5) * width) / grid.width));
  const row = Math.min(height - 1, Math.floor(((y + 0.5) * height) / grid.height));
  return row * width + column;
}

/** Of every screen column (or row) the layer's; −1 beside the picture. */
function indicesOf(count: number, start: number, scale: number, side: number, gridSide: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => {
    const share = (start + (i + 0.5) / scale) / gridSide;
    return share >= 0 && share < 1 ? Math.floor(share * side) : -1;
  });
}

/**
 * Paints what a frame shows of a layer.
 *
 * @param grid the size that the frame's coordinates are of
 * @param pixels one word per screen pixel; written, 0 beside the picture
 * @param from first column of the screen that is painted; default 0
 */
export function paintLayer(
  source: LayerSource,
  grid: Size,
  frame: Frame,
  pixels: Uint32Array,
  from = 0,
): void {
  const { width, height } = source;
  const columns = indicesOf(frame.width, frame.left, frame.scale, width, grid.width);
  const rows = indicesOf(frame.height, frame.top, frame.scale, height, grid.height);
  const spread = width / grid.width / frame.scale;
  const photo = spread >= 1.5 ? source.averaged : undefined;
  for (let y = 0; y < frame.height; y++) {
    const row = rows[y];
    for (let x = from; x < frame.width; x++) {
      const column = columns[x];
      const out = y * frame.width + x;
      if (row < 0 || column < 0) {
        pixels[out] = 0;
        continue;
      }
      const at = row * width + column;
      const pattern = source.patternAt?.(at);
      if (pattern !== undefined) pixels[out] = patternWord(pattern, x, y);
      else if (photo)
        pixels[out] = (0xff000000 | meanColour(photo, width, height, column, row, spread)) >>> 0;
      else pixels[out] = source.wordAt(at);
    }
  }
}

/** A whole frame at once, for a still picture or a test. */
export function drawLayer(source: LayerSource, grid: Size, frame: Frame): Uint32Array {
  const pixels = new Uint32Array(frame.width * frame.height);
  paintLayer(source, grid, frame, pixels);
  return pixels;
}
