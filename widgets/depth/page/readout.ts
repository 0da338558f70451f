import { metresInWords, metresNumber } from "../../shared/metresText.js";
import type { ReadoutField, ReadoutValue } from "../../shared/page/shell/readout.js";
import type { DepthPictures } from "../draw/pictures.js";
import type { PixelPosition } from "../state.js";

/** What one pixel says. */
export interface PixelReading {
  readonly metres: number;
  readonly rgb?: readonly [number, number, number];
  /** levels off the code; undefined where nothing was painted */
  readonly residual?: number;
  /** metres as they were measured */
  readonly truth?: number;
}

/** Reads a pixel: its metres as decoded, the painted colour, how far that is off the walk, the true metres. */
export function readPixel(pictures: DepthPictures, { x, y }: PixelPosition): PixelReading {
  const { width, metres, painted, residual, truth } = pictures;
  const at = y * width + x;
  return {
    metres: metres[at],
    ...(painted && { rgb: [painted[3 * at], painted[3 * at + 1], painted[3 * at + 2]] as const }),
    ...(residual && { residual: residual[at] }),
    ...(truth && { truth: truth[at] }),
  };
}

/** What DepthView's status line has room for. */
export const readoutFields = ({ painted, residual, truth }: DepthPictures): ReadoutField[] => [
  { name: "metres", unit: "m" },
  { name: "x", label: "x" },
  { name: "y", label: "y", joined: true },
  ...(painted ? [{ name: "rgb", label: "painted", swatch: true }] : []),
  ...(residual ? [{ name: "residual", label: "residual" }] : []),
  ...(truth ? [{ name: "truth", label: "true", unit: "m" }] : []),
];

/** A reading as the status line shows it. */
export function readingValues(
  { x, y }: PixelPosition,
  { metres, rgb, residual, truth }: PixelReading,
): Record<string, ReadoutValue | string> {
  return {
    metres: { text: metresNumber(metres), hasUnit: metres < Infinity },
    x: String(x),
    y: String(y),
    rgb: rgb ? { text: rgb.join(" "), colour: `rgb(${rgb.join(" ")})` } : "",
    residual: residual === undefined ? "" : residual.toFixed(1),
    truth: truth === undefined ? "" : { text: metresNumber(truth), hasUnit: truth < Infinity },
  };
}

/** A reading as one says it. */
export function readingInWords(
  { x, y }: PixelPosition,
  { metres, rgb, residual, truth }: PixelReading,
): string {
  const parts = [`x ${x}, y ${y}: ${metresInWords(metres)}`];
  if (rgb) parts.push(`painted ${rgb.join(" ")}`);
  if (residual !== undefined) parts.push(`residual ${residual.toFixed(1)} levels`);
  if (truth !== undefined) parts.push(`true ${metresInWords(truth)}`);
  return parts.join(", ");
}
