import type { DepthTables } from "vision-peel/codecs";
import type { DepthColours } from "./draw/colours.js";

/** How the finite pixels of a picture spread over the steps of its code. */
export interface DepthCounts {
  /** pixels of each step of the walk, white left out */
  readonly ofStep: Uint32Array;
  readonly finite: number;
  readonly infinite: number;
  readonly unknown: number;
  readonly nearest: { readonly metres: number; readonly at: number } | undefined;
  readonly farthestMetres: number;
}

/** Pixels counted between two breaths: about 5 ms. */
const CHUNK = 1 << 20;

/**
 * Counts a picture's pixels, in pieces, so that a large one does not hold up the page.
 *
 * @param breathe awaited between two pieces; rejects to give up
 */
export async function countDepth(
  metres: Float32Array,
  tables: DepthTables,
  breathe: () => Promise<void>,
): Promise<DepthCounts> {
  const ofStep = new Uint32Array(tables.metresOfStep.length);
  let finite = 0;
  let infinite = 0;
  let nearest: { metres: number; at: number } | undefined;
  let farthestMetres = 0;
  for (let start = 0; start < metres.length; start += CHUNK) {
    const end = Math.min(metres.length, start + CHUNK);
    for (let i = start; i < end; i++) {
      const depth = metres[i];
      if (depth >= 0 && depth < Infinity) {
        finite++;
        ofStep[tables.stepOf(depth)]++;
        if (depth > farthestMetres) farthestMetres = depth;
        if (!nearest || depth < nearest.metres) nearest = { metres: depth, at: i };
      } else if (depth === Infinity) infinite++;
    }
    await breathe();
  }
  return { ofStep, finite, infinite, unknown: metres.length - finite - infinite, nearest, farthestMetres };
}

/**
 * The metres below which a share of the finite pixels lies, to a step of the code: its near end for the
 * lower half, its far end for the upper, so that the pixels of the share are inside.
 *
 * @param share 0 to 1
 */
export function metresOfShare({ ofStep, finite }: DepthCounts, tables: DepthTables, share: number): number {
  const wanted = share * finite;
  let step = 0;
  for (let seen = ofStep[0]; seen < wanted && step < ofStep.length - 1; seen += ofStep[step]) step++;
  return tables.metresOfStep[step];
}

const BAR_BINS = 256;

/** Counts at the places of a colour bar, by the middle of every step. */
export function barCounts(
  { ofStep }: DepthCounts,
  { metresOfStep }: DepthTables,
  { positionOf }: DepthColours,
): Float64Array {
  const bins = new Float64Array(BAR_BINS);
  ofStep.forEach((count, step) => {
    if (count === 0) return;
    bins[Math.min(BAR_BINS - 1, Math.floor(BAR_BINS * positionOf(metresOfStep[step])))] += count;
  });
  return bins;
}
