import type { PanopticScores } from "vision-peel/metrics";
import { type ComparedIds, compareIds } from "./compareIds.js";
import { matchThings } from "./matchThings.js";
import type { Region } from "./state.js";

/** How what is shown agrees with the truth, as the panel of the page tells it. */
export interface SegmentationScores {
  /** classes or things that occur in either: intersection over union, and along borders where there is a band */
  readonly regions: readonly {
    readonly id: number;
    readonly name: string;
    readonly iou: number;
    readonly boundaryIou?: number;
  }[];
  readonly mIoU: number;
  /** share of scored pixels that are right */
  readonly accuracy: number;
  /** of things; hits, false alarms and misses are counts */
  readonly panoptic?: PanopticScores & {
    readonly hits: number;
    readonly falseAlarms: number;
    readonly misses: number;
  };
}

export function scoresOfIds(
  compared: ComparedIds,
  regions: readonly Region[],
  band: number,
  areInstances: boolean,
): SegmentationScores {
  const { ids, iou, boundary, mIoU, accuracy } = compareIds(compared, regions, band, areInstances);
  const names = new Map(regions.map(({ id, name }) => [id, name]));
  const rows = ids.map((id, i) => ({
    ...{ id, name: names.get(id) ?? String(id), iou: iou[i] },
    ...(boundary && { boundaryIou: boundary[i] }),
  }));
  if (!areInstances) return { regions: rows, mIoU, accuracy };
  const { scores, counts } = matchThings(compared.ids, compared.truth);
  const { pq, sq, rq } = scores;
  const { hits, falseAlarms, misses } = counts;
  return { regions: rows, mIoU, accuracy, panoptic: { pq, sq, rq, hits, falseAlarms, misses } };
}
