/** Things that were found, and true ones. */
import {
  countOverlaps,
  finish,
  matchOverlaps,
  type PanopticCounts,
  type PanopticMatch,
  type PanopticScores,
  type PanopticSegment,
  panopticScores,
} from "vision-peel/metrics";
import { PIECE } from "./agreement.js";
import { idsIn } from "./compareIds.js";
import { VOID_ID } from "./state.js";

const [THING, NOTHING] = [1, 2];

/** Things that were paired with true ones, by more than half of their union. */
export interface ThingScores {
  readonly matches: readonly PanopticMatch[];
  readonly counts: PanopticCounts;
  readonly scores: PanopticScores;
}

/** The same as `matchThingsInPieces`, at once. */
export const matchThings = (ids: Uint16Array, truth: Uint16Array): ThingScores =>
  finish(matchThingsInPieces(ids, truth));

/**
 * Pairs things as panoptic quality does, piece by piece; yields the share that is done. Id 0 is no thing, but no void
 * either: what is found on it is too much.
 */
export function* matchThingsInPieces(ids: Uint16Array, truth: Uint16Array): Generator<number, ThingScores> {
  const overlaps = new Map<number, number>();
  for (let start = 0; start < ids.length; start += PIECE) {
    if (start > 0) yield start / ids.length;
    const end = Math.min(ids.length, start + PIECE);
    countOverlaps(shifted(ids.subarray(start, end)), shifted(truth.subarray(start, end)), overlaps);
  }
  const { counts, matches } = matchOverlaps(overlaps, segmentsOf(ids), segmentsOf(truth));
  return {
    counts: counts.get(THING) ?? { hits: 0, falseAlarms: 0, misses: 0, iou: 0 },
    scores: panopticScores(counts, [THING]),
    matches: matches
      .filter((match) => match.truth > 1)
      .map((match) => ({ ...match, truth: match.truth - 1, prediction: match.prediction - 1 })),
  };
}

/** Void is 0 there, so that every id is one more. */
function shifted(ids: Uint16Array): Uint32Array {
  const data = new Uint32Array(ids.length);
  for (let i = 0; i < ids.length; i++) data[i] = ids[i] === VOID_ID ? 0 : ids[i] + 1;
  return data;
}

const segmentsOf = (ids: Uint16Array): PanopticSegment[] =>
  [...idsIn(ids).entries()]
    .filter(([id, isThere]) => isThere === 1 && id !== VOID_ID)
    .map(([id]) => ({ id: id + 1, category: id === 0 ? NOTHING : THING }));
