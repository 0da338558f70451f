/** Sums over sets: referring expressions, panoptic pictures, preferences. */
import { readFileSync } from "node:fs";
import { decode } from "fast-png";
import {
  bootstrap,
  overlapOf,
  PanopticSums,
  ReferringSums,
  wilsonInterval,
  winRate,
} from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const wire = <Value>(value: Value) => JSON.parse(JSON.stringify(value));

describe("referring expressions", () => {
  it.skipIf(skipsWithout("golden/refseg_lisa.json"))(
    "score as LISA's own code scores them, in two parts",
    () => {
      const golden = JSON.parse(readFileSync(sharedPath("golden/refseg_lisa.json"), "utf8"));
      const mask = (rows: string[]) =>
        Uint8Array.from(rows.join(""), (letter) => (letter === "x" ? 255 : Number(letter)));
      const [one, other] = [new ReferringSums(), new ReferringSums()];
      for (const [i, { gt, pred }] of golden.images.entries())
        for (const [k, rows] of gt.entries()) (i % 2 ? one : other).add(overlapOf(mask(pred[k]), mask(rows)));
      one.merge(ReferringSums.fromJSON(wire(other)));
      const { values, samples } = one.scores();
      expect(samples).toBe(golden.expected.n);
      // Theirs are sums of float32.
      expect(values.cIoU).toBeCloseTo(golden.expected.cIoU, 6);
      expect(values.gIoU).toBeCloseTo(golden.expected.gIoU, 6);
    },
  );
  it("without any have no score, and with nothing asked for and nothing found score 1", () => {
    const sums = new ReferringSums();
    expect(sums.scores().values).toEqual({});
    sums.add({ intersection: 0, union: 0 });
    expect(sums.scores().values).toMatchObject({ gIoU: 1, cIoU: 0, "P@0.9": 1 });
  });
});

describe.skipIf(skipsWithout("golden/panoptic/panoptic_pq.json"))("panoptic pictures", () => {
  it("score as panopticapi scores them, in two parts", () => {
    const golden = JSON.parse(readFileSync(sharedPath("golden/panoptic/panoptic_pq.json"), "utf8"));
    const ids = (folder: string, name: string) => {
      const { data, channels } = decode(readFileSync(sharedPath(`golden/panoptic/${folder}/${name}`)));
      return Float64Array.from(
        { length: data.length / channels },
        (_, i) => data[channels * i] + 256 * data[channels * i + 1] + 65536 * data[channels * i + 2],
      );
    };
    const segments = (all: { id: number; category_id: number; iscrowd?: number; area: number }[]) =>
      all.map(({ id, category_id: category, iscrowd, area }) => ({
        id,
        category,
        area,
        isCrowd: iscrowd === 1,
      }));
    const sums = new PanopticSums();
    for (const truth of golden.gt.annotations) {
      const prediction = golden.pred.find(
        ({ image_id }: { image_id: number }) => image_id === truth.image_id,
      );
      const one = new PanopticSums();
      one.add(
        { data: ids("pred", prediction.file_name), segments: segments(prediction.segments_info) },
        { data: ids("gt", truth.file_name), segments: segments(truth.segments_info) },
      );
      sums.merge(PanopticSums.fromJSON(wire(one)));
    }
    const things = golden.gt.categories
      .filter((one: { isthing: number }) => one.isthing)
      .map(({ id }: { id: number }) => id);
    const { values } = sums.scores(things);
    for (const [group, name] of [
      ["All", ""],
      ["Things", " things"],
      ["Stuff", " stuff"],
    ])
      for (const key of ["pq", "sq", "rq"])
        expect(values[`${key.toUpperCase()}${name}`]).toBeCloseTo(golden.expected[group][key], 9);
  });
});

describe("preferences", () => {
  const judged = (wins: number, losses: number, ties = 0) => [
    ...Array.from({ length: wins }, (_, i) => ({ preference: "win" as const, prompt: `w${i}` })),
    ...Array.from({ length: losses }, (_, i) => ({ preference: "loss" as const, prompt: `l${i}` })),
    ...Array.from({ length: ties }, (_, i) => ({ preference: "tie" as const, prompt: `t${i}` })),
  ];
  it("are wins among wins and losses, or with ties as halves; both sides sum to 1", () => {
    expect(winRate(judged(53, 47, 20)).values.winRate).toBeCloseTo(0.53, 12);
    expect(winRate(judged(53, 47, 20), { ties: "half" }).values.winRate).toBeCloseTo(63 / 120, 12);
    const [one, other] = [winRate(judged(7, 4)), winRate(judged(4, 7))];
    expect(one.values.winRate + other.values.winRate).toBeCloseTo(1, 12);
    expect(one.interval[0] + other.interval[1]).toBeCloseTo(1, 12);
  });
  it("lie in Wilson's interval (10 of 20 and 0 of 10: Newcombe, Statistics in Medicine 17, 1998, by its formula)", () => {
    const [low, high] = wilsonInterval(81 / 263, 263);
    // Newcombe's table I, method 3.
    expect([low, high].map((x) => x.toFixed(4))).toEqual(["0.2553", "0.3662"]);
    expect(wilsonInterval(0, 20).map((x) => x.toFixed(4))).toEqual(["0.0000", "0.1611"]);
    expect(wilsonInterval(1, 29).map((x) => x.toFixed(4))).toEqual(["0.8830", "1.0000"]);
  });
  it("lie in a wider interval where judgements of a prompt hang together", () => {
    const together = judged(60, 40).map((one, i) => ({ ...one, prompt: `${Math.floor(i / 10)}` }));
    const options = { interval: "bootstrap", seed: 3 } as const;
    const width = ({ interval: [low, high] }: { interval: readonly [number, number] }) => high - low;
    const [apart, held] = [winRate(judged(60, 40), options), winRate(together, options)];
    expect(width(held)).toBeGreaterThan(2 * width(apart));
    expect(Math.abs(width(apart) - width(winRate(judged(60, 40))))).toBeLessThan(0.03);
    expect(winRate(together, options)).toEqual(held);
  });
  it("of a mean lie around it", () => {
    const values = Array.from({ length: 200 }, (_, i) => Math.sin(i) + 5);
    const mean = (drawn: readonly number[]) => drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
    const [low, high] = bootstrap(values, mean, 1);
    // 1.96 · the standard error of a sine's 0.7071 / √200.
    expect((high - low) / 2).toBeCloseTo((1.96 * Math.SQRT1_2) / Math.sqrt(200), 1.8);
    expect(low).toBeLessThan(mean(values));
    expect(high).toBeGreaterThan(mean(values));
  });
  it("are refused where there are none, or others", () => {
    expect(() => winRate(judged(0, 0, 3))).toThrow("judgements must be some that are no ties, but is 3 ties");
    expect(() => winRate([{ preference: "both" as never }])).toThrow(
      'preference must be win, loss or tie, but is "both"',
    );
  });
});
