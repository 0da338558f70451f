import { metresInWords, metresNumber, metresText } from "../../shared/metresText.js";
import type { ReadoutField, ReadoutValue } from "../../shared/page/shell/readout.js";
import { errorOf } from "../draw/errors.js";
import type { DepthPictures } from "../draw/pictures.js";
import type { DepthErrorUnit, PixelPosition } from "../state.js";
import type { Looks } from "./looks.js";

/** What one pixel says. */
export interface PixelReading {
  readonly metres: number;
  readonly rgb?: readonly [number, number, number];
  /** levels off the code; undefined where nothing was painted */
  readonly residual?: number;
  /** metres as they are compared with the truth; undefined where depth is compared as it is */
  readonly aligned?: number;
  /** metres as they were measured */
  readonly truth?: number;
  /** signed, in the view's unit; NaN where there is none */
  readonly error?: number;
  readonly errorUnit?: DepthErrorUnit;
}

/** Reads a pixel: its metres as decoded, the painted colour, how far that is off the walk, the true metres. */
export function readPixel(
  pictures: DepthPictures,
  { x, y }: PixelPosition,
  looks: Looks,
  errorUnit: DepthErrorUnit,
): PixelReading {
  const { width, metres, painted, residual, truth } = pictures;
  const at = y * width + x;
  return {
    metres: metres[at],
    ...(painted && { rgb: [painted[3 * at], painted[3 * at + 1], painted[3 * at + 2]] as const }),
    ...(residual && { residual: residual[at] }),
    ...(truth && compareAt(metres[at], truth[at], looks, errorUnit)),
  };
}

function compareAt(
  metres: number,
  truth: number,
  looks: Looks,
  errorUnit: DepthErrorUnit,
): Pick<PixelReading, "aligned" | "truth" | "error" | "errorUnit"> {
  const aligner = looks.aligner();
  if (!aligner) return { truth };
  const { scale, shift } = aligner;
  return {
    ...{ truth, errorUnit, error: errorOf(metres, truth, aligner, errorUnit) },
    ...(looks.isAligned && { aligned: scale * metres + shift }),
  };
}

/** A shift may bring depth behind the camera: "−0.120". */
const alignedNumber = (metres: number): string => `${metres < 0 ? "−" : ""}${metresNumber(Math.abs(metres))}`;
const alignedInWords = (metres: number): string =>
  `${metres < 0 ? "minus " : ""}${metresInWords(Math.abs(metres))}`;

/** "+3.2 %" or "−0.12 m"; nothing where there is no error. */
function errorText({ error = Number.NaN, errorUnit }: PixelReading): string {
  if (Number.isNaN(error)) return "";
  const sign = error < 0 ? "−" : "+";
  const size = Math.abs(error);
  return errorUnit === "metres" ? `${sign}${metresText(size)}` : `${sign}${(100 * size).toFixed(1)}\u00a0%`;
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
        { name: "aligned", label: "aligned", unit: "m", optional: true },
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
  const { metres, rgb, residual, aligned, truth } = read;
  return {
    error: errorText(read),
    metres: { text: metresNumber(metres), hasUnit: metres < Infinity },
    x: String(x),
    y: String(y),
    rgb: rgb ? { text: rgb.join(" "), colour: `rgb(${rgb.join(" ")})` } : "",
    residual: residual === undefined ? "" : residual.toFixed(1),
    aligned: aligned === undefined ? "" : { text: alignedNumber(aligned), hasUnit: Number.isFinite(aligned) },
    truth: truth === undefined ? "" : { text: metresNumber(truth), hasUnit: truth < Infinity },
  };
}

/** A reading as one says it. */
export function readingInWords({ x, y }: PixelPosition, read: PixelReading): string {
  const { metres, rgb, residual, aligned, truth } = read;
  const parts = [`x ${x}, y ${y}: ${metresInWords(metres)}`];
  if (rgb) parts.push(`painted ${rgb.join(" ")}`);
  if (residual !== undefined) parts.push(`residual ${residual.toFixed(1)} levels`);
  if (aligned !== undefined) parts.push(`aligned ${alignedInWords(aligned)}`);
  if (truth !== undefined) parts.push(`true ${metresInWords(truth)}`);
  const error = errorText(read);
  if (error) parts.push(`error ${error}`);
  return parts.join(", ");
}
