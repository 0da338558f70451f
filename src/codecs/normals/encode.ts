import { checkOptions } from "../../checkOptions.js";
import { ArgumentError } from "../../errors.js";
import { checkPicture } from "../../image/checks.js";
import { NormalMap } from "../../image/normalMap.js";
import { RgbImage } from "../../image/rgbImage.js";
import type { Rgb } from "../../image/types.js";
import { spoken } from "../dialects/registry.js";
import type { DialectChoice } from "../dialects/types.js";
import { type NormalFrame, normalsFromFrame, normalsInFrame, PAPER_FRAME } from "./frames.js";

/** The colour of the sky, and of all else without a surface: as the model paints it, and too long for a normal. */
export const NO_SURFACE_COLOUR: Rgb = [255, 0, 255];

const ROUNDING = 1e-6;

/**
 * Paints normals exactly, as the paper's training targets are: R = 255 · clamp((1 − x)/2, 0, 1),
 * G and B with (1 + y)/2 and (1 + z)/2 (arXiv 2604.20329; rounding to the nearest level is ours).
 * Pixels without a surface (NaN, or a vector of length 0) are magenta. Other dialects paint other axes. Vectors that are longer or shorter
 * than 1 are brought to that length first: clamping them as they are would turn them.
 *
 * @throws ArgumentError for a dialect without normals, or a vector that is infinite
 * @example encodeNormals(new NormalMap({ width: 1, height: 1, data: Float32Array.of(0, 0, 1) })).data // 128, 128, 255
 */
export function encodeNormals(normals: NormalMap, options: DialectChoice = {}): RgbImage {
  checkPicture("normals", normals, "NormalMap");
  checkOptions("encodeNormals", options, { dialect: true });
  const { name: dialect, own } = spoken("normals", options.dialect);
  const { width, height, data } = own.frame === PAPER_FRAME ? normals : asForPaper(normals, own.frame);
  const painted = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += 3) {
    const [x, y, z] = [data[at], data[at + 1], data[at + 2]];
    const squared = x * x + y * y + z * z;
    if (Number.isNaN(squared) || squared === 0) {
      painted.set(NO_SURFACE_COLOUR, at);
      continue;
    }
    if (squared === Infinity) throw endless(at / 3, width, [x, y, z]);
    // Unit vectors of 32-bit floats miss 1 by rounding; those are painted as they are.
    const scale = Math.abs(squared - 1) < ROUNDING ? 1 : 1 / Math.sqrt(squared);
    painted[at] = Math.round(127.5 * (1 - scale * x));
    painted[at + 1] = Math.round(127.5 * (1 + scale * y));
    painted[at + 2] = Math.round(127.5 * (1 + scale * z));
  }
  const provenance = { ...normals.provenance, painter: "exact", dialect };
  return new RgbImage({ width, height, data: new Uint8Array(painted.buffer), provenance });
}

const endless = (i: number, width: number, vector: readonly number[]): ArgumentError =>
  new ArgumentError({
    argument: `normals at x=${i % width}, y=${Math.floor(i / width)}`,
    expected: "a finite vector",
    got: `(${vector.join(", ")})`,
    remedy: "mark pixels without a surface as NaN",
  });

/** Normals that the paper's code paints as the other axes' code paints these. */
function asForPaper(normals: NormalMap, frame: NormalFrame): NormalMap {
  const { width, height } = normals;
  return new NormalMap({
    width,
    height,
    data: normalsFromFrame(normalsInFrame(normals, frame), PAPER_FRAME),
  });
}
