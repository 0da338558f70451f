import { metresInWords, metresNumber, metresText } from "../../shared/metresText.js";
import type { ReadoutField, ReadoutValue } from "../../shared/page/shell/readout.js";
import { signedMetres } from "../aligned.js";
import { errorOf } from "../draw/errors.js";
import type { DepthPictures } from "../draw/pictures.js";
import type { DepthErrorUnit, PixelPosition } from "../state.js";
import type { ShownDepth } from "./shownDepth.js";

/** What one pixel says. */
export interface PixelReading {
  /** as they are shown: aligned, where they are */
  readonly metres: number;
  readonly rgb?: readonly [number, number, number];
  /** levels off the code; undefined where nothing was painted */
  readonly residual?: number;
  /** metres before they were aligned; undefined where they are shown as they were decoded */
  readonly decoded?: number;
  /** metres as they were measured */
  readonly truth?: number;
  /** signed, in the view's unit; NaN where there is none */
  readonly error?: number;
  readonly errorUnit?: DepthErrorUnit;
}

/** Reads a pixel: its metres as shown and as decoded, the painted colour, how far that is off the walk, the true metres. */
export function readPixel(
  { pictures, decoded, alignment }: ShownDepth,
  { x, y }: PixelPosition,
  errorUnit: DepthErrorUnit,
): PixelReading {
  const { width, metres, painted, residual, truth } = pictures;
  const at = y * width + x;
  return {
    metres: metres[at],
    ...(painted && { rgb: [painted[3 * at], painted[3 * at + 1], painted[3 * at + 2]] as const }),
    ...(residual && { residual: residual[at] }),
    ...(truth && { truth: truth[at], errorUnit, error: errorOf(metres[at], truth[at], errorUnit) }),
    ...(alignment !== "none" && { decoded: decoded[at] }),
  };
}

const signedInWords = (metres: number): string =>
  `${metres < 0 ? "minus " : ""}${metresInWords(Math.abs(metres))}`;

/** "+3.2 %" or "−0.12 m"; nothing where there is no error. */
function errorText({ error = Number.NaN, errorUnit }: PixelReading): string {
  if (Number.isNaN(error)) return "";
  const size = Math.abs(error);
  const text = errorUnit === "metres" ? metresText(size) : `${(100 * size).toFixed(1)}\u00a0%`;
  // What rounds to nothing has no sign.
  return /[1-9]/.test(text) ? `${error < 0 ? "−" : "+"}${text}` : text;
}

/** What DepthView's status line has room for. */
export const readoutFields = ({ painted, residual, truth }: DepthPictures): ReadoutField[] => [
  { name: "metres", unit: "m" },
  { name: "x", label: "x" },
  { name: "y", label: "y", joined: true },
  ...(painted ? [{ name: "rgb", label: "painted", swatch: true }] : []),
  ...(residual ? [{ name: "residual", label: "residual" }] : []),
  ...(truth
    ? [
        { name: "decoded", label: "aligned from", unit: "m", optional: true },
        { name: "truth", label: "true", unit: "m" },
        { name: "error", label: "error" },
      ]
    : []),
];

/** A reading as the status line shows it. */
export function readingValues(
  { x, y }: PixelPosition,
  read: PixelReading,
): Record<string, ReadoutValue | string> {
  const { metres, rgb, residual, decoded, truth } = read;
  return {
    error: errorText(read),
    metres: { text: signedMetres(metres), hasUnit: metres < Infinity },
    x: String(x),
    y: String(y),
    rgb: rgb ? { text: rgb.join(" "), colour: `rgb(${rgb.join(" ")})` } : "",
    residual: residual === undefined ? "" : residual.toFixed(1),
    decoded: decoded === undefined ? "" : { text: metresNumber(decoded), hasUnit: decoded < Infinity },
    truth: truth === undefined ? "" : { text: metresNumber(truth), hasUnit: truth < Infinity },
  };
}

/** A reading as one says it. */
export function readingInWords({ x, y }: PixelPosition, read: PixelReading): string {
  const { metres, rgb, residual, decoded, truth } = read;
  const parts = [`x ${x}, y ${y}: ${signedInWords(metres)}`];
  if (decoded !== undefined) parts.push(`aligned from ${metresInWords(decoded)}`);
  if (rgb) parts.push(`painted ${rgb.join(" ")}`);
  if (residual !== undefined) parts.push(`residual ${residual.toFixed(1)} levels`);
  if (truth !== undefined) parts.push(`true ${metresInWords(truth)}`);
  const error = errorText(read);
  if (error) parts.push(`error ${error}`);
  return parts.join(", ");
}
