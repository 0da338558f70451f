/** Magnified depth, interpolated in metres and coloured afterwards: a blend of two colours of a code means a third. */
import type { Frame } from "../../shared/draw/frame.js";
import type { DepthColours } from "./colours.js";
import type { Layer } from "./layer.js";
import { type DepthPictures, isDrawable } from "./pictures.js";

/** Neighbours further apart than this, relative to the nearer, are two surfaces. */
const EDGE = 0.05;

/**
 * Puts interpolated metres and their colours into a layer that was sampled from the nearest pixels. Pixels with a
 * neighbour beyond an edge, without depth or outside of the picture stay as they are.
 */
export function smoothLayer(
  layer: Layer,
  { width, height, metres }: DepthPictures,
  { wordOf }: DepthColours,
  frame: Frame,
): void {
  for (let y = 0, out = 0; y < frame.height; y++) {
    const v = frame.top + (y + 0.5) / frame.scale - 0.5;
    const row = Math.floor(v);
    for (let x = 0; x < frame.width; x++, out++) {
      const u = frame.left + (x + 0.5) / frame.scale - 0.5;
      const column = Math.floor(u);
      if (row < 0 || column < 0 || row + 1 >= height || column + 1 >= width) continue;
      const at = row * width + column;
      const a = metres[at];
      const b = metres[at + 1];
      const c = metres[at + width];
      const d = metres[at + width + 1];
      if (!isDrawable(a) || !isDrawable(b) || !isDrawable(c) || !isDrawable(d)) continue;
      const nearest = Math.min(a, b, c, d);
      if (Math.max(a, b, c, d) - nearest > EDGE * nearest) continue;
      const [s, t] = [u - column, v - row];
      const blended = (1 - t) * ((1 - s) * a + s * b) + t * ((1 - s) * c + s * d);
      layer.metres[out] = blended;
      layer.colours[out] = wordOf(blended);
    }
  }
}
