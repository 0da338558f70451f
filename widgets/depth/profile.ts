/** Depth along a line of pixels. */
import type { DepthState, PixelPair, PixelPosition } from "./state.js";

export interface ProfilePoint extends PixelPosition {
  /** pixels from the line's begin */
  readonly along: number;
}

/** The line that a profile follows; null where there is none: no cursor, nothing drawn. */
export function lineOf(
  { profile, line, cursor }: Pick<DepthState, "profile" | "line" | "cursor">,
  { width, height }: { width: number; height: number },
): PixelPair | null {
  if (profile === "line") return line;
  const at = cursor ?? { x: width >> 1, y: height >> 1 };
  return profile === "row"
    ? { from: { x: 0, y: at.y }, to: { x: width - 1, y: at.y } }
    : { from: { x: at.x, y: 0 }, to: { x: at.x, y: height - 1 } };
}

/** Every pixel of a line, as Bresenham would set them: one for each column or row, whichever are more. */
export function pixelsAlong({ from, to }: PixelPair): ProfilePoint[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const steps = Math.max(Math.abs(dx), Math.abs(dy));
  const length = Math.hypot(dx, dy);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const t = steps === 0 ? 0 : i / steps;
    return { x: Math.round(from.x + t * dx), y: Math.round(from.y + t * dy), along: t * length };
  });
}

/** A profile as text for a spreadsheet: tabs, one pixel a line, what has no surface as it is called. */
export function profileText(
  points: readonly ProfilePoint[],
  { width, metres }: { width: number; metres: Float32Array },
): string {
  const rows = points.map(({ x, y, along }) => [along.toFixed(2), x, y, metres[y * width + x]].join("\t"));
  return ["along\tx\ty\tmetres", ...rows].join("\n");
}
