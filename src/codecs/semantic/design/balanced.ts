import { type Candidate, distance, seenDistance, toSegment, type Weights, weighed } from "./candidate.js";

/** As often as a colour is moved; of more moves most only turn ties round. */
const MOST_MOVES = 20;

/** Being apart counts that much: whole regions go by it. */
const APART = 1.3;

/**
 * Colours that are far from each other, off each other's mixtures and different for every eye: greedily, each the
 * best beside those before, then by moving one of those that do worst, as long as that helps.
 *
 * @param background the first, which stays
 * @param count how many beside it
 * @param least levels: where the greedy choice does worse, undefined
 */
export function balanced(
  background: Candidate,
  count: number,
  candidates: readonly Candidate[],
  weights: Weights,
  least: number,
): Candidate[] | undefined {
  const chosen = [background];
  const merits = candidates.map(() => Infinity);
  while (chosen.length <= count) {
    const latest = chosen[chosen.length - 1];
    const before = chosen.slice(0, -1);
    for (const [i, one] of candidates.entries()) {
      if (merits[i] < least) continue;
      merits[i] = Math.min(merits[i], meritBeside(one, latest, before, weights));
    }
    const best = merits.indexOf(Math.max(...merits));
    if (merits[best] < least) return undefined;
    chosen.push(candidates[best]);
  }
  return improved(chosen, candidates, weights);
}

function improved(
  start: readonly Candidate[],
  candidates: readonly Candidate[],
  weights: Weights,
): Candidate[] {
  const chosen = [...start];
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const { merit, worst } = worstOf(chosen, weights);
    let found: { at: number; by: Candidate; merit: number } | undefined;
    for (const at of worst) {
      if (at === 0) continue;
      const others = chosen.filter((_, i) => i !== at);
      for (const by of candidates) {
        const most = found?.merit ?? merit;
        const gained = meritAmong(by, others, weights, most);
        if (gained > most) found = { at, by, merit: gained };
      }
    }
    if (!found) break;
    chosen[found.at] = found.by;
  }
  return chosen;
}

/** How well a colour does beside all others, in weighed levels; anything up to `least` where it is no more. */
function meritAmong(one: Candidate, others: readonly Candidate[], weights: Weights, least: number): number {
  let merit = Infinity;
  for (let i = 0; i < others.length && merit > least; i++)
    merit = Math.min(merit, pairMerit(one, others[i], weights));
  for (let i = 0; i < others.length && merit > least; i++)
    merit = Math.min(merit, meritBeside(one, others[i], others.slice(0, i), weights));
  return merit;
}

/** How well it does with the colour that was chosen last and each of those before. */
function meritBeside(
  one: Candidate,
  latest: Candidate,
  before: readonly Candidate[],
  weights: Weights,
): number {
  let merit = pairMerit(one, latest, weights);
  if (weights.blends === 0) return merit;
  for (const other of before) merit = Math.min(merit, blendMerit(one, latest, other, weights));
  return merit;
}

const pairMerit = (a: Candidate, b: Candidate, weights: Weights): number => {
  const apart = distance(a.colour, b.colour) / APART;
  return weights.colourVision === 0
    ? apart
    : Math.min(apart, weighed(seenDistance(a, b), weights.colourVision));
};

/** Each of three may lie between the others. */
const blendMerit = (
  { colour: a }: Candidate,
  { colour: b }: Candidate,
  { colour: c }: Candidate,
  { blends }: Weights,
) => weighed(Math.min(toSegment(a, b, c), toSegment(b, a, c), toSegment(c, a, b)), blends);

/** The least merit, and the places of the two or three colours that have it. */
function worstOf(chosen: readonly Candidate[], weights: Weights): { merit: number; worst: number[] } {
  let merit = Infinity;
  let worst: number[] = [];
  const note = (value: number, ...places: number[]): void => {
    if (value >= merit) return;
    merit = value;
    worst = places;
  };
  for (let i = 0; i < chosen.length; i++) {
    for (let j = 0; j < i; j++) {
      note(pairMerit(chosen[i], chosen[j], weights), i, j);
      if (weights.blends === 0) continue;
      for (let k = 0; k < j; k++) note(blendMerit(chosen[i], chosen[j], chosen[k], weights), i, j, k);
    }
  }
  return { merit, worst };
}
