/** Lines of equal depth over the picture, found anew only when something else is looked at. */
import { metresNumber } from "../../shared/metresText.js";
import { type Isoline, isolinesOf, labelPlaces, rangeOf, roundLevels } from "../draw/isolines.js";
import type { Layer } from "../draw/layer.js";
import { paintLabel } from "./label.js";

/** CSS pixels between two labels. */
const LABEL_ROOM = 64;

/** @returns paints the lines of what was looked up last */
export function makeIsolinePainter(): (
  context: CanvasRenderingContext2D,
  layer: Layer,
  version: number,
  density: number,
  slice: { readonly near: number; readonly far: number },
) => void {
  let lines: Isoline[] = [];
  let found = "";
  return (context, layer, version, density, slice) => {
    const key = `${version} ${slice.near} ${slice.far}`;
    if (key !== found) {
      const range = rangeOf(layer, slice);
      lines = range ? isolinesOf(layer, roundLevels(range.near, range.far)) : [];
      found = key;
    }
    const size = Math.max(1, Math.round(density));
    for (const [style, by] of [
      ["rgba(0, 0, 0, 0.6)", size],
      ["#fff", 0],
    ] as const) {
      context.fillStyle = style;
      for (const { pixels } of lines)
        for (const at of pixels)
          context.fillRect((at % layer.width) + by, Math.floor(at / layer.width) + by, size, size);
    }
    for (const { level, x, y } of labelPlaces(lines, layer, LABEL_ROOM * density))
      paintLabel(context, density, levelText(level), x, y);
  };
}

/** "10 m", not "10.00 m": a level is round. */
const levelText = (metres: number): string =>
  `${metres >= 1000 ? metresNumber(metres) : String(metres)}\u00a0m`;
