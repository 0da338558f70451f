import { ArgumentError, describeValue } from "../../errors.js";
import { checkSize } from "../checks.js";

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * How a generator fits its input into its output:
 *
 * - `cover-crop`: scaled, aspect kept, until it covers the output, and cropped at the centre. So do real
 *   outputs of the paper's model (their sides are multiples of 16, and aspects differ by up to 1.8 %).
 * - `resize`: stretched in x and y apart, all of it seen.
 * - `none`: pixel on pixel from the top left corner.
 */
export type AlignmentMode = "cover-crop" | "resize" | "none";

/**
 * Where a place of the source lies in the painted picture: `painted = scale · source + offset`, in pixels
 * from the top left corner, pixel centres at halves. Plain data; it can be stored with a result.
 */
export interface Alignment {
  readonly mode: AlignmentMode;
  readonly source: Size;
  readonly painted: Size;
  /** painted pixels per source pixel */
  readonly scaleX: number;
  readonly scaleY: number;
  /** painted pixels, the drift included */
  readonly offsetX: number;
  readonly offsetY: number;
  /** painted pixels by which the generator had moved everything, if that was measured and corrected */
  readonly drift?: { readonly dx: number; readonly dy: number };
}

/**
 * The alignment of a painted picture with its source, from their sizes alone.
 *
 * @throws ArgumentError for a size outside 1 to 16384 or an unknown mode
 * @example alignmentOf(photo, painted).offsetY // −3.1: rows of the photo that the generator cropped
 */
export function alignmentOf(source: Size, painted: Size, mode: AlignmentMode = "cover-crop"): Alignment {
  checkSize("source", source.width, source.height);
  checkSize("painted", painted.width, painted.height);
  const fitX = painted.width / source.width;
  const fitY = painted.height / source.height;
  const scales: Record<AlignmentMode, readonly [number, number]> = {
    "cover-crop": [Math.max(fitX, fitY), Math.max(fitX, fitY)],
    resize: [fitX, fitY],
    none: [1, 1],
  };
  if (!Object.hasOwn(scales, mode)) {
    throw new ArgumentError({
      argument: "mode",
      expected: "cover-crop, resize or none",
      got: describeValue(mode),
      remedy: "leave it out for what the paper's model does",
    });
  }
  const [scaleX, scaleY] = scales[mode];
  return {
    mode,
    source: { width: source.width, height: source.height },
    painted: { width: painted.width, height: painted.height },
    scaleX,
    scaleY,
    offsetX: mode === "cover-crop" ? (painted.width - scaleX * source.width) / 2 : 0,
    offsetY: mode === "cover-crop" ? (painted.height - scaleY * source.height) / 2 : 0,
  };
}

/** The same alignment, for a picture whose generator had moved everything by a constant shift besides. */
export function withDrift(alignment: Alignment, { dx, dy }: { dx: number; dy: number }): Alignment {
  const before = alignment.drift ?? { dx: 0, dy: 0 };
  return {
    ...alignment,
    offsetX: alignment.offsetX + dx,
    offsetY: alignment.offsetY + dy,
    drift: { dx: before.dx + dx, dy: before.dy + dy },
  };
}

/** Where a place of the source lies in the painted picture; it may be outside. */
export function paintedPlace(
  { scaleX, scaleY, offsetX, offsetY }: Alignment,
  [x, y]: readonly [number, number],
): [number, number] {
  return [scaleX * x + offsetX, scaleY * y + offsetY];
}

/** Where a place of the painted picture lies in the source. */
export function sourcePlace(
  { scaleX, scaleY, offsetX, offsetY }: Alignment,
  [x, y]: readonly [number, number],
): [number, number] {
  return [(x - offsetX) / scaleX, (y - offsetY) / scaleY];
}
