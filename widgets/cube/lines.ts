/** The cube's edges and the code's own lines and points, as segments on a screen, the farthest first. */

import type { CodeInCube } from "./code.js";
import { type CubeProjection, placeOfColour } from "./project.js";

type Rgb = readonly [number, number, number];

export interface Segment {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** CSS colours of its ends */
  readonly colours: readonly [string, string];
  readonly width: number;
  readonly near: number;
}

const corner = (i: number): Rgb => [255 * (i & 1), 255 * ((i >> 1) & 1), 255 * ((i >> 2) & 1)];
const edges = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((from) =>
  [1, 2, 4].filter((bit) => (from & bit) === 0).map((bit) => [corner(from), corner(from | bit)] as const),
);

/** Pieces that a line of the code is cut into, so that its colours are its own. */
const PIECES = 16;

const css = (rgb: readonly number[]): string => `rgb(${rgb.map(Math.round).join(" ")})`;

/** @param edgeColour CSS colour of the cube's own edges */
export function segmentsOf(projection: CubeProjection, code: CodeInCube, edgeColour: string): Segment[] {
  const segment = (a: Rgb, b: Rgb, width: number, colours: readonly [string, string]): Segment => {
    const [p, q] = [placeOfColour(projection, ...a), placeOfColour(projection, ...b)];
    return { from: [p[0], p[1]], to: [q[0], q[1]], width, colours, near: (p[2] + q[2]) / 2 };
  };
  const own = code.lines.flatMap(([a, b]) =>
    Array.from({ length: PIECES }, (_, i) => {
      const at = (t: number): Rgb => a.map((level, k) => level + t * (b[k] - level)) as unknown as Rgb;
      const [from, to] = [at(i / PIECES), at((i + 1) / PIECES)];
      return segment(from, to, 5, [css(from), css(to)]);
    }),
  );
  const cube = edges.map(([a, b]) => segment(a, b, 1, [edgeColour, edgeColour]));
  return [...cube, ...own].sort((a, b) => a.near - b.near);
}
