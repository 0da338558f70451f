import { ArgumentError, describeValue } from "../errors.js";
import type { DepthMap } from "../image/depthMap.js";
import type { Intrinsics } from "./intrinsics.js";
import { normalsOfDepth } from "./normalsOfDepth.js";

/** What counts as an edge, where points float between a thing and what is behind it. */
export interface EdgeOptions {
  /** a step in depth to a neighbour, relative to the nearer of the two; default 0.05; Infinity: none */
  readonly relativeJump?: number;
  /** an angle between the surface's normal and the ray to the eye; default 88 degrees; 90: none */
  readonly grazingDegrees?: number;
}

export const EDGE_DEFAULTS = { relativeJump: 0.05, grazingDegrees: 88 } as const;

/** The options with defaults. @throws ArgumentError for what is out of range */
export function checkedEdges(options: EdgeOptions): Required<EdgeOptions> {
  const { relativeJump, grazingDegrees } = { ...EDGE_DEFAULTS, ...options };
  const refuse = (argument: string, expected: string, value: unknown): ArgumentError =>
    new ArgumentError({
      argument: `edges.${argument}`,
      expected,
      got: describeValue(value),
      remedy: `leave it out for ${EDGE_DEFAULTS[argument as keyof EdgeOptions]}, or pass false as edges to keep everything`,
    });
  if (!(relativeJump > 0)) throw refuse("relativeJump", "a number above 0", relativeJump);
  if (!(grazingDegrees > 0 && grazingDegrees <= 90)) {
    throw refuse("grazingDegrees", "an angle above 0 and at most 90", grazingDegrees);
  }
  return { relativeJump, grazingDegrees };
}

/** Whether two depths that touch lie on different surfaces; the sky is behind everything. */
export function isJump(a: number, b: number, relativeJump: number): boolean {
  return Math.abs(a - b) > relativeJump * Math.min(a, b);
}

/**
 * Marks pixels at edges of depth: 1 where one of the eight neighbours is a jump away, or the surface is seen at a
 * grazing angle; else 0. Unknown neighbours make no edge.
 *
 * @throws ArgumentError for options out of range or wrong intrinsics
 * @example depthEdges(depth, intrinsics, { relativeJump: 0.03 }).reduce((sum, edge) => sum + edge, 0)
 */
export function depthEdges(depth: DepthMap, intrinsics: Intrinsics, options: EdgeOptions = {}): Uint8Array {
  const { relativeJump, grazingDegrees } = checkedEdges(options);
  const { width, height, data } = depth;
  const edges = new Uint8Array(width * height);
  const mark = (i: number, j: number): void => {
    if (isJump(data[i], data[j], relativeJump)) edges[i] = edges[j] = 1;
  };
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (x + 1 < width) mark(i, i + 1);
      if (y + 1 === height) continue;
      mark(i, i + width);
      if (x + 1 < width) mark(i, i + width + 1);
      if (x > 0) mark(i, i + width - 1);
    }
  }
  if (grazingDegrees < 90) markGrazing(depth, intrinsics, grazingDegrees, edges);
  return edges;
}

function markGrazing(depth: DepthMap, intrinsics: Intrinsics, degrees: number, edges: Uint8Array): void {
  const { fx, fy, cx, cy } = intrinsics;
  const normals = normalsOfDepth(depth, intrinsics).data;
  const least = Math.cos((degrees * Math.PI) / 180);
  for (let y = 0, i = 0; y < depth.height; y++) {
    const v = (cy - y - 0.5) / fy;
    for (let x = 0; x < depth.width; x++, i++) {
      const u = (x + 0.5 - cx) / fx;
      // To the eye, in axes of x right, y up, z to the viewer; NaN compares as no edge.
      const along = -u * normals[3 * i] - v * normals[3 * i + 1] + normals[3 * i + 2];
      if (along < least * Math.hypot(u, v, 1)) edges[i] = 1;
    }
  }
}
