/** How the regions agree with the truth, in numbers. */
import { REJECTED_ID } from "vision-peel/codecs";
import { borderBandOfRows } from "vision-peel/image";
import {
  addBoundary,
  confusionMatrix,
  finish,
  noBoundarySums,
  scoresOf,
  scoresOfBoundarySums,
} from "vision-peel/metrics";
import { PIECE } from "./agreement.js";
import { type Region, VOID_ID } from "./state.js";

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

/** The same as `compareIdsInPieces`, at once. */
export const compareIds = (...compared: Parameters<typeof compareIdsInPieces>): RegionScores =>
  finish(compareIdsInPieces(...compared));

/**
 * Compares by class or by thing, strip by strip; yields the share that is done.
 *
 * @param band pixels around true borders; 0 compares all
 * @param hasNone whether id 0 is no thing: it is no region, but what is found on it is a false alarm
 */
export function* compareIdsInPieces(
  { width, height, ids, truth }: ComparedIds,
  regions: readonly Region[],
  band: number,
  hasNone: boolean,
): Generator<number, RegionScores> {
  const isThere = idsIn(ids, truth);
  const listed = regions.map(({ id }) => id).filter((id) => isThere[id] && id !== REJECTED_ID);
  const rows = hasNone ? [...listed, 0] : listed;
  const size = rows.length + 1;
  const place = new Uint16Array(65_536).fill(rows.length);
  for (const [at, id] of rows.entries()) place[id] = at;
  const matrix = new Float64Array(size * size);
  const borders = noBoundarySums(listed);
  const step = Math.max(1, Math.floor(PIECE / width));
  for (let from = 0; from < height; from += step) {
    if (from > 0) yield from / height;
    const to = Math.min(height, from + step);
    const strip = {
      ids: ids.subarray(from * width, to * width),
      truth: truth.subarray(from * width, to * width),
    };
    const bandOf = (data: Uint16Array, edges: boolean) =>
      borderBandOfRows({ width, height, data }, band, { from, to, edges });
    const near = band > 0 ? bandOf(truth, false) : undefined;
    const predicted = placesOf(strip.ids, place);
    const wanted = placesOf(strip.truth, place);
    if (near) for (let i = 0; i < near.length; i++) if (near[i] === 0) wanted[i] = rows.length;
    confusionMatrix(predicted, wanted, size, matrix);
    if (band === 0) continue;
    const isVoid = new Uint8Array(strip.truth.length);
    for (let i = 0; i < isVoid.length; i++) isVoid[i] = Number(strip.truth[i] === VOID_ID);
    addBoundary(
      borders,
      { data: strip.ids, near: bandOf(ids, true) },
      { data: strip.truth, near: bandOf(truth, true) },
      isVoid,
    );
  }
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
  return {
    ...{ ids: listed, matrix, size, iou, scored, accuracy: hits / scored },
    mIoU: there.reduce((sum, score) => sum + score, 0) / there.length,
    boundary: band > 0 ? scoresOfBoundarySums(borders) : undefined,
  };
}

/** 1 for each id that one of the planes has. */
export function idsIn(...planes: readonly Uint16Array[]): Uint8Array {
  const isThere = new Uint8Array(65_536);
  for (const ids of planes) for (let i = 0; i < ids.length; i++) isThere[ids[i]] = 1;
  return isThere;
}

function placesOf(ids: Uint16Array, place: Uint16Array): Uint16Array {
  const places = new Uint16Array(ids.length);
  for (let i = 0; i < ids.length; i++) places[i] = place[ids[i]];
  return places;
}
