import { checkOptions } from "../../checkOptions.js";
import { WALK_STEPS } from "../../color/cubeWalk.js";
import { DepthMap } from "../../image/depthMap.js";
import { fillDepth } from "../../wasm/depth.js";
import { fillDepthPlainly } from "../../wasm/twins/depth.js";
import { type Painted, paintedImage, valuesPerPixel } from "../painted.js";
import { planeInto } from "../planeInto.js";
import { chosenCode } from "./chosenCode.js";
import {
  DECODE_DEPTH_OPTIONS,
  type DecodeDepthOptions,
  type DepthSettings,
  depthSettings,
} from "./decodeOptions.js";
import type { KnownCode } from "./knownCodes.js";
import { metresAt, type Positions, positionsOf } from "./positions.js";
import { rejectUnknown } from "./rejectUnknown.js";
import { fillRejected } from "./robust/fillRejected.js";
import { withoutInwardBias } from "./robust/inwardBias.js";
import { medianOfPositions } from "./robust/medianOfPositions.js";

/** Depth with how far each pixel lay off the path, as `decodeDepth` gives it. */
export type DecodedDepth = DepthMap & { readonly residual: Float32Array };

/**
 * Reads a painted picture back: every pixel goes to the nearest point of the code's path and from there to
 * metres; how far it had to go is its residual. By default the paper's code: white is infinity, and integer
 * arithmetic with one table is equal to `depthCode().read` for all 16.7 million colours but the one that `encodeDepth`
 * paints unknown depth in, mid grey, which is unknown again (NaN). Pictures of 16 bits (`samples16`) are read from all
 * of them.
 *
 * @param painted the picture as it was painted: never resized, best never JPEG; RGB or opaque RGBA
 * @throws ArgumentError for a code that is none, a negative maxResidual or endLevels
 * @example decodeDepth(await readImage("painted.png")).data[0] // metres of the top left pixel
 * @example decodeDepth(painted, { code: "plasma:log:near=0.5,far=80", margin: true })
 */
export function decodeDepth(painted: Painted, options: DecodeDepthOptions = {}): DecodedDepth {
  const perPixel = valuesPerPixel("painted", painted);
  checkOptions("decodeDepth", options, DECODE_DEPTH_OPTIONS);
  const { known, provenance: told } = chosenCode(options);
  const settings = depthSettings(options, known);
  const { width, height } = painted;
  const size = { width, height, provenance: { ...painted.provenance, ...told } };
  const metres = planeInto("data", options.into?.data, Float32Array, width * height);
  const residual = planeInto("residual", options.into?.residual, Float32Array, width * height);
  const { maxResidual, withMargin, isPixelwise, readUnknown } = settings;
  const isDeep = "samples16" in painted && painted.samples16 !== undefined;
  if (known.steps && isPixelwise && !withMargin && !isDeep) {
    const { metresOfStep } = known.steps;
    if (!fillDepth(painted.data, perPixel, metresOfStep, metres, residual))
      fillDepthPlainly(painted.data, perPixel, metresOfStep, metres, residual);
    reject(metres, residual, maxResidual);
    if (readUnknown) rejectUnknown(metres, painted.data, perPixel, known.code);
    return new DepthMap({ ...size, data: metres, residual }) as DecodedDepth;
  }
  const image = paintedImage("painted", painted);
  if (isPixelwise && !isDeep) {
    const margin = withMargin ? new Float32Array(width * height) : undefined;
    known.reader(withMargin).read(image.data, { values: metres, residual, margin });
    reject(metres, residual, maxResidual);
    if (readUnknown) rejectUnknown(metres, image.data, 3, known.code);
    return new DepthMap({ ...size, data: metres, residual, ...(margin && { margin }) }) as DecodedDepth;
  }
  // What is pulled inwards is measured in whole levels.
  const samples = settings.inwardBias ? image.data : (image.samples16 ?? image.data);
  const { pixels, positions, margin } = read(image.data, samples, known, settings, residual);
  reject(positions, residual, maxResidual);
  if (readUnknown) rejectUnknown(positions, image.samples16 ?? image.data, 3, known.code);
  const { reach, side, endLevels } = settings;
  if (reach > 0) fillRejected(positions, pixels, width, known.code.path, reach);
  const isWhole = samples.BYTES_PER_ELEMENT === 1;
  const steps = known.steps && isWhole ? WALK_STEPS : undefined;
  const smooth = side > 0 ? medianOfPositions(positions, width, height, side, steps) : positions;
  metresAt(smooth, known, endLevels, isWhole, metres);
  return new DepthMap({ ...size, data: metres, residual, ...(margin && { margin }) }) as DecodedDepth;
}

function read(
  painted: Uint8Array,
  samples: Uint8Array | Uint16Array,
  known: KnownCode,
  { withMargin, inwardBias }: DepthSettings,
  residual: Float32Array,
): Positions & { pixels: Uint8Array } {
  if (!inwardBias) return { pixels: painted, ...positionsOf(samples, known, withMargin, residual) };
  const { positions } = positionsOf(painted, known, false, residual);
  const pixels = withoutInwardBias(painted, positions, residual);
  return { pixels, ...positionsOf(pixels, known, withMargin, residual) };
}

function reject(values: Float32Array | Float64Array, residual: Float32Array, maxResidual: number): void {
  if (maxResidual === Infinity) return;
  for (let i = 0; i < values.length; i++) if (residual[i] > maxResidual) values[i] = Number.NaN;
}
