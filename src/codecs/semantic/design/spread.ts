import type { Rgb } from "../../../image/types.js";
import { type Candidate, candidateOf, distance, latticeOf, seenDistance } from "./candidate.js";

/** Colours a side of the finest lattice: 9³ are more than 255. */
const MOST_SIDE = 9;

/** Points of a cubic lattice, by the three coordinates, that make a lattice of their own; the cubic one among them. */
const LATTICES: readonly ((i: number, j: number, k: number) => boolean)[] = [
  () => true,
  // Face-centred: the densest packing of equal balls there is.
  (i, j, k) => (i + j + k) % 2 === 0,
  (i, j, k) => (i + j + k) % 2 === 1,
  // Body-centred.
  (i, j, k) => i % 2 === j % 2 && j % 2 === k % 2,
];

/**
 * Colours that are as far apart as the best of the simple lattices has them, cubic, face-centred or body-centred,
 * and within it, where weight is given to that, as different for colour-blind eyes as a choice of its points can be.
 *
 * @param background the first, which stays
 * @param count how many beside it, at most 255
 */
export function spread(background: Candidate, count: number, colourVision: number): Candidate[] {
  let best: { chosen: Candidate[]; apart: number } | undefined;
  for (let side = 2; side <= MOST_SIDE; side++) {
    for (const holds of LATTICES) {
      const step = 255 / (side - 1);
      const points = latticeOf(side).filter((_, at) =>
        holds(Math.floor(at / side ** 2), Math.floor(at / side) % side, at % side),
      );
      const apart = Math.min(...points.slice(1).map((point) => distance(point, points[0])));
      const free = points.filter((point) => distance(point, background.colour) >= apart - step / 64);
      if (free.length < count) continue;
      const chosen = farthestFirst(background, count, free.map(candidateOf), colourVision);
      const separation = separationOf(chosen.map(({ colour }) => colour));
      if (separation > (best?.apart ?? 0)) best = { chosen, apart: separation };
    }
  }
  return (best as NonNullable<typeof best>).chosen;
}

/** Gonzalez' farthest-first traversal. */
function farthestFirst(
  background: Candidate,
  count: number,
  candidates: readonly Candidate[],
  colourVision: number,
): Candidate[] {
  const chosen = [background];
  const nearest = candidates.map(() => Infinity);
  while (chosen.length <= count) {
    const latest = chosen[chosen.length - 1];
    candidates.forEach((one, i) => {
      const apart = distance(one.colour, latest.colour);
      const merit =
        colourVision > 0 && apart > 0
          ? Math.min(apart, seenDistance(one, latest) / colourVision + 1e-3 * apart)
          : apart;
      nearest[i] = one === latest ? -1 : Math.min(nearest[i], merit);
    });
    chosen.push(candidates[nearest.indexOf(Math.max(...nearest))]);
  }
  return chosen;
}

function separationOf(colours: readonly Rgb[]): number {
  let least = Infinity;
  for (let i = 0; i < colours.length; i++)
    for (let j = 0; j < i; j++) least = Math.min(least, distance(colours[i], colours[j]));
  return least;
}
