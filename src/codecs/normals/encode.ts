import { checkOptions } from "../../checkOptions.js";
import { checkPicture } from "../../image/checks.js";
import { NormalMap } from "../../image/normalMap.js";
import { RgbImage } from "../../image/rgbImage.js";
import type { Rgb } from "../../image/types.js";
import { spoken } from "../dialects/registry.js";
import type { DialectChoice } from "../dialects/types.js";
import { type NormalFrame, normalsFromFrame, normalsInFrame, PAPER_FRAME } from "./frames.js";

/** The colour of the sky, and of all else without a surface: as the model paints it, and too long for a normal. */
export const NO_SURFACE_COLOUR: Rgb = [255, 0, 255];

/**
 * Paints normals exactly, as the paper's training targets are: R = 255 · clamp((1 − x)/2, 0, 1),
 * G and B with (1 + y)/2 and (1 + z)/2 (arXiv 2604.20329; rounding to the nearest level is ours).
 * Pixels without a surface (NaN) are magenta. Other dialects paint other axes.
 *
 * @throws ArgumentError for a dialect without normals
 * @example encodeNormals(new NormalMap({ width: 1, height: 1, data: Float32Array.of(0, 0, 1) })).data // 128, 128, 255
 */
export function encodeNormals(normals: NormalMap, options: DialectChoice = {}): RgbImage {
  checkPicture("normals", normals, "NormalMap");
  checkOptions("encodeNormals", options, { dialect: true });
  const { name: dialect, own } = spoken("normals", options.dialect);
  const { width, height, data } = own.frame === PAPER_FRAME ? normals : asForPaper(normals, own.frame);
  const painted = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += 3) {
    const x = data[at];
    if (Number.isNaN(x)) {
      painted.set(NO_SURFACE_COLOUR, at);
      continue;
    }
    painted[at] = Math.round(127.5 * (1 - x));
    painted[at + 1] = Math.round(127.5 * (1 + data[at + 1]));
    painted[at + 2] = Math.round(127.5 * (1 + data[at + 2]));
  }
  const provenance = { ...normals.provenance, painter: "exact", dialect };
  return new RgbImage({ width, height, data: new Uint8Array(painted.buffer), provenance });
}

/** Normals that the paper's code paints as the other axes' code paints these. */
function asForPaper(normals: NormalMap, frame: NormalFrame): NormalMap {
  const { width, height } = normals;
  return new NormalMap({
    width,
    height,
    data: normalsFromFrame(normalsInFrame(normals, frame), PAPER_FRAME),
  });
}
