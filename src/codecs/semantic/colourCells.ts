import type { Rgb } from "../../image/types.js";

/** A colour that means a class. */
export interface Prototype {
  readonly colour: Rgb;
  /** place of the class in the legend */
  readonly classIndex: number;
}

/** Bits per channel that choose a cell: 32 cells a side, each 8 levels wide. */
export const CELL_BITS = 5;
const CELL_LEVELS = 256 >> CELL_BITS;

/** For every cell of the RGB cube, the few prototypes that can win in it. */
export interface ColourCells {
  /** per cell: where its list begins × 256 + how many it holds */
  readonly spans: Uint32Array;
  /** numbers of prototypes, ascending within a list */
  readonly lists: Uint16Array;
}

/**
 * Finds by halving boxes which prototypes can be nearest to any colour in a cell, exactly: one is left
 * out only where `places` classes lie nearer with their farthest corner than it does with its nearest.
 *
 * @param prototypes at most 65536, ordered by class
 * @param places 1 for the nearest class alone, 2 for the runner-up too
 */
export function colourCells(prototypes: readonly Prototype[], places: 1 | 2): ColourCells {
  const spans = new Uint32Array(1 << (3 * CELL_BITS));
  const lists: number[] = [];
  const nearest = new Float64Array(prototypes.length);

  function divide(r: number, g: number, b: number, size: number, candidates: readonly number[]): void {
    const kept = prune(r, g, b, size, candidates);
    if (size === CELL_LEVELS) {
      const cell = (((r << CELL_BITS) | g) << (CELL_BITS - 3)) | (b >> 3);
      spans[cell] = lists.length * 256 + kept.length;
      lists.push(...kept);
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
    // The smallest of the classes' farthest distances, and the next one of another class.
    let first = Infinity;
    let firstClass = -1;
    let second = Infinity;
    for (const i of candidates) {
      const { colour, classIndex } = prototypes[i];
      const [lowR, highR] = reach(colour[0], r, size);
      const [lowG, highG] = reach(colour[1], g, size);
      const [lowB, highB] = reach(colour[2], b, size);
      nearest[i] = lowR + lowG + lowB;
      const farthest = highR + highG + highB;
      if (classIndex === firstClass) first = Math.min(first, farthest);
      else if (farthest < first) {
        second = first;
        first = farthest;
        firstClass = classIndex;
      } else if (farthest < second) second = farthest;
    }
    const bound = places === 1 ? first : second;
    return candidates.filter((i) => nearest[i] <= bound);
  }

  divide(0, 0, 0, 256, [...prototypes.keys()]);
  return { spans, lists: Uint16Array.from(lists) };
}

/** Squared distances along one channel from a level to the nearest and the farthest level of a box. */
function reach(level: number, low: number, size: number): [number, number] {
  const high = low + size - 1;
  const inside = level < low ? low - level : level > high ? level - high : 0;
  const across = Math.max(Math.abs(level - low), Math.abs(level - high));
  return [inside * inside, across * across];
}
