/** The RGB cube in space, and where it lies on a screen: red to the right, green up, blue to the viewer. */
import type { Viewpoint } from "../shared/state.js";

const RADIANS = Math.PI / 180;
/** Levels from the cube's middle to the eye. */
const AWAY = 900;
/** Of the screen's smaller side, that the cube's diagonal spans. */
const SPAN = 0.94;

export interface CubeProjection {
  /** nine numbers, row by row: levels from the middle → to the right, up, and to the eye */
  readonly turn: readonly number[];
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export function projectCube(
  { right, up, zoom, x, y }: Viewpoint,
  { width, height }: { readonly width: number; readonly height: number },
): CubeProjection {
  const [cr, sr] = [Math.cos(right * RADIANS), Math.sin(right * RADIANS)];
  const [cu, su] = [Math.cos(-up * RADIANS), Math.sin(-up * RADIANS)];
  const diagonal = 255 * Math.sqrt(3);
  return {
    turn: [cr, 0, -sr, -su * sr, cu, -su * cr, cu * sr, su, cu * cr],
    scale: (SPAN * zoom * Math.min(width, height)) / diagonal,
    left: width * (0.5 + x),
    top: height / 2 + width * y,
  };
}

/** Where a colour lies: screen pixels, and levels nearer to the eye than the middle. */
export function placeOfColour(
  { turn: t, scale, left, top }: CubeProjection,
  r: number,
  g: number,
  b: number,
): readonly [x: number, y: number, near: number] {
  const [dx, dy, dz] = [r - 127.5, g - 127.5, b - 127.5];
  const near = t[6] * dx + t[7] * dy + t[8] * dz;
  const share = (AWAY * scale) / (AWAY - near);
  return [
    left + share * (t[0] * dx + t[1] * dy + t[2] * dz),
    top - share * (t[3] * dx + t[4] * dy + t[5] * dz),
    near,
  ];
}
