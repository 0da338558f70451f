/** Panoptic quality: how well things and stuff are found and how well their masks fit. */
import { ArgumentError } from "../../errors.js";

/** What an id of a panoptic picture stands for. */
export interface PanopticSegment {
  readonly id: number;
  readonly category: number;
  /** a true one that stands for many; it is neither found nor missed */
  readonly isCrowd?: boolean;
  /** pixels, where an annotation tells other than its picture; default: counted */
  readonly area?: number;
}

/** A picture of ids and what they stand for; 0, or an id that is not listed, is void. */
export interface PanopticPicture {
  readonly data: ArrayLike<number>;
  readonly segments: readonly PanopticSegment[];
}

/** What one category adds up to, over any number of pictures. */
export interface PanopticCounts {
  hits: number;
  falseAlarms: number;
  misses: number;
  /** sum of the IoU of all hits */
  iou: number;
}

/** A true segment and the predicted one that was taken for it. */
export interface PanopticMatch {
  readonly truth: number;
  readonly prediction: number;
  readonly iou: number;
}

const OFFSET = 2 ** 24;

/**
 * Matches segments and counts them by category, as panopticapi's evaluation.py does
 * (github.com/cocodataset/panopticapi; Kirillov et al., "Panoptic Segmentation", CVPR 2019): a pair of one category
 * with an IoU above a half is a hit, void left out of the union; what remains is missed or a false alarm, unless more
 * than half of the latter lies on void or on a crowd of its category.
 *
 * @param into counts to add to, for a set of pictures
 * @throws ArgumentError if the pictures differ in length, or a predicted id is not listed
 * @example
 * const { counts } = matchPanoptic(predicted, truth);
 * panopticScores(counts).pq
 */
export function matchPanoptic(
  prediction: PanopticPicture,
  truth: PanopticPicture,
  into: Map<number, PanopticCounts> = new Map(),
): { readonly counts: Map<number, PanopticCounts>; readonly matches: PanopticMatch[] } {
  return matchOverlaps(countOverlaps(prediction.data, truth.data), prediction.segments, truth.segments, into);
}

/**
 * The same from pixels that were counted before, of pieces of a picture, say.
 *
 * @param overlaps as `countOverlaps` counts them
 * @throws ArgumentError if a predicted id is not listed
 * @example matchOverlaps(countOverlaps(predicted.data, truth.data), predicted.segments, truth.segments)
 */
export function matchOverlaps(
  overlaps: ReadonlyMap<number, number>,
  segments: readonly PanopticSegment[],
  trueSegments: readonly PanopticSegment[],
  into: Map<number, PanopticCounts> = new Map(),
): { readonly counts: Map<number, PanopticCounts>; readonly matches: PanopticMatch[] } {
  const got = new Map(segments.map((segment) => [segment.id, segment]));
  const wanted = new Map(trueSegments.map((segment) => [segment.id, segment]));
  const areas = new Map<number, number>();
  const trueAreas = new Map<number, number>();
  for (const [key, pixels] of overlaps) {
    const [id, predicted] = [Math.floor(key / OFFSET), key % OFFSET];
    areas.set(predicted, (areas.get(predicted) ?? 0) + pixels);
    trueAreas.set(id, (trueAreas.get(id) ?? 0) + pixels);
  }
  for (const id of areas.keys()) if (id !== 0 && !got.has(id)) refuseId(id);
  const countsOf = (category: number): PanopticCounts => {
    const counts = into.get(category) ?? { hits: 0, falseAlarms: 0, misses: 0, iou: 0 };
    into.set(category, counts);
    return counts;
  };
  const matches: PanopticMatch[] = [];
  for (const [key, shared] of overlaps) {
    const [id, predicted] = [Math.floor(key / OFFSET), key % OFFSET];
    const [one, other] = [wanted.get(id), got.get(predicted)];
    if (!one || !other || one.isCrowd || one.category !== other.category) continue;
    const trueArea = one.area ?? trueAreas.get(id) ?? 0;
    const union = (areas.get(predicted) ?? 0) + trueArea - shared - (overlaps.get(predicted) ?? 0);
    const iou = shared / union;
    if (!(iou > 0.5)) continue;
    const counts = countsOf(one.category);
    counts.hits++;
    counts.iou += iou;
    matches.push({ truth: id, prediction: predicted, iou });
  }
  const found = new Set(matches.map((match) => match.truth));
  const used = new Set(matches.map((match) => match.prediction));
  const crowds = new Map<number, number>();
  for (const { id, category, isCrowd } of wanted.values()) {
    if (isCrowd) crowds.set(category, id);
    else if (!found.has(id)) countsOf(category).misses++;
  }
  for (const { id, category } of got.values()) {
    const area = areas.get(id) ?? 0;
    if (used.has(id) || area === 0) continue;
    const crowd = crowds.get(category);
    const excused =
      (overlaps.get(id) ?? 0) + (crowd === undefined ? 0 : (overlaps.get(crowd * OFFSET + id) ?? 0));
    if (!(excused / area > 0.5)) countsOf(category).falseAlarms++;
  }
  return { counts: into, matches };
}

/**
 * Pixels of every pair of a true and a predicted id, by `truth * 2 ** 24 + prediction`.
 *
 * @param into counts to add to, for pieces of one picture
 * @throws ArgumentError if the planes differ in length
 * @example countOverlaps([1, 1], [1, 2])   // Map { 2 ** 24 + 1 => 1, 2 ** 25 + 1 => 1 }
 */
export function countOverlaps(
  prediction: ArrayLike<number>,
  truth: ArrayLike<number>,
  into: Map<number, number> = new Map(),
): Map<number, number> {
  if (prediction.length !== truth.length) {
    throw new ArgumentError({
      argument: "prediction",
      expected: `as many pixels as the truth, ${truth.length}`,
      got: `${prediction.length} pixels`,
      remedy: "bring the prediction to the truth's size first",
    });
  }
  // Pixels come in runs: a pair is looked up once for each.
  for (let i = 0; i < truth.length; ) {
    let end = i + 1;
    while (end < truth.length && truth[end] === truth[i] && prediction[end] === prediction[i]) end++;
    const key = truth[i] * OFFSET + prediction[i];
    into.set(key, (into.get(key) ?? 0) + end - i);
    i = end;
  }
  return into;
}

function refuseId(id: number): never {
  throw new ArgumentError({
    argument: "prediction.segments",
    expected: "every id of the picture",
    got: `no segment ${id}`,
    remedy: "list it, or paint it 0 for void",
  });
}

/** Panoptic, segmentation and recognition quality: pq = sq × rq. */
export interface PanopticScores {
  readonly pq: number;
  readonly sq: number;
  readonly rq: number;
}

/**
 * The mean over the categories that occur, each one's IoU of hits over its hits and half its errors.
 *
 * @param categories which to take; default: all that were counted
 * @example panopticScores(counts, thingCategories).pq
 */
export function panopticScores(
  counts: ReadonlyMap<number, PanopticCounts>,
  categories: Iterable<number> = counts.keys(),
): PanopticScores & { readonly categories: number } {
  let [pq, sq, rq, there] = [0, 0, 0, 0];
  for (const category of categories) {
    const { hits, falseAlarms, misses, iou } = counts.get(category) ?? {
      ...{ hits: 0, falseAlarms: 0, misses: 0, iou: 0 },
    };
    const weight = hits + falseAlarms / 2 + misses / 2;
    if (weight === 0) continue;
    there++;
    pq += iou / weight;
    sq += hits === 0 ? 0 : iou / hits;
    rq += hits / weight;
  }
  return { pq: pq / there, sq: sq / there, rq: rq / there, categories: there };
}
