/** How the regions agree with the truth, in a picture and in numbers. */
import { REJECTED_ID } from "vision-peel/codecs";
import { borderBand } from "vision-peel/image";
import {
  boundaryIou,
  confusionMatrix,
  matchPanoptic,
  type PanopticCounts,
  type PanopticMatch,
  type PanopticScores,
  panopticScores,
  scoresOf,
} from "vision-peel/metrics";
import { type Confusion, type Region, VOID_ID } from "./state.js";

/** What a pixel is, as the agreement picture tells; the numbers are its codes. */
export const agreements = ["none", "hit", "falseAlarm", "miss", "mixedUp"] as const;
export type Agreement = (typeof agreements)[number];

/**
 * The code of one pixel, seen from the regions that are shown: found and true, found only, true only, or both but not
 * the same.
 *
 * @param isSeen by id; not 0 for regions that are shown
 */
export function agreementOf(predicted: number, truth: number, isSeen: ArrayLike<number>): number {
  if (truth === VOID_ID) return 0;
  const isFound = predicted !== REJECTED_ID && isSeen[predicted] !== 0;
  const isTrue = isSeen[truth] !== 0;
  if (predicted === truth) return isFound ? 1 : 0;
  if (isFound) return isTrue ? 4 : 2;
  return isTrue ? 3 : 0;
}

export const isConfusion = ({ truth, predicted }: Confusion, id: number, trueId: number): boolean =>
  id === predicted && trueId === truth;

/** The planes that are compared. */
export interface ComparedIds {
  readonly width: number;
  readonly height: number;
  readonly ids: Uint16Array;
  readonly truth: Uint16Array;
}

export interface RegionScores {
  /** ids that occur in either, in the order of the legend */
  readonly ids: readonly number[];
  /** pixels by true and by decoded id: `matrix[truth * size + decoded]`; the last row and column are all others */
  readonly matrix: Float64Array;
  readonly size: number;
  /** intersection over union of each, as Cityscapes counts it */
  readonly iou: readonly number[];
  readonly mIoU: number;
  /** share of scored pixels whose id is the true one */
  readonly accuracy: number;
  /** Boundary IoU of each, where there is a band */
  readonly boundary: readonly number[] | undefined;
  /** pixels that are scored */
  readonly scored: number;
}

/**
 * Compares by class or by thing.
 *
 * @param band pixels around true borders; 0 compares all
 * @param hasNone whether id 0 is no thing: it is no region, but what is found on it is a false alarm
 */
export function compareIds(
  { width, height, ids, truth }: ComparedIds,
  regions: readonly Region[],
  band: number,
  hasNone: boolean,
): RegionScores {
  const isThere = new Uint8Array(65_536);
  for (let i = 0; i < ids.length; i++) {
    isThere[ids[i]] = 1;
    isThere[truth[i]] = 1;
  }
  const listed = regions.map(({ id }) => id).filter((id) => isThere[id] && id !== REJECTED_ID);
  const rows = hasNone ? [...listed, 0] : listed;
  const size = rows.length + 1;
  const place = new Uint16Array(65_536).fill(rows.length);
  for (const [at, id] of rows.entries()) place[id] = at;
  const near = band > 0 ? borderBand({ width, height, data: truth }, band) : undefined;
  const predicted = ids.map((id) => place[id]);
  const wanted = truth.map((id, i) => (near && !near[i] ? rows.length : place[id]));
  const matrix = confusionMatrix(predicted, wanted, size);
  // What is not scored, or not near, tells nothing.
  matrix.fill(0, rows.length * size);
  const { iou: all } = scoresOf(
    matrix,
    size,
    rows.map((_, at) => at),
  );
  const iou = all.slice(0, listed.length);
  const there = iou.filter((score) => !Number.isNaN(score));
  let [hits, scored] = [0, 0];
  for (let i = 0; i < matrix.length; i++) scored += matrix[i];
  for (let at = 0; at < rows.length; at++) hits += matrix[at * size + at];
  const planeOf = (data: Uint16Array) => ({ width, height, data });
  const isVoid = band > 0 ? Uint8Array.from(truth, (id) => Number(id === VOID_ID)) : undefined;
  return {
    ...{ ids: listed, matrix, size, iou, scored, accuracy: hits / scored },
    mIoU: there.reduce((sum, score) => sum + score, 0) / there.length,
    boundary: band > 0 ? boundaryIou(planeOf(ids), planeOf(truth), listed, band, isVoid) : undefined,
  };
}

const [THING, NOTHING] = [1, 2];

/** Things that were paired with true ones, by more than half of their union. */
export interface ThingScores {
  readonly matches: readonly PanopticMatch[];
  readonly counts: PanopticCounts;
  readonly scores: PanopticScores;
}

/** Pairs things as panoptic quality does. Id 0 is no thing, but no void either: what is found on it is too much. */
export function matchThings(ids: Uint16Array, truth: Uint16Array): ThingScores {
  const shifted = (data: Uint16Array) => Uint32Array.from(data, (id) => (id === VOID_ID ? 0 : id + 1));
  const picture = (data: Uint16Array) => ({
    data: shifted(data),
    segments: [...new Set(data)]
      .filter((id) => id !== VOID_ID)
      .map((id) => ({ id: id + 1, category: id === 0 ? NOTHING : THING })),
  });
  const { counts, matches } = matchPanoptic(picture(ids), picture(truth));
  return {
    counts: counts.get(THING) ?? { hits: 0, falseAlarms: 0, misses: 0, iou: 0 },
    scores: panopticScores(counts, [THING]),
    matches: matches
      .filter((match) => match.truth > 1)
      .map((match) => ({ ...match, truth: match.truth - 1, prediction: match.prediction - 1 })),
  };
}
