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

/**
 * Counts at the places of a colour bar. Every step is shared out over the places up to its neighbours', so that a
 * scale on which steps lie far apart shows no gaps; what lies beyond the bar's ends is left out.
 */
export function barCounts(
  { ofStep }: DepthCounts,
  { metresOfStep }: DepthTables,
  { positionOf, range }: DepthColours,
): Float64Array {
  const bins = new Float64Array(BAR_BINS);
  const middle = (step: number): number => (metresOfStep[step] + metresOfStep[step + 1]) / 2;
  ofStep.forEach((count, step) => {
    if (count === 0 || metresOfStep[step] < range.near || metresOfStep[step] > range.far) return;
    const from = BAR_BINS * (step === 0 ? 0 : positionOf(middle(step - 1)));
    const to = BAR_BINS * positionOf(middle(step));
    if (!(to > from)) return;
    for (let bin = Math.floor(from); bin < Math.min(BAR_BINS, to); bin++) {
      const covered = Math.min(to, bin + 1) - Math.max(from, bin);
      bins[bin] += (count * covered) / (to - from);
    }
  });
  return bins;
}
