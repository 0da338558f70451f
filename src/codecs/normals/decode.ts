import { checkOptions, type OptionNames } from "../../checkOptions.js";
import { ArgumentError, describeValue } from "../../errors.js";
import { NormalMap } from "../../image/normalMap.js";
import { fillNormals } from "../../wasm/normals.js";
import { fillNormalsPlainly } from "../../wasm/twins/normals.js";
import { spoken } from "../dialects/registry.js";
import type { DialectChoice } from "../dialects/types.js";
import { type Painted, paintedImage } from "../painted.js";
import { fillNormalsDeeply } from "./deep.js";
import { normalsFromFrame, normalsInFrame, PAPER_FRAME } from "./frames.js";

/** Normals with by how much they missed unit length, as `decodeNormals` gives them. */
export type DecodedNormals = NormalMap & { readonly residual: Float32Array };

/** Options of `decodeNormals`; lengths are those of the painted vector, which should be 1. */
export interface DecodeNormalsOptions extends DialectChoice {
  /** shorter vectors have no direction to speak of and become NaN; default 0.25 */
  readonly minLength?: number;
  /** longer ones are no normals but a colour beside them, as the sky's magenta, and become NaN; default 1.5 */
  readonly maxLength?: number;
}

const OPTIONS: OptionNames<DecodeNormalsOptions> = { dialect: true, minLength: true, maxLength: true };

/**
 * Reads surface normals from a painted picture: x = 1 − 2R/255, y = 2G/255 − 1, z = 2B/255 − 1
 * (arXiv 2604.20329; mind the x), in the camera's axes: +x right, +y up, +z to the viewer. Vectors are
 * brought to unit length, which the paper leaves open; by how far they missed it is kept as
 * `residual`, in levels: 127.5 · (length − 1), negative for short ones.
 *
 * Other dialects paint other axes; the result is in the camera's all the same.
 *
 * The limits are those of real outputs: 1 to 99 % of their vectors are 0.49 to 1.22 long, and the
 * sky is painted (253, 3, 252), which is 1.7 long.
 *
 * @param picture as it was painted: never resized, best never JPEG
 * @throws ArgumentError for limits that are none
 * @example decodeNormals(painted).data.subarray(0, 3) // the normal of the top left pixel
 */
export function decodeNormals(picture: Painted, options: DecodeNormalsOptions = {}): DecodedNormals {
  const painted = paintedImage("painted", picture);
  checkOptions("decodeNormals", options, OPTIONS);
  const { name: dialect, own } = spoken("normals", options.dialect);
  const { minLength = 0.25, maxLength = 1.5 } = options;
  if (!(minLength >= 0 && minLength < 1 && maxLength > 1)) {
    throw new ArgumentError({
      argument: "minLength and maxLength",
      expected: "below 1 and above it",
      got: `${describeValue(minLength)} and ${describeValue(maxLength)}`,
      remedy: "leave them out for 0.25 and 1.5",
    });
  }
  const { width, height, data: pixels } = painted;
  const data = new Float32Array(3 * width * height);
  const residual = new Float32Array(width * height);
  const least = Math.ceil((255 * minLength) ** 2);
  const most = Math.min(Math.floor((255 * maxLength) ** 2), LONGEST);
  if (painted.samples16) fillNormalsDeeply(painted.samples16, minLength, maxLength, data, residual);
  else if (!fillNormals(pixels, least, most, data, residual))
    fillNormalsPlainly(pixels, least, most, data, residual);
  const provenance = { ...painted.provenance, dialect, minLength, maxLength };
  const byPaper = new NormalMap({ width, height, data, residual, provenance }) as DecodedNormals;
  if (own.frame === PAPER_FRAME) return byPaper;
  const asPainted = normalsInFrame(byPaper, PAPER_FRAME);
  const turned = normalsFromFrame(asPainted, own.frame);
  return new NormalMap({ width, height, data: turned, residual, provenance }) as DecodedNormals;
}

/** The squared length × 255² of a corner of the RGB cube. */
const LONGEST = 3 * 255 ** 2;
