/** The state of a RateView that the kernel and the page share. */
import type { LayeredState } from "../layers/state.js";

/** Which of a pair is better, by its place in the pair, whatever side it was seen on. */
export type Choice = "first" | "second" | "tie";

/** What one person has said of one pair. */
export interface Vote {
  readonly pair: string;
  readonly rater: string;
  readonly choice: Choice;
}

/** Two pictures that answer the same words; numbers of layers. */
export interface RatedPair {
  readonly id: string;
  readonly prompt: string;
  /** what both were made from; null for none */
  readonly source: number | null;
  readonly first: number;
  readonly second: number;
}

export interface RateState extends LayeredState {
  pairs: readonly RatedPair[];
  /** what is asked of raters */
  question: string;
  /** decides, with rater and pair, which picture is seen on which side */
  seed: number;
  /** who votes now */
  rater: string;
  votes: readonly Vote[];
  /** the pair that is seen */
  at: number;
  /** what is to be known about these data, shown under the pictures */
  note?: string;
}

/** The part of the state that people control, at its start. */
export const rateDefaults = Object.freeze({
  rater: "",
  votes: [] as readonly Vote[],
  at: 0,
} as const satisfies Partial<RateState>);

export type RateControlName = keyof typeof rateDefaults;
export type RateControls = Pick<RateState, RateControlName>;
export const controlNames = Object.keys(rateDefaults) as RateControlName[];

/** What names the model and the view to the page. */
export const rateModule = Object.freeze({
  modelName: "RateModel",
  viewName: "RateView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);

/**
 * Whether the first of a pair is seen on the left. Nobody can tell from the place which generator painted what, and the
 * same rater sees the same pair the same way when the notebook is opened again (FNV-1a, 32 bits).
 */
export function isFirstLeft(seed: number, rater: string, pair: string): boolean {
  let hash = 0x811c9dc5;
  for (const letter of `${seed}\u0000${rater}\u0000${pair}`) {
    hash ^= letter.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  // The last bits of such a hash are the least mixed ones.
  return ((hash >>> 16) & 1) === 1;
}

/** The place of the first pair from one on, round the end, that a rater has not rated; undefined where none is left. */
export function nextUnrated(
  { pairs, votes }: Pick<RateState, "pairs" | "votes">,
  rater: string,
  from: number,
): number | undefined {
  const rated = new Set(votes.flatMap((one) => (one.rater === rater ? [one.pair] : [])));
  const places = pairs.map((_, i) => (from + i) % pairs.length);
  return places.find((place) => !rated.has(pairs[place].id));
}

/** A vote put in the place of an earlier one of the same rater on the same pair. */
export const withVote = (votes: readonly Vote[], vote: Vote): Vote[] => [
  ...votes.filter(({ pair, rater }) => pair !== vote.pair || rater !== vote.rater),
  vote,
];
