import { WALK_STEPS } from "../../color/cubeWalk.js";
import { fillDepth } from "../../wasm/depth.js";
import { fillDepthPlainly } from "../../wasm/twins/depth.js";
import type { KnownCode } from "./knownCodes.js";

/** Where the pixels of a picture lie on a code's path. */
export interface Positions {
  /** 0 to 1 */
  readonly positions: Float64Array;
  /** levels off the path */
  readonly residual: Float32Array;
  /** levels by which the next stretch lies farther */
  readonly margin: Float32Array | undefined;
}

/** In place of metres: the decoder of the walk then gives steps. */
const STEPS = Float32Array.from({ length: WALK_STEPS + 1 }, (_, step) => step);

/**
 * Projects every pixel of a picture.
 *
 * @param pixels RGB interleaved, 8 bits or 16
 * @param residual filled
 */
export function positionsOf(
  pixels: Uint8Array | Uint16Array,
  known: KnownCode,
  withMargin: boolean,
  residual: Float32Array,
): Positions {
  const count = pixels.length / 3;
  const positions = new Float64Array(count);
  const margin = withMargin ? new Float32Array(count) : undefined;
  if (pixels.BYTES_PER_ELEMENT === 2) {
    known.reader(withMargin).readDeep(pixels as Uint16Array, { positions, residual, margin });
    return { positions, residual, margin };
  }
  const bytes = pixels as Uint8Array;
  if (known.steps && !withMargin) {
    const steps = new Float32Array(count);
    if (!fillDepth(bytes, 3, STEPS, steps, residual)) fillDepthPlainly(bytes, 3, STEPS, steps, residual);
    for (let i = 0; i < count; i++) positions[i] = steps[i] / WALK_STEPS;
    return { positions, residual, margin: undefined };
  }
  known.reader(withMargin).read(bytes, { positions, residual, margin });
  return { positions, residual, margin };
}

/**
 * Positions as depth; NaN stays NaN.
 *
 * @param endLevels within so many levels along the path from an end that means infinity or nothing, colours do too
 * @param isWhole whether the positions are those of 8-bit colours, which the paper's walk has in a table
 * @param metres filled
 */
export function metresAt(
  positions: Float64Array,
  { code, steps }: KnownCode,
  endLevels: number,
  isWhole: boolean,
  metres: Float32Array,
): void {
  const { vertices } = code.path;
  const low = code.atNear === "near" ? 0 : positionAfter(vertices, endLevels);
  const isOpen = code.atFar !== "far" || code.curve.far === Infinity;
  const high = isOpen ? 1 - positionAfter(turned(vertices), endLevels) : 1;
  for (let i = 0; i < metres.length; i++) {
    const position = positions[i];
    if (Number.isNaN(position)) metres[i] = Number.NaN;
    else if (position >= high) metres[i] = code.metresOf(1);
    else if (position <= low) metres[i] = code.metresOf(0);
    else
      metres[i] =
        steps && isWhole ? steps.metresOfStep[Math.round(position * WALK_STEPS)] : code.metresOf(position);
  }
}

/** The position after so many levels along the path. */
function positionAfter(vertices: Float64Array, levels: number): number {
  const segments = vertices.length / 3 - 1;
  let left = levels;
  for (let k = 0; k < segments; k++) {
    const at = 3 * k;
    const length = Math.hypot(
      vertices[at + 3] - vertices[at],
      vertices[at + 4] - vertices[at + 1],
      vertices[at + 5] - vertices[at + 2],
    );
    if (left < length) return (k + left / length) / segments;
    left -= length;
  }
  return 1;
}

/** The path from its end. */
function turned(vertices: Float64Array): Float64Array {
  const last = vertices.length / 3 - 1;
  return vertices.map((_, i) => vertices[3 * (last - Math.floor(i / 3)) + (i % 3)]);
}
