/** Average precision beside pycocotools (golden/coco_ap.json, made by it). */
import { readFileSync } from "node:fs";
import { encodeMask } from "vision-peel/image";
import { CocoAp } from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const file = "golden/coco_ap.json";

interface Annotation {
  readonly image_id: number;
  readonly category_id: number;
  readonly segmentation: { size: [number, number]; counts: string };
  readonly area: number;
  readonly bbox: [number, number, number, number];
  readonly iscrowd: number;
  readonly score: number;
}

describe.skipIf(skipsWithout(file))("beside pycocotools", () => {
  const { gt, dt, expected } = JSON.parse(readFileSync(sharedPath(file), "utf8"));
  const instances = (all: Annotation[], picture: number) =>
    all
      .filter(({ image_id }) => image_id === picture)
      .map(({ category_id, segmentation, area, bbox, iscrowd, score }) => ({
        ...{ category: category_id, mask: segmentation, score, isCrowd: iscrowd === 1 },
        ...(area === undefined ? {} : { area }),
        ...(bbox && { box: bbox }),
      }));
  it.each([
    ["masks", "segm"],
    ["boxes", "bbox"],
  ] as const)("all twelve numbers, by category and threshold, by %s", (by, theirs) => {
    const ids: number[] = gt.images.map(({ id }: { id: number }) => id);
    // In any order, by any number of machines.
    const [first, second] = [new CocoAp(by), new CocoAp(by)];
    for (const id of [...ids].reverse())
      (id % 3 === 0 ? first : second).add(id, instances(dt, id), instances(gt.annotations, id));
    first.merge(CocoAp.fromJSON(JSON.parse(JSON.stringify(second))));
    const { values } = first.scores();
    const { stats, stat_names, AP_cat_by_iou } = expected[theirs];
    for (const [i, name] of stat_names.entries()) expect(values[name], name).toBeCloseTo(stats[i], 9);
    for (const [k, category] of first.categories.entries()) {
      const own = first.categoryScores(category).values;
      const row: number[] = AP_cat_by_iou[k];
      expect(own.AP50).toBeCloseTo(row[0], 9);
      expect(own.AP75).toBeCloseTo(row[5], 9);
      expect(own.AP).toBeCloseTo(row.reduce((sum, one) => sum + one, 0) / row.length, 9);
    }
  });
});

describe("average precision", () => {
  const square = (left: number) => {
    const data = Uint8Array.from({ length: 4096 }, (_, i) => Number(i % 64 >= left && i % 64 < left + 18));
    return encodeMask({ width: 64, height: 64, data });
  };
  it("is 1 where all is found, whatever the scores, and −1 where nothing was to be found", () => {
    const ap = new CocoAp();
    ap.add(
      1,
      [0, 20].map((left, i) => ({ category: 1, mask: square(left), score: 0.1 + i / 10 })),
      [
        { category: 1, mask: square(0) },
        { category: 1, mask: square(20) },
      ],
    );
    const { values } = ap.scores();
    expect(values.AP).toBeCloseTo(1, 12);
    expect(values.AR1).toBeCloseTo(0.5, 12);
    expect([values.APs, values.APm]).toEqual([-1, 1]);
  });
  it("falls by a false alarm that was believed more, and not by one that was believed less", () => {
    const scored = (score: number) => {
      const ap = new CocoAp();
      const alarm = { category: 1, mask: square(40), score };
      ap.add(1, [{ category: 1, mask: square(0), score: 0.5 }, alarm], [{ category: 1, mask: square(0) }]);
      return ap.scores().values.AP;
    };
    expect(scored(0.9)).toBeCloseTo(0.5, 12);
    expect(scored(0.1)).toBeCloseTo(1, 12);
  });
  it("refuses a picture twice, and other protocols", () => {
    const [ap, other] = [new CocoAp(), new CocoAp()];
    ap.add(1, [], []);
    other.add(1, [], []);
    expect(() => ap.add(1, [], [])).toThrow("picture must be one that was not added before, but is 1");
    expect(() => ap.merge(other)).toThrow("picture must be one that was not added before, but is 1");
    expect(() => ap.merge(new CocoAp("boxes"))).toThrow(/other must be of the protocol COCO AP \(masks\)/);
  });
});
