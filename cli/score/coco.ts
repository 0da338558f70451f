/** Results and truths as COCO and SA-Co write them. */
import { ArgumentError } from "vision-peel";
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
  readonly categories?: readonly { readonly id: number }[];
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
      content.every((one) => typeof one?.image_id === "number" && Number.isFinite(one.score)),
  );

/**
 * Results of other images would all be misses, and nobody would know why; pycocotools refuses them, too.
 *
 * @throws ArgumentError naming the file
 */
function checkBelongs(
  path: string,
  results: readonly Annotation[],
  { images }: Truth,
  truthPath: string,
): void {
  const sizes = new Map(images.map(({ id, width, height }) => [id, [height, width]] as const));
  for (const [i, { image_id, segmentation }] of results.entries()) {
    const size = sizes.get(image_id);
    if (!size) {
      throw new ArgumentError({
        ...{ argument: path, expected: `results of the images of ${truthPath}` },
        ...{ got: `number ${i + 1} of image ${image_id}, which is none of them` },
        remedy: "check that both are of one data set and split",
      });
    }
    const said = Array.isArray(segmentation) ? undefined : (segmentation as CocoMask | undefined)?.size;
    if (said === undefined || (said[0] === size[0] && said[1] === size[1])) continue;
    throw new ArgumentError({
      ...{ argument: path, expected: `masks of the size of their images, [height, width]` },
      ...{ got: `number ${i + 1} of [${said.join(", ")}] for an image of [${size.join(", ")}]` },
      remedy: "predict at the original size; run lengths name the height first",
    });
  }
}

/** Every annotator has seen the same images, or a missing one would be one that has seen nothing there. */
function checkAnnotators(paths: readonly string[], truths: readonly Truth[]): void {
  const first = new Set(truths[0].images.map(({ id }) => id));
  for (const [i, { images }] of truths.entries()) {
    const ids = new Set(images.map(({ id }) => id));
    const missing = [...first].find((id) => !ids.has(id));
    const more = [...ids].find((id) => !first.has(id));
    if (missing === undefined && more === undefined) continue;
    const got = missing === undefined ? `image ${more} besides` : `none for image ${missing}`;
    throw new ArgumentError({
      ...{ argument: paths[i], expected: `annotations of the same images as ${paths[0]}`, got },
      remedy: "give whole files of all annotators, of one split",
    });
  }
}

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
    checkBelongs(pred, results, truth, gt[0]);
    const categories = new Set(truth.categories?.map(({ id }) => id));
    const unknown = results.filter(({ category_id }) => !categories.has(category_id)).length;
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
    const notes =
      categories.size > 0 && unknown > 0
        ? [`${unknown} results are of categories that the truth does not have, and do not count.`]
        : [];
    return { ...ap.scores(), notes };
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
    const [all, truths] = [await readResults(pred), await Promise.all(gt.map(readTruth))];
    checkAnnotators(gt, truths);
    checkBelongs(pred, all, truths[0], gt[0]);
    const results = byImage(all);
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
