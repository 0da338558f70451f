/** SA-Co's scores beside SAM 3's own evaluation (golden/saco_cgf1.json, made by it). */
import { readFileSync } from "node:fs";
import { encodeMask, mergeMasks } from "vision-peel/image";
import { bestAnnotator, matchSacoPair, SacoSums } from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const file = "golden/saco_cgf1.json";

interface Image {
  readonly id: number;
  readonly is_instance_exhaustive: boolean;
}
interface Annotation {
  readonly image_id: number;
  readonly segmentation: { size: [number, number]; counts: string };
  readonly score: number;
  readonly iscrowd: number;
}
interface Truth {
  readonly images: Image[];
  readonly annotations: Annotation[];
}

/** The pairs of picture and phrase that all annotators have looked at fully, each with the best of them. */
function pairsOf(truths: readonly Truth[], predictions: readonly Annotation[]) {
  const all = truths[0].images.filter(({ id }) =>
    truths.every(({ images }) => images.find((one) => one.id === id)?.is_instance_exhaustive),
  );
  return all.map(({ id }) => {
    const of = (annotations: readonly Annotation[]) =>
      annotations
        .filter((one) => one.image_id === id)
        .map(({ segmentation: mask, score, iscrowd }) => ({ mask, score, isCrowd: iscrowd === 1 }));
    return bestAnnotator(truths.map(({ annotations }) => matchSacoPair(of(predictions), of(annotations))));
  });
}

describe.skipIf(skipsWithout(file))("beside SAM 3's own evaluation", () => {
  const { real, synthetic } = JSON.parse(readFileSync(sharedPath(file), "utf8"));
  it.each([
    ["real pictures", [real.gt], real.predictions, real.expected],
    ["three annotators", synthetic.gts, synthetic.predictions, synthetic.expected_oracle3],
    ["one annotator", synthetic.gts.slice(0, 1), synthetic.predictions, synthetic.expected_single],
  ])("%s", (_, truths, predictions, { summary, per_threshold }) => {
    const pairs = pairsOf(truths, predictions);
    const [sums, rest] = [new SacoSums(), new SacoSums()];
    for (const [i, pair] of pairs.entries()) (i % 2 === 0 ? sums : rest).add(pair);
    // As it goes over a wire.
    sums.merge(SacoSums.fromJSON(JSON.parse(JSON.stringify(rest))));
    const { values, samples } = sums.scores();
    expect(samples).toBe(pairs.length);
    const names: Record<string, string> = {
      ...{
        positive_micro_F1: "pmF1",
        positive_macro_F1: "macroF1",
        positive_micro_precision: "microPrecision",
      },
    };
    for (const [theirs, expected] of Object.entries(summary)) {
      const [name, at] = theirs.replace("cgF1_eval_segm_", "").split("@");
      const ours = `${names[name] ?? name}${at ? `@${at}` : ""}`;
      expect(values[ours], ours).toBeCloseTo(expected as number, 9);
    }
    for (const [k, hits] of per_threshold.TPs.entries())
      expect(pairs.reduce((sum, pair) => sum + pair.hits[k], 0)).toBe(hits);
  });
});

describe("SA-Co's scores", () => {
  const square = (left: number, width = 4) => {
    const data = Uint8Array.from({ length: 100 }, (_, i) => Number(i % 10 >= left && i % 10 < left + width));
    return encodeMask({ width: 10, height: 10, data });
  };
  it("are near 1 where all is found and nothing else", () => {
    const sums = new SacoSums();
    sums.add(matchSacoPair([{ mask: square(0), score: 0.9 }], [{ mask: square(0) }]));
    sums.add(matchSacoPair([], []));
    const { cgF1, IL_MCC } = sums.scores().values;
    expect(cgF1).toBeCloseTo(1, 3);
    expect(IL_MCC).toBeCloseTo(1, 5);
  });
  it("leave out what is hardly believed, and crowds", () => {
    const pair = matchSacoPair(
      [
        { mask: square(0), score: 0.5 },
        { mask: square(5), score: 0.4999 },
      ],
      [{ mask: square(0) }, { mask: square(5), isCrowd: true }],
    );
    expect(pair).toMatchObject({ presence: "TP", detections: 1, truths: 1 });
    expect(pair.hits).toEqual(Array(10).fill(1));
  });
  it("pair for the largest sum, not one after the other", () => {
    const both = mergeMasks([square(0), square(4)]);
    const found = [both, square(0)].map((mask) => ({ mask, score: 1 }));
    const { hits } = matchSacoPair(found, [{ mask: square(0) }, { mask: square(4) }]);
    // 8 × 10 against 4 × 10: IoU ½; the other one fits fully.
    expect(hits[0]).toBe(2);
    expect(hits[1]).toBe(1);
  });
  it("take the annotator that fits best; who saw nothing where nothing was found fits fully", () => {
    const found = [{ mask: square(0), score: 1 }];
    const pairs = [[{ mask: square(5) }], [{ mask: square(0) }], []].map((truths) =>
      matchSacoPair(found, truths),
    );
    expect(bestAnnotator(pairs)).toBe(pairs[1]);
    const empty = [[{ mask: square(5) }], []].map((truths) => matchSacoPair([], truths));
    expect(bestAnnotator(empty)).toBe(empty[1]);
  });
  it("of other data are not mixed, and masks of other sizes are refused", () => {
    expect(() => new SacoSums("Gold").merge(new SacoSums("Silver"))).toThrow(/other must be of the protocol/);
    const other = encodeMask({ width: 2, height: 2, data: [1, 1, 1, 1] });
    expect(() => matchSacoPair([{ mask: other, score: 1 }], [{ mask: square(0) }])).toThrow(/size|pixels/);
  });
});
