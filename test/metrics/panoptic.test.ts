import { readFileSync } from "node:fs";
import { decode } from "fast-png";
import {
  countOverlaps,
  matchOverlaps,
  matchPanoptic,
  type PanopticCounts,
  panopticScores,
} from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

interface Annotation {
  file_name: string;
  segments_info: { id: number; category_id: number; iscrowd?: number; area?: number }[];
}

describe("panoptic quality", () => {
  it.skipIf(skipsWithout("golden/panoptic/panoptic_pq.json"))("is what panopticapi counts", () => {
    const golden = JSON.parse(readFileSync(sharedPath("golden/panoptic/panoptic_pq.json"), "utf8"));
    const pictureOf = (folder: string, { file_name, segments_info }: Annotation) => {
      const { data } = decode(readFileSync(sharedPath(`golden/panoptic/${folder}/${file_name}`)));
      const ids = Uint32Array.from(
        { length: data.length / 3 },
        (_, i) => data[3 * i] + 256 * data[3 * i + 1] + 65536 * data[3 * i + 2],
      );
      const segments = segments_info.map(({ id, category_id, iscrowd, area }) => ({
        ...{ id, category: category_id, isCrowd: iscrowd === 1 },
        ...(folder === "gt" && area !== undefined && { area }),
      }));
      return { data: ids, segments };
    };
    const counts = new Map<number, PanopticCounts>();
    for (const annotation of golden.gt.annotations) {
      const predicted = golden.pred.find(
        ({ image_id }: { image_id: number }) => image_id === annotation.image_id,
      );
      matchPanoptic(pictureOf("pred", predicted), pictureOf("gt", annotation), counts);
    }
    for (const [category, { tp, fp, fn, iou }] of Object.entries<Record<string, number>>(
      golden.expected.counts,
    )) {
      const got = counts.get(Number(category));
      expect([got?.hits, got?.falseAlarms, got?.misses]).toEqual([tp, fp, fn]);
      expect(got?.iou).toBeCloseTo(iou, 9);
    }
    const things = golden.gt.categories.filter(({ isthing }: { isthing: number }) => isthing === 1);
    const stuff = golden.gt.categories.filter(({ isthing }: { isthing: number }) => isthing === 0);
    const idsOf = (list: { id: number }[]) => list.map(({ id }) => id);
    for (const [name, categories] of [
      ["All", undefined],
      ["Things", idsOf(things)],
      ["Stuff", idsOf(stuff)],
    ] as const) {
      const { pq, sq, rq, categories: there } = panopticScores(counts, categories);
      const wanted = golden.expected[name];
      expect([pq, sq, rq].map((score) => score.toFixed(9))).toEqual(
        [wanted.pq, wanted.sq, wanted.rq].map((score: number) => score.toFixed(9)),
      );
      expect(there).toBe(wanted.n);
    }
  });

  it("needs more than half, and says which id is not listed", () => {
    const one = [{ id: 1, category: 1 }];
    const half = matchPanoptic({ data: [1, 1, 0], segments: one }, { data: [1, 0, 1], segments: one });
    // Counted in pieces, it is the same.
    const pieces = countOverlaps([1, 0], [0, 1], countOverlaps([1], [1]));
    expect(matchOverlaps(pieces, one, one)).toEqual(half);
    // 1 of 2 pixels: the predicted one that lies on void is left out of the union.
    expect(half.matches).toEqual([]);
    expect(half.counts.get(1)).toEqual({ hits: 0, falseAlarms: 1, misses: 1, iou: 0 });
    expect(() => matchPanoptic({ data: [2], segments: one }, { data: [1], segments: one })).toThrow(
      /no segment 2/,
    );
    expect(() => matchPanoptic({ data: [1], segments: one }, { data: [1, 1], segments: one })).toThrow(
      /prediction/,
    );
    expect(panopticScores(new Map()).pq).toBeNaN();
  });
});
