import { checkOptions } from "../../checkOptions.js";
import { colourAt, projectOnWalk, WALK_STEPS, type WalkProjection } from "../../color/cubeWalk.js";
import { walkColours } from "../../color/cubeWalkInteger.js";
import { depthTransform } from "../../color/powerTransform.js";
import type { Rgb } from "../../image/types.js";

/** The two parameters of the depth code. */
export interface DepthCodeOptions {
  /** shape of the power transform, below −1; default −3 */
  readonly lambda?: number;
  /** its scale in metres, above 0; default 10/3 */
  readonly c?: number;
}

/** What one painted colour says. */
export interface DepthReading extends WalkProjection {
  /** metres along the optical axis; Infinity for white */
  readonly metres: number;
}

/** The depth code for one λ and c: metres ↔ position ↔ colour. */
export interface DepthCode {
  readonly lambda: number;
  readonly c: number;
  /** metres, 0 to Infinity → position on the walk, 0 to 1; throws ArgumentError below 0 and for NaN */
  positionOf(metres: number): number;
  /** position, 0 to 1 → metres; throws ArgumentError outside */
  metresOf(position: number): number;
  /** metres → 8-bit colour, rounded to the nearest of the walk's 1786; beyond 587 m (λ = −3, c = 10/3) white */
  colourOf(metres: number): Rgb;
  /** metres → colour in fractional levels, 0 to 255, not rounded */
  levelsOf(metres: number): [number, number, number];
  /** colour in levels, 0 to 255, whole or fractional → what it says and how surely */
  read(r: number, g: number, b: number): DepthReading;
}

const WALK_COLOURS = walkColours();

/**
 * The depth code of arXiv 2604.20329: a power transform, then a walk along the edges of the RGB cube.
 *
 * @throws ArgumentError unless λ < −1 and c > 0
 * @example
 * const code = depthCode();
 * code.colourOf(2)         // [220, 255, 0]
 * code.read(192, 0, 255)   // { metres: 13.69…, position: 0.821…, edge: 5, residual: 0, ambiguous: false }
 */
export function depthCode(options: DepthCodeOptions = {}): DepthCode {
  checkOptions("depthCode", options, { lambda: true, c: true });
  const { lambda = -3, c = 10 / 3 } = options;
  const transform = depthTransform(lambda, c);
  return {
    lambda,
    c,
    positionOf: transform.forward,
    metresOf: transform.inverse,
    colourOf(metres) {
      const at = 3 * Math.round(WALK_STEPS * transform.forward(metres));
      return [WALK_COLOURS[at], WALK_COLOURS[at + 1], WALK_COLOURS[at + 2]];
    },
    levelsOf: (metres) => colourAt(transform.forward(metres)),
    read(r, g, b) {
      const projection = projectOnWalk(r, g, b);
      return { metres: transform.inverse(projection.position), ...projection };
    },
  };
}
