/** The classes of sums as intervals take them apart. */
import { type DepthScoring, depthMeans } from "../depth/scoreDepth.js";
import { type CityscapesJson, CityscapesSums } from "../masks/cityscapes.js";
import { type PanopticJson, PanopticSums } from "../masks/panopticSums.js";
import { type ReferringJson, ReferringSums } from "../masks/referring.js";
import { type SacoJson, SacoSums } from "../masks/saco.js";
import { normalMeans } from "../normals/meanNormals.js";
import type { SampleMeans, SampleMeansJson } from "../sums/sampleMeans.js";
import type { SumsKind } from "./intervalSums.js";

const means = (make: () => SampleMeans): SumsKind<SampleMeans> => ({
  make,
  toNumbers: (sums) => sums.toJSON(),
  valuesOf(json) {
    const { sums } = json as SampleMeansJson;
    // A name that no drawn sample has has no mean.
    const there = Object.entries(sums).filter(([, [, , samples]]) => samples > 0);
    return Object.fromEntries(there.map(([name, [sum, rest, n]]) => [name, ((sum ?? 0) + (rest ?? 0)) / n]));
  },
});

/** Means of pictures by a protocol of depth. @example new IntervalSums(depthKind({ rules: "nyu" })) */
export const depthKind = (scoring: DepthScoring): SumsKind<SampleMeans> => means(() => depthMeans(scoring));

/** Means of pictures of normals. @example new IntervalSums(normalMeansKind("NYUv2")) */
export const normalMeansKind = (data: string): SumsKind<SampleMeans> => means(() => normalMeans(data));

/** cIoU and gIoU. @example new IntervalSums(referringKind("RefCOCOg UMD val")) */
export const referringKind = (data: string): SumsKind<ReferringSums> => ({
  make: () => new ReferringSums(data),
  toNumbers: (sums) => sums.toJSON(),
  valuesOf: (json) => ReferringSums.fromJSON(json as ReferringJson).scores().values,
  isShare: (name) => name.startsWith("P@"),
});

/** Cityscapes. @example new IntervalSums(cityscapesKind("Cityscapes val")) */
export const cityscapesKind = (data: string): SumsKind<CityscapesSums> => ({
  make: () => new CityscapesSums(data),
  toNumbers: (sums) => sums.toJSON(),
  valuesOf: (json) => CityscapesSums.fromJSON(json as CityscapesJson).scores().values,
});

/** SA-Co. @example new IntervalSums(sacoKind("SA-Co/Gold all")) */
export const sacoKind = (data: string): SumsKind<SacoSums> => ({
  make: () => new SacoSums(data),
  toNumbers: (sums) => sums.toJSON(),
  valuesOf: (json) => SacoSums.fromJSON(json as SacoJson).scores().values,
});

/** Panoptic quality, of each category, too. @example new IntervalSums(panopticKind("COCO val2017", categories)) */
export function panopticKind(
  data: string,
  categories: readonly { readonly id: number; readonly name: string; readonly isThing?: boolean }[],
): SumsKind<PanopticSums> {
  const things = categories.filter(({ isThing }) => isThing).map(({ id }) => id);
  const scores = (sums: PanopticSums) => {
    const { values, ...rest } = sums.scores(things);
    return { ...rest, values: { ...values, ...sums.categoryScores(categories) } };
  };
  return {
    make: () => new PanopticSums(data),
    // By category, not by place in a list, which is another in each picture.
    toNumbers: (sums) => {
      const { counts, ...rest } = sums.toJSON();
      return { ...rest, counts: Object.fromEntries(counts.map(([id, one]) => [`of ${id}`, one])) };
    },
    valuesOf: (json) => {
      const { counts, ...rest } = json as Omit<PanopticJson, "counts"> & { counts: Record<string, object> };
      const none = { hits: 0, falseAlarms: 0, misses: 0, iou: 0 };
      const list = Object.entries(counts).map(
        ([name, one]) => [Number(name.slice(3)), { ...none, ...one }] as const,
      );
      return scores(PanopticSums.fromJSON({ ...rest, counts: list })).values;
    },
    scores,
  };
}
