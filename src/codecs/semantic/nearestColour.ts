import { CELL_BITS, type ColourCells, colourCells, type Prototype } from "./colourCells.js";
import type { ColourLegend } from "./legend.js";

/** What a classification fills, one value per pixel. */
export interface NearestPlanes {
  /** place of the nearest class in the legend; at a tie the first */
  readonly classes: Uint8Array;
  /** distance to the nearest class, levels */
  readonly residual?: Float32Array;
  /** how much farther the next class is, levels; 0 is a tie. With one class only, Infinity */
  readonly margin?: Float32Array;
}

/** Low bits of a packed candidate that hold its number; its squared distance lies above them. */
const INDEX_BITS = 12;
const INDEX_MASK = (1 << INDEX_BITS) - 1;

/**
 * Nearest class in RGB, exactly, for any picture of one legend. Lists of the few classes that can be
 * nearest within small cells of the cube spare almost all distances.
 *
 * @example
 * const nearest = new NearestColour(parseLegend({ cat: "red" }));
 * nearest.classify(painted.data, { classes: new Uint8Array(painted.width * painted.height) });
 */
export class NearestColour {
  readonly #prototypes: readonly Prototype[];
  readonly #levels: Uint8Array;
  readonly #classOf: Uint8Array;
  #cells: Partial<Record<1 | 2, ColourCells>> = {};

  constructor(legend: ColourLegend) {
    this.#prototypes = legend.flatMap(({ colour, variants }, classIndex) =>
      [colour, ...variants].map((one) => ({ colour: one, classIndex })),
    );
    this.#levels = Uint8Array.from(this.#prototypes.flatMap(({ colour }) => [...colour]));
    this.#classOf = Uint8Array.from(this.#prototypes, ({ classIndex }) => classIndex);
  }

  /** Fills the planes; `pixels` are RGB interleaved. */
  classify(pixels: Uint8Array, { classes, residual, margin }: NearestPlanes): void {
    if (residual || margin) this.#classifyWithRunnerUp(pixels, classes, residual, margin);
    else this.#classifyOnly(pixels, classes);
  }

  #cellsFor(places: 1 | 2): ColourCells {
    let cells = this.#cells[places];
    if (!cells) {
      cells = colourCells(this.#prototypes, places);
      this.#cells[places] = cells;
    }
    return cells;
  }

  #classifyOnly(pixels: Uint8Array, classes: Uint8Array): void {
    const { spans, lists } = this.#cellsFor(1);
    const levels = this.#levels;
    const classOf = this.#classOf;
    for (let i = 0, at = 0; i < classes.length; i++, at += 3) {
      const r = pixels[at];
      const g = pixels[at + 1];
      const b = pixels[at + 2];
      const span = spans[cellOf(r, g, b)];
      const start = span >>> 8;
      const end = start + (span & 255);
      if (end - start === 1) {
        classes[i] = classOf[lists[start]];
        continue;
      }
      let best = 0x7fffffff;
      for (let k = start; k < end; k++) {
        const candidate = lists[k];
        const packed = (squaredDistance(levels, 3 * candidate, r, g, b) << INDEX_BITS) | candidate;
        if (packed < best) best = packed;
      }
      classes[i] = classOf[best & INDEX_MASK];
    }
  }

  #classifyWithRunnerUp(
    pixels: Uint8Array,
    classes: Uint8Array,
    residual: Float32Array | undefined,
    margin: Float32Array | undefined,
  ): void {
    const { spans, lists } = this.#cellsFor(2);
    const levels = this.#levels;
    const classOf = this.#classOf;
    for (let i = 0, at = 0; i < classes.length; i++, at += 3) {
      const r = pixels[at];
      const g = pixels[at + 1];
      const b = pixels[at + 2];
      const span = spans[cellOf(r, g, b)];
      const start = span >>> 8;
      const end = start + (span & 255);
      let best = Infinity;
      let second = Infinity;
      let bestClass = -1;
      for (let k = start; k < end; k++) {
        const candidate = lists[k];
        const squared = squaredDistance(levels, 3 * candidate, r, g, b);
        const candidateClass = classOf[candidate];
        if (squared < best) {
          if (candidateClass !== bestClass) second = best;
          best = squared;
          bestClass = candidateClass;
        } else if (squared < second && candidateClass !== bestClass) second = squared;
      }
      classes[i] = bestClass;
      const distance = Math.sqrt(best);
      if (residual) residual[i] = distance;
      if (margin) margin[i] = Math.sqrt(second) - distance;
    }
  }
}

const cellOf = (r: number, g: number, b: number): number =>
  ((((r >> 3) << CELL_BITS) | (g >> 3)) << CELL_BITS) | (b >> 3);

function squaredDistance(levels: Uint8Array, at: number, r: number, g: number, b: number): number {
  const dr = r - levels[at];
  const dg = g - levels[at + 1];
  const db = b - levels[at + 2];
  return dr * dr + dg * dg + db * db;
}
