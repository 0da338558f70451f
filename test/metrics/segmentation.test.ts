import { readFileSync } from "node:fs";
import { decode } from "fast-png";
import { confusionMatrix, overlapOf, referringScores, scoresOf } from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

describe("referring masks", () => {
  it.skipIf(skipsWithout("golden/refseg_lisa.json"))("score as LISA's own code scores them", () => {
    const golden = JSON.parse(readFileSync(sharedPath("golden/refseg_lisa.json"), "utf8"));
    const mask = (rows: string[]) =>
      Uint8Array.from(rows.join(""), (letter) => (letter === "x" ? 255 : Number(letter)));
    const overlaps = golden.images.flatMap(({ gt, pred }: { gt: string[][]; pred: string[][] }) =>
      gt.map((rows, i) => overlapOf(mask(pred[i]), mask(rows))),
    );
    const pairs = overlaps.map(({ intersection, union }: never) => [intersection, union]);
    expect(pairs).toEqual(golden.per_expression_inter_union);
    const { cIoU, gIoU } = referringScores(overlaps);
    // Theirs are sums of float32.
    expect(cIoU).toBeCloseTo(golden.expected.cIoU, 6);
    expect(gIoU).toBeCloseTo(golden.expected.gIoU, 6);
  });
});

describe("classes", () => {
  it.skipIf(skipsWithout("golden/cityscapes/cityscapes_eval.json"))(
    "score as Cityscapes' own script scores them",
    () => {
      const golden = JSON.parse(readFileSync(sharedPath("golden/cityscapes/cityscapes_eval.json"), "utf8"));
      const { files, expected } = golden.synthetic;
      const ids = (file: string) => decode(readFileSync(sharedPath(`golden/cityscapes/${file}`))).data;
      const size = 34;
      const matrix = new Float64Array(size * size);
      for (const [prediction, truth] of files) confusionMatrix(ids(prediction), ids(truth), size, matrix);
      expect([...matrix]).toEqual(expected.confMatrix.flat());
      const labels: { id: number; name: string; ignoreInEval: boolean }[] = golden.labels;
      const scored = labels.filter(({ ignoreInEval }) => !ignoreInEval);
      const { iou, mIoU } = scoresOf(
        matrix,
        size,
        scored.map(({ id }) => id),
      );
      for (const [place, { name }] of scored.entries())
        expect(iou[place]).toBeCloseTo(expected.classScores[name], 12);
      expect(mIoU).toBeCloseTo(expected.averageScoreClasses, 12);
    },
  );

  it("count an ignored class on a scored pixel as a miss, and no hit on an ignored pixel", () => {
    // True 1 twice, one of them called 0 (not scored); true 0 once, called 1.
    const matrix = confusionMatrix([1, 0, 1], [1, 1, 0], 3);
    const { iou, mIoU } = scoresOf(matrix, 3, [1, 2]);
    expect(iou).toEqual([0.5, Number.NaN]);
    expect(mIoU).toBe(0.5);
    expect(() => confusionMatrix([3], [0], 3)).toThrow(/size/);
    expect(() => confusionMatrix([0], [0, 1], 3)).toThrow(/prediction/);
  });
});
