import { ArgumentError, describeValue } from "../errors.js";
import type { Alignment, Size } from "../image/alignment/alignment.js";

/**
 * What a pinhole camera does to directions. Places count from the picture's top left corner, so that the first
 * pixel's centre is (0.5, 0.5); a `Camera` of the procedural world fits. Where a data set's centre of the
 * first pixel is (0, 0), as in OpenCV's calibrations, use `intrinsicsOfCentres`.
 */
export interface Intrinsics {
  /** focal lengths in pixels */
  readonly fx: number;
  readonly fy: number;
  /** where the optical axis meets the picture, in pixels */
  readonly cx: number;
  readonly cy: number;
}

/** A field of view and the side that it spans. */
export interface FieldOfView {
  readonly degrees: number;
  /** default `horizontal` */
  readonly side?: "horizontal" | "vertical" | "diagonal";
}

/** @throws ArgumentError unless focal lengths are above 0 and the centre is finite */
export function checkIntrinsics(intrinsics: Intrinsics): Intrinsics {
  for (const name of ["fx", "fy", "cx", "cy"] as const) {
    const value: unknown = intrinsics?.[name];
    const isFocal = name === "fx" || name === "fy";
    if (typeof value === "number" && Number.isFinite(value) && (!isFocal || value > 0)) continue;
    throw new ArgumentError({
      argument: `intrinsics.${name}`,
      expected: isFocal ? "a focal length above 0, in pixels" : "a finite number of pixels",
      got: describeValue(value),
      remedy: "give { fx, fy, cx, cy }, or use intrinsicsOfView with a field of view",
    });
  }
  return intrinsics;
}

/**
 * The camera of a field of view: square pixels, the optical axis in the middle.
 *
 * @throws ArgumentError for an angle that is not above 0 and below 180 degrees
 * @example intrinsicsOfView({ width: 640, height: 480 }, { degrees: 60 }).fx // 554.26
 */
export function intrinsicsOfView(
  { width, height }: Size,
  { degrees, side = "horizontal" }: FieldOfView,
): Intrinsics {
  if (!(degrees > 0 && degrees < 180)) {
    throw new ArgumentError({
      argument: "degrees",
      expected: "an angle above 0 and below 180",
      got: describeValue(degrees),
      remedy: "60 is common for a phone's picture",
    });
  }
  const lengths = { horizontal: width, vertical: height, diagonal: Math.hypot(width, height) };
  if (!Object.hasOwn(lengths, side)) {
    throw new ArgumentError({
      argument: "side",
      expected: Object.keys(lengths).join(", "),
      got: describeValue(side),
      remedy: "leave it out for horizontal",
    });
  }
  const focal = lengths[side] / 2 / Math.tan((degrees * Math.PI) / 360);
  return { fx: focal, fy: focal, cx: width / 2, cy: height / 2 };
}

/** Intrinsics whose places count from the first pixel's centre (OpenCV, KITTI, TartanAir), counted from its corner. */
export function intrinsicsOfCentres({ fx, fy, cx, cy }: Intrinsics): Intrinsics {
  return { fx, fy, cx: cx + 0.5, cy: cy + 0.5 };
}

/** The source's intrinsics on the grid of what was painted of it. */
export function paintedIntrinsics(
  { fx, fy, cx, cy }: Intrinsics,
  { scaleX, scaleY, offsetX, offsetY }: Alignment,
): Intrinsics {
  return { fx: scaleX * fx, fy: scaleY * fy, cx: scaleX * cx + offsetX, cy: scaleY * cy + offsetY };
}
