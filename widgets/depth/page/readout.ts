import type { DepthCode } from "vision-peel/codecs";
import { metresInWords, metresNumber } from "../../shared/metresText.js";
import type { ReadoutField, ReadoutValue } from "../../shared/page/shell/readout.js";
import type { DepthPictures } from "../draw.js";
import type { PixelPosition } from "../state.js";

/** What one pixel says. */
export interface PixelReading {
  readonly metres: number;
  readonly rgb?: readonly [number, number, number];
  /** levels off the code; undefined where nothing was painted */
  readonly residual?: number;
}

/** Reads a pixel: its metres as decoded, the painted colour, and by the same code how far that is off the walk. */
export function readPixel(
  pictures: DepthPictures,
  residual: Float32Array | undefined,
  code: DepthCode,
  { x, y }: PixelPosition,
): PixelReading {
  const at = y * pictures.width + x;
  const metres = pictures.metres[at];
  const { painted } = pictures;
  if (painted) {
    const rgb = [painted[3 * at], painted[3 * at + 1], painted[3 * at + 2]] as const;
    return { metres, rgb, residual: code.read(...rgb).residual };
  }
  return residual ? { metres, residual: residual[at] } : { metres };
}

/** What DepthView's status line has room for. */
export const readoutFields = (has: { painted: boolean; residual: boolean }): ReadoutField[] => [
  { name: "metres", unit: "m" },
  { name: "x", label: "x" },
  { name: "y", label: "y", joined: true },
  ...(has.painted ? [{ name: "rgb", label: "painted", swatch: true }] : []),
  ...(has.residual ? [{ name: "residual", label: "residual" }] : []),
];

/** A reading as the status line shows it. */
export function readingValues(
  { x, y }: PixelPosition,
  { metres, rgb, residual }: PixelReading,
): Record<string, ReadoutValue | string> {
  return {
    metres: { text: metresNumber(metres), hasUnit: metres < Infinity },
    x: String(x),
    y: String(y),
    rgb: rgb ? { text: rgb.join(" "), colour: `rgb(${rgb.join(" ")})` } : "",
    residual: residual === undefined ? "" : residual.toFixed(1),
  };
}

/** A reading as one says it. */
export function readingInWords({ x, y }: PixelPosition, { metres, rgb, residual }: PixelReading): string {
  const parts = [`x ${x}, y ${y}: ${metresInWords(metres)}`];
  if (rgb) parts.push(`painted ${rgb.join(" ")}`);
  if (residual !== undefined) parts.push(`residual ${residual.toFixed(1)} levels`);
  return parts.join(", ");
}
