import { angularErrors } from "vision-peel/metrics";
import type { ReadoutField, ReadoutValue } from "../../shared/page/shell/readout.js";
import type { Pixel } from "../../shared/page/stage/stage.js";
import { angleBetween, anglesOf, directionInWords, normalAt } from "../directions.js";
import { UNIT_LEVELS } from "../draw/colours.js";
import type { NormalPictures } from "../draw/pictures.js";
import type { Direction } from "../state.js";

/** What one pixel says. */
export interface NormalReading {
  readonly normal: Direction | null;
  readonly rgb?: readonly [number, number, number];
  /** of the painted vector, 1 if it is a normal */
  readonly length?: number;
  /** degrees to the measured normal */
  readonly error?: number;
  /** degrees to the normal of the other end of the angle */
  readonly angle?: number;
}

/** Reads a pixel. */
export function readNormal(pictures: NormalPictures, { x, y }: Pixel, anchor: Pixel | null): NormalReading {
  const { width, normals, painted, residual, truth } = pictures;
  const at = y * width + x;
  const normal = normalAt(normals, at);
  const from = anchor && normalAt(normals, anchor.y * width + anchor.x);
  const error =
    truth && normal && angularErrors(Float32Array.from(normal), truth.slice(3 * at, 3 * at + 3))[0];
  return {
    normal,
    ...(painted && { rgb: [painted[3 * at], painted[3 * at + 1], painted[3 * at + 2]] as const }),
    ...(residual && { length: 1 + residual[at] / UNIT_LEVELS }),
    ...(typeof error === "number" && !Number.isNaN(error) ? { error } : {}),
    ...(from && normal ? { angle: angleBetween(from, normal) } : {}),
  };
}

/** What the status line has room for. */
export const readoutFields = ({ painted, residual, truth }: NormalPictures): ReadoutField[] => [
  { name: "normal", label: "normal" },
  { name: "x", label: "x" },
  { name: "y", label: "y", joined: true },
  { name: "azimuth", label: "azimuth" },
  { name: "elevation", label: "elevation" },
  { name: "facing", label: "to camera" },
  ...(painted ? [{ name: "rgb", label: "painted", swatch: true }] : []),
  ...(residual ? [{ name: "length", label: "length" }] : []),
  ...(truth ? [{ name: "error", label: "error" }] : []),
  { name: "angle", label: "angle", optional: true },
];

const signed = (value: number): string => value.toFixed(2).replace("-", "−");
const degrees = (value: number): string => `${Math.round(value)}°`.replace("-", "−");

/** A reading as the status line shows it. */
export function readingValues(
  { x, y }: Pixel,
  { normal, rgb, length, error, angle }: NormalReading,
): Record<string, ReadoutValue | string> {
  const { azimuth, elevation } = anglesOf(normal ?? [0, 0, 1]);
  const ofNormal: Record<string, string> = normal
    ? {
        normal: normal.map(signed).join(" "),
        azimuth: degrees(azimuth),
        elevation: degrees(elevation),
        facing: degrees(angleBetween(normal, [0, 0, 1])),
      }
    : { normal: "no surface" };
  return {
    ...ofNormal,
    x: String(x),
    y: String(y),
    rgb: rgb ? { text: rgb.join(" "), colour: `rgb(${rgb.join(" ")})` } : "",
    length: length === undefined || Number.isNaN(length) ? "" : length.toFixed(2),
    error: error === undefined ? "" : `${error.toFixed(1)}°`,
    angle: angle === undefined ? "" : `${angle.toFixed(1)}°`,
  };
}

/** A reading as one says it. */
export function readingInWords(
  { x, y }: Pixel,
  { normal, rgb, length, error, angle }: NormalReading,
): string {
  const parts = [`x ${x}, y ${y}: ${normal ? `faces ${directionInWords(normal)}` : "no surface"}`];
  if (rgb) parts.push(`painted ${rgb.join(" ")}`);
  if (length !== undefined && !Number.isNaN(length)) parts.push(`length ${length.toFixed(2)}`);
  if (error !== undefined) parts.push(`error ${error.toFixed(1)} degrees`);
  if (angle !== undefined) parts.push(`angle ${angle.toFixed(1)} degrees`);
  return parts.join(", ");
}
