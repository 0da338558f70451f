import type { InstanceMap, LabelMap } from "vision-peel/image";
import type { Layer } from "../layers/source.js";
import { alignTruth } from "../segmentation/alignTruth.js";
import { regionsOf } from "../segmentation/regions.js";
import { scoresOfIds } from "../segmentation/scores.js";
import { VOID_ID } from "../segmentation/state.js";
import { type Measured, percent, worstBlocks } from "./measured.js";
import type { ScoreTable } from "./state.js";

/** Classes or things beside the true ones: right or wrong at every pixel, and how they overlap. */
export function measureRegions(
  map: LabelMap | InstanceMap,
  truth: LabelMap | InstanceMap,
  ignore: readonly number[],
): Measured {
  const { width, height } = truth;
  const areThings = !("legend" in map);
  const regions = regionsOf(map);
  const aligned = alignTruth(map, truth, regions, ignore);
  const all = [...regions, ...aligned.regions];
  const listed = all.map(({ id, name, colour }) => ({ id, name, colour }));
  const data = Float32Array.from(aligned.data, (id, i) =>
    id === VOID_ID ? Number.NaN : Number(id !== map.data[i]),
  );
  const scale = { colours: "heat", most: 2, unit: "", decimals: 0, names: ["right", "wrong"] } as const;
  const error: Layer = { state: { kind: "values", title: "error", width, height, scale }, data };
  const layerOf = (title: string, ids: Uint16Array): Layer => ({
    state: { kind: "labels", title, width, height, regions: listed },
    data: ids,
  });
  const scores = scoresOfIds({ width, height, ids: map.data, truth: aligned.data }, all, 0, areThings);
  const tables: ScoreTable[] = [];
  if (scores.panoptic) {
    const { pq, sq, rq, hits, falseAlarms, misses } = scores.panoptic;
    tables.push({
      title: "Things",
      head: ["protocol", "PQ", "SQ", "RQ", "hits", "false alarms", "misses"],
      rows: [
        ["panopticapi, one class", ...[pq, sq, rq].map(percent), ...[hits, falseAlarms, misses].map(String)],
      ],
    });
  }
  tables.push({
    title: areThings ? "Each thing" : "Classes",
    head: [areThings ? "thing" : "class", "IoU"],
    rows: [
      ...(areThings
        ? []
        : [
            ["mean (Cityscapes’ IoU, this picture)", percent(scores.mIoU)],
            ["pixels that are right", percent(scores.accuracy)],
          ]),
      ...scores.regions.map(({ name, iou }) => [name, percent(iou)]),
    ],
  });
  return {
    prediction: layerOf("prediction", map.data),
    truth: layerOf("truth", aligned.data),
    error,
    tables,
    worst: worstBlocks(error, (share) => `${Math.round(100 * share)} % wrong`),
  };
}
