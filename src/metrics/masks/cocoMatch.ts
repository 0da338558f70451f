/**
 * Matches the detections of one category in one picture, as pycocotools' COCOeval.evaluateImg does (cocodataset/cocoapi
 * PythonAPI/pycocotools/cocoeval.py @8c9bcc3cf640): by falling score each takes the free truth of the largest IoU; what
 * is a crowd, or of another size than asked for, is neither right nor wrong.
 */

import { IOU_THRESHOLDS } from "./iouThresholds.js";

export const COCO_THRESHOLDS = IOU_THRESHOLDS;

/** Square pixels: all, small, medium, large. */
export const COCO_AREAS = Object.freeze({
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
} as const);
export type CocoArea = keyof typeof COCO_AREAS;
export const MOST_DETECTIONS = 100;

export interface CocoDetection {
  readonly score: number;
  /** square pixels of the detection */
  readonly area: number;
}

export interface CocoTruth {
  /** square pixels as the annotation tells them */
  readonly area: number;
  readonly isCrowd: boolean;
}

/** By falling score; of each detection a bit for every threshold, whether it is a hit, and whether it does not count. */
export interface CocoMatches {
  readonly scores: readonly number[];
  readonly hit: readonly number[];
  readonly ignored: readonly number[];
  /** truths that are to be found */
  readonly wanted: number;
}

/** @param ious rows of detections, columns of truths, as they are given */
export function matchCoco(
  detections: readonly CocoDetection[],
  truths: readonly CocoTruth[],
  ious: readonly (readonly number[])[],
  area: CocoArea,
): CocoMatches {
  const [least, most] = COCO_AREAS[area];
  const isOutside = (size: number): boolean => size < least || size > most;
  const isIgnored = truths.map((truth) => truth.isCrowd || isOutside(truth.area));
  // Those that count come first; a stable order otherwise.
  const places = [...truths.keys()].sort((a, b) => Number(isIgnored[a]) - Number(isIgnored[b]));
  const byScore = [...detections.keys()].sort((a, b) => detections[b].score - detections[a].score);
  const order = byScore.slice(0, MOST_DETECTIONS);
  const hit = order.map(() => 0);
  const ignored = order.map(() => 0);
  for (const [t, threshold] of COCO_THRESHOLDS.entries()) {
    const isTaken = new Uint8Array(truths.length);
    for (const [k, d] of order.entries()) {
      const best = bestTruth(ious[d] ?? [], places, Math.min(threshold, 1 - 1e-10), isIgnored, (g) =>
        Boolean(isTaken[g] && !truths[g].isCrowd),
      );
      if (best < 0) {
        if (isOutside(detections[d].area)) ignored[k] |= 1 << t;
        continue;
      }
      isTaken[best] = 1;
      hit[k] |= 1 << t;
      if (isIgnored[best]) ignored[k] |= 1 << t;
    }
  }
  const wanted = isIgnored.filter((is) => !is).length;
  return { scores: order.map((d) => detections[d].score), hit, ignored, wanted };
}

function bestTruth(
  ious: readonly number[],
  places: readonly number[],
  threshold: number,
  isIgnored: readonly boolean[],
  isGone: (g: number) => boolean,
): number {
  let best = -1;
  let least = threshold;
  for (const g of places) {
    if (isGone(g)) continue;
    // Once one that counts is found, one that does not is not looked at.
    if (best >= 0 && !isIgnored[best] && isIgnored[g]) break;
    if (ious[g] < least) continue;
    least = ious[g];
    best = g;
  }
  return best;
}
