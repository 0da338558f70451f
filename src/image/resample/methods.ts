import { ArgumentError, describeValue } from "../../errors.js";
import { adaptiveTaps, coverageTaps, steppedTaps } from "./area.js";
import { type Axis, clampIndex, emptyTaps, type Taps } from "./axis.js";
import { antialiasTaps, BOX, cubic, interpolationTaps, lanczos, TRIANGLE, takeOne } from "./kernels.js";

/**
 * How new pixels come from old ones. The same word means different things in different libraries, so each
 * name here says which of them it equals:
 *
 * - `nearest`: torch `nearest`, OpenCV `INTER_NEAREST`; takes the pixel at the new one's top left corner
 * - `nearest-exact`: torch `nearest-exact`; takes the pixel at the new one's centre
 * - `nearest-pillow`: Pillow `NEAREST`; the same, but for centres that fall right between two pixels
 * - `bilinear`: torch `bilinear` with `align_corners=False`, OpenCV `INTER_LINEAR`
 * - `bilinear-align-corners`: torch `bilinear` with `align_corners=True`
 * - `bilinear-antialias`: torch `bilinear` with `antialias=True`, Pillow `BILINEAR`
 * - `bicubic`: torch `bicubic`, OpenCV `INTER_CUBIC` (a = −0.75)
 * - `bicubic-antialias`: Pillow `BICUBIC` (a = −0.5)
 * - `area`: OpenCV `INTER_AREA`
 * - `area-adaptive`: torch `area`
 * - `box`: Pillow `BOX`
 * - `lanczos4`: OpenCV `INTER_LANCZOS4`
 * - `lanczos-antialias`: Pillow `LANCZOS` (3 lobes)
 * - `bilinear-within-edges`: ours; `bilinear` of those pixels alone that belong to one surface with the nearest: depth
 *   at most 5 % and normals at most 20° from it. Everything else is blended as by `bilinear`
 */
export type ResampleMethod =
  | "nearest"
  | "nearest-exact"
  | "nearest-pillow"
  | "bilinear"
  | "bilinear-align-corners"
  | "bilinear-antialias"
  | "bicubic"
  | "bicubic-antialias"
  | "area"
  | "area-adaptive"
  | "box"
  | "lanczos4"
  | "lanczos-antialias"
  | "bilinear-within-edges";

const BUILDERS: Record<ResampleMethod, (axis: Axis, bothShrink: boolean) => Taps> = {
  nearest: (axis) => pickTaps(axis, 0),
  "nearest-exact": (axis) => pickTaps(axis, 0.5),
  "nearest-pillow": pillowTaps,
  bilinear: (axis) => interpolationTaps(axis, TRIANGLE),
  "bilinear-align-corners": (axis) => interpolationTaps(alignedCorners(axis), TRIANGLE),
  "bilinear-antialias": (axis) => antialiasTaps(axis, TRIANGLE),
  bicubic: (axis) => interpolationTaps(axis, cubic(-0.75)),
  "bicubic-antialias": (axis) => antialiasTaps(axis, cubic(-0.5)),
  area: (axis, bothShrink) => (bothShrink ? coverageTaps(axis) : steppedTaps(axis)),
  "area-adaptive": adaptiveTaps,
  box: (axis) => antialiasTaps(axis, BOX),
  lanczos4: (axis) => interpolationTaps(axis, lanczos(4)),
  "lanczos-antialias": (axis) => antialiasTaps(axis, lanczos(3)),
  "bilinear-within-edges": (axis) => interpolationTaps(axis, TRIANGLE),
};

/** The names of all methods. */
export const RESAMPLE_METHODS = Object.keys(BUILDERS) as readonly ResampleMethod[];

/** Whether new pixels are always one of the old ones: what labels and codes need. */
export function isPicking(method: ResampleMethod): boolean {
  return method.startsWith("nearest");
}

/** The taps of both axes. @throws ArgumentError for a method that does not exist */
export function tapsOf(method: ResampleMethod, x: Axis, y: Axis): { x: Taps; y: Taps } {
  if (!Object.hasOwn(BUILDERS, method)) {
    throw new ArgumentError({
      argument: "method",
      expected: `one of ${Object.keys(BUILDERS).join(", ")}`,
      got: describeValue(method),
      remedy: "labels take nearest-exact, all else bilinear",
    });
  }
  const bothShrink = x.scale >= 1 && y.scale >= 1;
  return { x: BUILDERS[method](x, bothShrink), y: BUILDERS[method](y, bothShrink) };
}

function pickTaps(axis: Axis, place: number): Taps {
  const taps = emptyTaps(axis.target, 1);
  for (let i = 0; i < axis.target; i++) {
    takeOne(taps, i, clampIndex(Math.floor((i + place) * axis.scale + axis.offset), axis.source));
  }
  return taps;
}

/** Pillow adds the scale up from pixel to pixel, and its rounding decides where a centre is right between. */
function pillowTaps(axis: Axis): Taps {
  const taps = emptyTaps(axis.target, 1);
  let centre = axis.offset + 0.5 * axis.scale;
  for (let i = 0; i < axis.target; i++, centre += axis.scale) {
    takeOne(taps, i, clampIndex(Math.floor(centre), axis.source));
  }
  return taps;
}

function alignedCorners({ source, target }: Axis): Axis {
  const scale = target > 1 ? (source - 1) / (target - 1) : 0;
  return { source, target, scale, offset: 0.5 - 0.5 * scale };
}
