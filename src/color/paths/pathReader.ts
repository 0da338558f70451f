import type { ColourPath } from "./colourPath.js";
import {
  type PathSegments,
  projectOnPath,
  segmentsOf,
  shareAlong,
  squaredDistance,
} from "./nearestOnPath.js";

/** Cells a side, each 8 levels wide. */
const CELL_SHIFT = 3;
const CELLS = 32 ** 3;
/** No colour of a cell is farther from its middle. */
const HALF_DIAGONAL = 3.5 * Math.sqrt(3);

/** Colours that are remembered; pictures repeat theirs. A power of two. */
const REMEMBERED = 2 ** 16;

/**
 * Projects the 8-bit colours of pictures onto a path, each distinct colour once as long as it is remembered.
 * In every cell of the RGB cube only those segments are tried that can be nearest in it; which these are is found
 * when the cell's first colour comes. Exact: equal to trying all of them.
 */
export class PathReader {
  readonly #segments: PathSegments;
  readonly #stretch: number;
  readonly #withMargin: boolean;
  readonly #candidates: (Uint16Array | undefined)[] = Array(CELLS);
  readonly #colours = new Int32Array(REMEMBERED).fill(-1);
  readonly #positions = new Float64Array(REMEMBERED);
  readonly #residuals = new Float64Array(REMEMBERED);
  readonly #margins: Float64Array;

  constructor(path: ColourPath, withMargin: boolean) {
    this.#segments = segmentsOf(path);
    this.#stretch = path.stretch;
    this.#withMargin = withMargin;
    this.#margins = new Float64Array(withMargin ? REMEMBERED : 0);
  }

  /**
   * @param pixels RGB interleaved
   * @param positions filled, one per pixel, as are the others
   * @param margins only if the reader was made for it
   */
  read(pixels: Uint8Array, positions: Float64Array, residual: Float32Array, margins?: Float32Array): void {
    for (let i = 0, at = 0; i < positions.length; i++, at += 3) {
      const place = this.#placeOf(pixels[at], pixels[at + 1], pixels[at + 2]);
      positions[i] = this.#positions[place];
      residual[i] = this.#residuals[place];
      if (margins) margins[i] = this.#margins[place];
    }
  }

  /** Where in memory a colour's projection lies, after it was put there. */
  #placeOf(r: number, g: number, b: number): number {
    const colour = (r << 16) | (g << 8) | b;
    const place = (Math.imul(colour, 0x9e3779b1) >>> 16) & (REMEMBERED - 1);
    if (this.#colours[place] === colour) return place;
    this.#colours[place] = colour;
    if (this.#withMargin) {
      const { position, residual, margin } = projectOnPath(this.#segments, this.#stretch, r, g, b);
      this.#positions[place] = position;
      this.#residuals[place] = residual;
      this.#margins[place] = margin;
    } else this.#project(place, r, g, b);
    return place;
  }

  #project(place: number, r: number, g: number, b: number): void {
    const segments = this.#segments;
    const cell = ((r >> CELL_SHIFT) << 10) | ((g >> CELL_SHIFT) << 5) | (b >> CELL_SHIFT);
    this.#candidates[cell] ??= candidatesOf(segments, r, g, b);
    let best = Infinity;
    let position = 0;
    for (const k of this.#candidates[cell]) {
      const t = shareAlong(segments, k, r, g, b);
      const squared = squaredDistance(segments, k, t, r, g, b);
      if (squared < best) {
        best = squared;
        position = segments.from[k] + t * (segments.to[k] - segments.from[k]);
      }
    }
    this.#positions[place] = position;
    this.#residuals[place] = Math.sqrt(best);
  }
}

/** The segments that can be nearest to a colour of this colour's cell, by the triangle inequality. */
function candidatesOf(segments: PathSegments, r: number, g: number, b: number): Uint16Array {
  const middle = (level: number): number => (level & ~7) + 3.5;
  const [mr, mg, mb] = [middle(r), middle(g), middle(b)];
  const distances = Float64Array.from({ length: segments.count }, (_, k) =>
    Math.sqrt(squaredDistance(segments, k, shareAlong(segments, k, mr, mg, mb), mr, mg, mb)),
  );
  // A hair more than needed, for what floats round off.
  const reach = Math.min(...distances) + 2 * HALF_DIAGONAL + 1e-6;
  return Uint16Array.from([...distances.keys()].filter((k) => distances[k] <= reach));
}
