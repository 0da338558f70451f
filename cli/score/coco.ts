/** Results and truths as COCO and SA-Co write them. */
import { type CocoMask, maskOfPolygon, mergeMasks, type PixelBox } from "vision-peel/image";
import { bestAnnotator, CocoAp, matchSacoPair, SacoSums } from "vision-peel/metrics";
import type { ScoreKind } from "./protocols.js";
import { readJson } from "./readJson.js";

interface Image {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly is_instance_exhaustive?: boolean;
}
interface Annotation {
  readonly image_id: number;
  readonly category_id: number;
  readonly segmentation: CocoMask | readonly (readonly number[])[];
  readonly bbox?: PixelBox;
  readonly area?: number;
  readonly iscrowd?: 0 | 1;
  readonly score?: number;
}
interface Truth {
  readonly images: readonly Image[];
  readonly annotations: readonly Annotation[];
}

const isTruth = (content: unknown): boolean =>
  Array.isArray((content as Truth | null)?.images) && Array.isArray((content as Truth).annotations);

const readTruth = (path: string): Promise<Truth> =>
  readJson(path, "annotations of COCO's form, with images and annotations", isTruth);
const readResults = (path: string): Promise<(Annotation & { score: number })[]> =>
  readJson(
    path,
    "results of COCO's form, a list with image_id and score",
    (content) =>
      Array.isArray(content) &&
      content.every((one) => typeof one?.image_id === "number" && typeof one.score === "number"),
  );

function maskOf({ segmentation }: Annotation, { width, height }: Image): CocoMask {
  if (!Array.isArray(segmentation)) return segmentation as CocoMask;
  return mergeMasks((segmentation as number[][]).map((polygon) => maskOfPolygon(polygon, { width, height })));
}

function byImage<One extends Annotation>(all: readonly One[]): Map<number, One[]> {
  const groups = new Map<number, One[]>();
  for (const one of all) {
    const group = groups.get(one.image_id);
    if (group) group.push(one);
    else groups.set(one.image_id, [one]);
  }
  return groups;
}

const averagePrecisionBy = (by: "masks" | "boxes"): ScoreKind => ({
  summary: "instances",
  async score(_, { pred, gt }, tell) {
    const [results, truth] = [await readResults(pred), await readTruth(gt[0])];
    const [found, wanted] = [byImage(results), byImage(truth.annotations)];
    const ap = new CocoAp(by);
    for (const image of truth.images) {
      const instance = (one: Annotation) => {
        const mask = by === "boxes" && !one.segmentation ? boxMask : maskOf(one, image);
        const { category_id: category, bbox: box, area } = one;
        return { category, mask, ...(box && { box }), ...(area !== undefined && { area }) };
      };
      const detections = (found.get(image.id) ?? []).map((one) => ({
        ...instance(one),
        area: areaOf(one),
        score: one.score,
      }));
      const truths = (wanted.get(image.id) ?? []).map((one) => ({
        ...instance(one),
        isCrowd: one.iscrowd === 1,
      }));
      ap.add(image.id, detections, truths);
      tell(String(image.id), { detections: detections.length, truths: truths.length });
    }
    return ap.scores();
  },
});

/** Of results pycocotools takes the mask's area, or the box's where there is no mask. */
const areaOf = ({ segmentation, bbox }: Annotation): number | undefined =>
  segmentation ? undefined : bbox && bbox[2] * bbox[3];
const boxMask: CocoMask = { size: [1, 1], counts: [1] };

export const masks = averagePrecisionBy("masks");
export const boxes = averagePrecisionBy("boxes");

export const saco: ScoreKind = {
  summary: "phrases",
  async score(_, { pred, gt }, tell) {
    const [results, truths] = [byImage(await readResults(pred)), await Promise.all(gt.map(readTruth))];
    const annotators = truths.map(({ images, annotations }) => ({
      images: new Map(images.map((image) => [image.id, image])),
      annotations: byImage(annotations),
    }));
    const sums = new SacoSums("SA-Co");
    for (const image of truths[0].images) {
      // Where an annotator has left things out nobody can tell what is a false alarm.
      if (annotators.some(({ images }) => images.get(image.id)?.is_instance_exhaustive === false)) continue;
      const found = (results.get(image.id) ?? []).map((one) => ({
        mask: maskOf(one, image),
        score: one.score,
      }));
      const pairs = annotators.map(({ annotations }) => {
        const wanted = (annotations.get(image.id) ?? []).map((one) => ({
          mask: maskOf(one, image),
          isCrowd: one.iscrowd === 1,
        }));
        return matchSacoPair(found, wanted);
      });
      const best = bestAnnotator(pairs);
      sums.add(best);
      tell(String(image.id), { "hits@0.5": best.hits[0], detections: best.detections, truths: best.truths });
    }
    return sums.scores();
  },
};
