/** Needles: the normals of a grid of pixels, drawn as lines over the picture. */
import type { Frame } from "../../shared/draw/frame.js";
import { normalAt } from "../directions.js";

export interface Needle {
  /** screen pixels: where it stands, and its tip */
  readonly x: number;
  readonly y: number;
  readonly toX: number;
  readonly toY: number;
}

/**
 * The needles of what is seen. One that points at the viewer is a dot; one that lies in the picture is as long as
 * nearly the way to the next.
 *
 * @param spacing screen pixels between two
 */
export function needlesOf(
  { width, height, normals }: { width: number; height: number; normals: Float32Array },
  frame: Frame,
  spacing: number,
): Needle[] {
  const needles: Needle[] = [];
  for (let y = spacing / 2; y < frame.height; y += spacing) {
    const row = Math.floor(frame.top + y / frame.scale);
    for (let x = spacing / 2; x < frame.width; x += spacing) {
      const column = Math.floor(frame.left + x / frame.scale);
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      const normal = normalAt(normals, row * width + column);
      if (!normal) continue;
      needles.push({ x, y, toX: x + 0.85 * spacing * normal[0], toY: y - 0.85 * spacing * normal[1] });
    }
  }
  return needles;
}
