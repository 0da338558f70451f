import { stillFrame } from "../shared/still.js";
import type { Still } from "../shared/view.js";
import { drawLayer } from "./draw.js";
import { type Layer, sourceOfLayer } from "./source.js";

/** A line of nothing between pictures, in pixels. */
const GAP = 6;

/** Pictures of one grid in rows of at most three, each as large as there is room. */
export function besideEachOther(
  layers: readonly Layer[],
  grid: { readonly width: number; readonly height: number },
): Still {
  const columns = Math.min(3, layers.length);
  const rows = Math.ceil(layers.length / columns);
  const whole = stillFrame(grid);
  const shrink = columns === 1 ? 1 : columns === 2 ? 0.75 : 0.5;
  const side = (length: number): number => Math.max(1, Math.round(length * shrink));
  const frame = {
    ...whole,
    width: side(whole.width),
    height: side(whole.height),
    scale: whole.scale * shrink,
  };
  const width = columns * frame.width + (columns - 1) * GAP;
  const height = rows * frame.height + (rows - 1) * GAP;
  const pixels = new Uint32Array(width * height);
  for (const [i, layer] of layers.entries()) {
    const left = (i % columns) * (frame.width + GAP);
    const top = Math.floor(i / columns) * (frame.height + GAP);
    const drawn = drawLayer(sourceOfLayer(layer), grid, frame);
    for (let y = 0; y < frame.height; y++)
      pixels.set(drawn.subarray(y * frame.width, (y + 1) * frame.width), (top + y) * width + left);
  }
  return { frame: { width, height, left: 0, top: 0, scale: frame.scale }, pixels };
}
