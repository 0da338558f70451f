import type { Rgb } from "../../image/types.js";

/** Bits per channel that choose a cell: 32 cells a side, each 8 levels wide. */
export const CELL_BITS = 5;
export const CELLS = 1 << (3 * CELL_BITS);
const CELL_LEVELS = 256 >> CELL_BITS;

/** For every cell of the RGB cube, the few colours that can be nearest in it. */
export interface ColourCells {
  /** per cell where its list begins; the next cell's beginning is its end */
  readonly starts: Uint32Array;
  /** places of colours, ascending within a list */
  readonly lists: Uint8Array;
}

/** The cell of a colour in levels. */
export const cellOf = (r: number, g: number, b: number): number =>
  ((r >> 3) << (2 * CELL_BITS)) | ((g >> 3) << CELL_BITS) | (b >> 3);

/**
 * Finds by halving boxes which colours can be nearest to anything in a cell, exactly: one is left out
 * only where as many others as are asked for lie nearer with their farthest corner than it does with
 * its nearest.
 *
 * @param colours at most 256
 * @param places 1 for the nearest colour alone, 2 for the runner-up too
 */
export function colourCells(colours: readonly Rgb[], places: 1 | 2): ColourCells {
  const found: (readonly number[])[] = Array(CELLS);
  const nearest = new Float64Array(colours.length);

  function divide(r: number, g: number, b: number, size: number, candidates: readonly number[]): void {
    const kept = prune(r, g, b, size, candidates);
    if (size === CELL_LEVELS) {
      found[cellOf(r, g, b)] = kept;
      return;
    }
    const half = size / 2;
    for (let corner = 0; corner < 8; corner++) {
      divide(r + half * (corner >> 2), g + half * ((corner >> 1) & 1), b + half * (corner & 1), half, kept);
    }
  }

  function prune(
    r: number,
    g: number,
    b: number,
    size: number,
    candidates: readonly number[],
  ): readonly number[] {
    if (candidates.length <= places) return candidates;
    // The two smallest of the colours' farthest distances.
    let first = Infinity;
    let second = Infinity;
    for (const i of candidates) {
      const [lowR, highR] = reach(colours[i][0], r, size);
      const [lowG, highG] = reach(colours[i][1], g, size);
      const [lowB, highB] = reach(colours[i][2], b, size);
      nearest[i] = lowR + lowG + lowB;
      const farthest = highR + highG + highB;
      if (farthest < first) {
        second = first;
        first = farthest;
      } else if (farthest < second) second = farthest;
    }
    const bound = places === 1 ? first : second;
    return candidates.filter((i) => nearest[i] <= bound);
  }

  divide(0, 0, 0, 256, [...colours.keys()]);
  const starts = new Uint32Array(CELLS + 1);
  for (let cell = 0; cell < CELLS; cell++) starts[cell + 1] = starts[cell] + found[cell].length;
  const lists = new Uint8Array(starts[CELLS]);
  for (let cell = 0; cell < CELLS; cell++) lists.set(found[cell], starts[cell]);
  return { starts, lists };
}

/** Squared distances along one channel from a level to the nearest and the farthest level of a box. */
function reach(level: number, low: number, size: number): [number, number] {
  const high = low + size - 1;
  const inside = level < low ? low - level : level > high ? level - high : 0;
  const across = Math.max(Math.abs(level - low), Math.abs(level - high));
  return [inside * inside, across * across];
}
