import { dirname, extname, join } from "node:path";
import { readSegmentIds } from "vision-peel";
import { type PanopticPicture, PanopticSums } from "vision-peel/metrics";
import type { ScoreKind } from "./protocols.js";
import { readJson } from "./readJson.js";

interface PanopticJson {
  readonly annotations: readonly {
    readonly image_id: number;
    readonly file_name: string;
    readonly segments_info: readonly { id: number; category_id: number; area?: number; iscrowd?: number }[];
  }[];
  readonly categories?: readonly { readonly id: number; readonly isthing: number }[];
}
type Annotation = PanopticJson["annotations"][number];

const read = (path: string): Promise<PanopticJson> =>
  readJson(path, "a panoptic JSON, with annotations of segments_info", (content) =>
    Boolean(
      (content as PanopticJson | null)?.annotations?.every?.((one) => Array.isArray(one.segments_info)),
    ),
  );

/** The pictures lie in a folder of the JSON's name, as COCO has them, or beside it. */
async function pictureOf(
  json: string,
  { file_name, segments_info }: Annotation,
  isTruth: boolean,
): Promise<PanopticPicture> {
  const folder = join(dirname(json), json.slice(dirname(json).length + 1, -extname(json).length));
  const path = join(folder, file_name);
  const { data } = await readSegmentIds(path);
  const segments = segments_info.map(({ id, category_id: category, area, iscrowd }) => ({
    ...{ id, category, isCrowd: iscrowd === 1 },
    ...(isTruth && area !== undefined && { area }),
  }));
  return { data, segments };
}

export const panoptic: ScoreKind = {
  summary: "panoptic",
  async score(_, { pred, gt }, tell) {
    const [ours, theirs] = [await read(pred), await read(gt[0])];
    const found = new Map(ours.annotations.map((one) => [one.image_id, one]));
    const sums = new PanopticSums();
    const missing: number[] = [];
    for (const truth of theirs.annotations) {
      const own = found.get(truth.image_id);
      if (!own) {
        missing.push(truth.image_id);
        continue;
      }
      const pictures = [await pictureOf(pred, own, false), await pictureOf(gt[0], truth, true)] as const;
      sums.add(...pictures);
      const one = new PanopticSums();
      one.add(...pictures);
      tell(String(truth.image_id), one.scores().values);
    }
    const things = theirs.categories?.filter(({ isthing }) => isthing === 1).map(({ id }) => id);
    const notes =
      missing.length > 0
        ? [
            `${missing.length} pictures have no prediction and are left out: ${missing.slice(0, 3).join(", ")} …`,
          ]
        : [];
    return { ...sums.scores(things), notes };
  },
};
