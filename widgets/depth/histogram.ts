import type { DepthTables } from "vision-peel/codecs";
import type { DepthColours } from "./draw/colours.js";

/** How the finite pixels of a picture spread over the steps of its code. */
export interface DepthCounts {
  /** pixels of each step of the walk; finite ones beyond the last finite step, 590 m on by default, are counted with it */
  readonly ofStep: Uint32Array;
  readonly finite: number;
  readonly infinite: number;
  readonly unknown: number;
  readonly nearest: { readonly metres: number; readonly at: number } | undefined;
  readonly farthestMetres: number;
}

/** The last step that means a distance: the one after it is infinitely far. */
function lastFiniteStep({ metresOfStep }: DepthTables): number {
  let step = metresOfStep.length - 1;
  while (step > 0 && metresOfStep[step] === Infinity) step--;
  return step;
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
  const lastStep = lastFiniteStep(tables);
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
        ofStep[Math.min(lastStep, tables.stepOf(depth))]++;
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
export function metresOfShare(counts: DepthCounts, tables: DepthTables, share: number): number {
  const { ofStep, finite, nearest, farthestMetres } = counts;
  const wanted = share * finite;
  const lastStep = lastFiniteStep(tables);
  let step = 0;
  for (let seen = ofStep[0]; seen < wanted && step < lastStep; ) seen += ofStep[++step];
  const metres = tables.metresOfStep[step];
  if (step < lastStep || finite === 0) return metres;
  // The last step holds all that is farther, too: its ends are those of the pixels in it.
  return share < 0.5 ? Math.max(metres, nearest?.metres ?? 0) : Math.max(metres, farthestMetres);
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
  // Behind the last step there is none, and the bar ends.
  const middle = (step: number): number => (metresOfStep[step] + (metresOfStep[step + 1] ?? Infinity)) / 2;
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
