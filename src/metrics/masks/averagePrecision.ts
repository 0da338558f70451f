import { COCO_THRESHOLDS, type CocoMatches } from "./cocoMatch.js";

/** A category's matches, by the ids of pictures. */
export type CategoryMatches = (readonly [picture: number | string, matches: CocoMatches])[];

/** Recalls at which precision is read: 0, 0.01 … 1. */
const RECALLS = Array.from({ length: 101 }, (_, i) => i * 0.01);

/** One category's precision, as the mean over 101 recalls, and its recall, at each threshold. */
export interface CategoryPrecision {
  readonly precisions: readonly number[];
  readonly recalls: readonly number[];
}

/**
 * The area below a category's precision over recall, as pycocotools' COCOeval.accumulate takes it: detections of all
 * pictures by falling score, precision made to fall, and read at 101 recalls.
 *
 * @param most detections of each picture that are looked at
 * @returns undefined where there was nothing to be found
 */
export function averagePrecision(matches: CategoryMatches, most: number): CategoryPrecision | undefined {
  const wanted = matches.reduce((sum, [, one]) => sum + one.wanted, 0);
  if (wanted === 0) return undefined;
  // Equal scores keep the order of pictures, whoever has added them first.
  const ordered = [...matches].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, one]) => one);
  const all = ordered.flatMap(({ scores, hit, ignored }) =>
    scores.slice(0, most).map((score, k) => ({ score, hit: hit[k], ignored: ignored[k] })),
  );
  all.sort((a, b) => b.score - a.score);
  const [precisions, recalls]: number[][] = [[], []];
  for (const t of COCO_THRESHOLDS.keys()) {
    const [recall, precision]: number[][] = [[], []];
    let [hits, falseAlarms] = [0, 0];
    for (const { hit, ignored } of all) {
      if (((ignored >> t) & 1) === 0) {
        if ((hit >> t) & 1) hits++;
        else falseAlarms++;
      }
      recall.push(hits / wanted);
      precision.push(hits / (falseAlarms + hits + Number.EPSILON));
    }
    recalls.push(recall.at(-1) ?? 0);
    precisions.push(areaBelow(recall, precision));
  }
  return { precisions, recalls };
}

/** Precision made to fall, read at 101 recalls; it is changed. */
export function areaBelow(recall: readonly number[], precision: number[]): number {
  for (let i = precision.length - 1; i > 0; i--)
    if (precision[i] > precision[i - 1]) precision[i - 1] = precision[i];
  let sum = 0;
  let i = 0;
  for (const least of RECALLS) {
    while (i < recall.length && recall[i] < least) i++;
    if (i === recall.length) break;
    sum += precision[i];
  }
  return sum / RECALLS.length;
}
