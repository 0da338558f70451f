/** What `peel score` can score by, and which files each takes. */
import type { ProtocolScores } from "vision-peel/metrics";

export interface ScoreValues {
  readonly pred: string;
  readonly gt: readonly string[];
  readonly rules?: string;
  readonly min?: number;
  readonly max?: number;
  readonly crop?: string;
  readonly scale?: string;
  readonly "pred-scale"?: string;
  readonly instances?: string;
  readonly classes?: string;
}

/** A sample's own scores, told as they come. */
export type TellSample = (name: string, values: Readonly<Record<string, number>>) => void;

export interface ScoreKind {
  /** one line for the usage */
  readonly summary: string;
  score(
    name: string,
    values: ScoreValues,
    tell: TellSample,
  ): Promise<ProtocolScores & { readonly notes?: readonly string[] }>;
}

const depth = async (): Promise<ScoreKind> => (await import("./depth.js")).depth;
const masks = async () => await import("./masks.js");

export const kinds: Readonly<Record<string, { readonly summary: string; load(): Promise<ScoreKind> }>> = {
  unik3d: { summary: "depth: δ, AbsRel, RMSE, SILog … and after alignment, as UniK3D", load: depth },
  zoedepth: { summary: "depth, clamped to the range first, as ZoeDepth", load: depth },
  "depth-anything-v2": { summary: "depth, as Depth Anything V2", load: depth },
  metric3d: { summary: "depth, with decimal logarithms, as Metric3D", load: depth },
  "metric3d-median": { summary: "the same after the medians are made equal", load: depth },
  marigold: { summary: "depth up to scale and shift, as Marigold and Lotus", load: depth },
  "marigold-disparity": { summary: "the same, fitted to inverse depth", load: depth },
  moge: { summary: "depth: δ1 and AbsRel, as MoGe", load: depth },
  "moge-scale": { summary: "the same up to scale, fitted as MoGe fits it", load: depth },
  "moge-affine": { summary: "the same up to scale and shift", load: depth },
  "moge-disparity": { summary: "the same, fitted to inverse depth", load: depth },
  "depth-borders": {
    summary: "scale-invariant F1 of depth's borders, as Depth Pro",
    load: async () => (await import("./depth.js")).borders,
  },
  normals: {
    summary: "angular errors, all pixels pooled, as DSINE",
    load: async () => (await import("./normals.js")).pooled,
  },
  "normals-by-picture": {
    summary: "angular errors, mean of pictures, as Metric3D",
    load: async () => (await import("./normals.js")).byPicture,
  },
  referring: {
    summary: "cIoU and gIoU of masks, as LISA; 255 of the truth is left out",
    load: async () => (await masks()).referring,
  },
  cityscapes: {
    summary: "mIoU, iIoU and categories of label ids, as Cityscapes",
    load: async () => (await masks()).cityscapes,
  },
  miou: { summary: "IoU by class id and its mean, of any ids", load: async () => (await masks()).meanIou },
  "coco-masks": {
    summary: "AP and AR of a results file, as COCO",
    load: async () => (await import("./coco.js")).masks,
  },
  "coco-boxes": { summary: "the same by boxes", load: async () => (await import("./coco.js")).boxes },
  panoptic: {
    summary: "PQ, SQ, RQ of a panoptic JSON with its folder of PNGs",
    load: async () => (await import("./panoptic.js")).panoptic,
  },
  "sa-co": {
    summary: "cgF1, pmF1, IL_MCC of a results file; --gt once for each annotator",
    load: async () => (await import("./coco.js")).saco,
  },
  "win-rate": {
    summary: "wins among wins and losses, of a CSV or JSON lines (--pred)",
    load: async () => (await import("./winRate.js")).winRates,
  },
};
