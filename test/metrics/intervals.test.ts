/** Intervals against a bootstrap that adds every drawn sample again, one by one. */

import { encodeMask } from "vision-peel/image";
import {
  type CityscapesSums,
  CocoAp,
  cityscapesKind,
  depthKind,
  drawnIntervals,
  IntervalSums,
  matchSacoPair,
  normalMeansKind,
  type PooledNormals,
  panopticKind,
  pooledNormalsKind,
  referringKind,
  type Sums,
  type SumsKind,
  sacoKind,
  wilsonInterval,
  withApIntervals,
} from "vision-peel/metrics";
import { describe, expect, it } from "vitest";

/** Numbers that are the same in every run, from 0 to 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

const draws = 60;

/** The slow way. */
function slowly<S extends Sums<S>>(kind: SumsKind<S>, fills: readonly ((sums: S) => void)[]) {
  return drawnIntervals(
    fills.length,
    (times) => {
      const sums = kind.make();
      for (const [i, fill] of fills.entries()) for (let k = 0; k < times[i]; k++) fill(sums);
      return (kind.scores?.(sums) ?? sums.scores()).values;
    },
    { draws },
  );
}

function expectSame<S extends Sums<S>>(
  kind: SumsKind<S>,
  fills: readonly ((sums: S) => void)[],
  digits = 9,
  isLeftOut = (_: string): boolean => false,
): void {
  const sums = new IntervalSums(kind);
  for (const fill of fills) sums.add(fill);
  const { intervals = {}, values } = sums.scores({ draws });
  const slow = slowly(kind, fills);
  expect(Object.keys(intervals).length).toBeGreaterThan(0);
  for (const [name, [low, high]] of Object.entries(intervals)) {
    expect(low, name).toBeLessThanOrEqual(high);
    expect(values[name], name).toBeDefined();
    if (isLeftOut(name)) continue;
    expect(low, name).toBeCloseTo(slow[name][0], digits);
    expect(high, name).toBeCloseTo(slow[name][1], digits);
  }
}

describe("intervals of sums are those of samples added again", () => {
  const random = numbers(7);
  it("of means, of which some samples lack a score", () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({
      absRel: random(),
      d1: i % 3 === 0 ? Number.NaN : random(),
    }));
    expectSame(
      depthKind({ rules: "nyu" }),
      rows.map((row) => (sums) => sums.add(row)),
    );
    expectSame(
      normalMeansKind("x"),
      rows.map((row) => (sums) => sums.add(row)),
    );
  });

  it("of cIoU and gIoU; shares of expressions are Wilson's", () => {
    const overlaps = Array.from({ length: 20 }, () => {
      const union = 1 + Math.floor(1000 * random());
      return { union, intersection: Math.floor(union * random()) };
    });
    const fills = overlaps.map((one) => (sums: { add(overlap: typeof one): void }) => sums.add(one));
    expectSame(referringKind("x"), fills, 9, (name) => name.startsWith("P@"));
    const sums = new IntervalSums(referringKind("x"));
    for (const fill of fills) sums.add(fill);
    const { values, intervals, intervalsBy } = sums.scores({ draws });
    expect(intervals?.["P@0.5"]).toEqual(wilsonInterval(values["P@0.5"], 20));
    expect(intervalsBy).toBe(
      "95 %: bootstrap over 20 samples, 60 draws, seed 0; 95 %: Wilson for shares of samples",
    );
  });

  it("of classes, where pictures lack some", () => {
    const ids = [7, 8, 11, 26, 0];
    const pictures = Array.from({ length: 8 }, (_, k) => {
      const truth = Array.from({ length: 60 }, () => ids[Math.floor(random() * (k % 2 ? 3 : 5))]);
      return {
        truth,
        found: truth.map((id) => (random() < 0.7 ? id : 7)),
        things: truth.map((id) => id * 1000 + (id === 26 ? 1 : 0)),
      };
    });
    expectSame(
      cityscapesKind("x"),
      pictures.map(
        ({ found, truth, things }) =>
          (sums: CityscapesSums) =>
            sums.add(found, truth, things),
      ),
    );
  });

  it("of SA-Co's pairs", () => {
    const maskOf = (from: number, to: number) => {
      const data = Uint8Array.from({ length: 64 }, (_, i) => Number(i >= from && i < to));
      return encodeMask({ width: 8, height: 8, data });
    };
    const pairs = Array.from({ length: 10 }, (_, i) =>
      matchSacoPair(
        i % 4 === 1 ? [] : [{ mask: maskOf(8, 8 + 4 * (i + 1)), score: 1 }],
        i % 4 === 2 ? [] : [{ mask: maskOf(8, 40) }],
      ),
    );
    expectSame(
      sacoKind("x"),
      pairs.map((pair) => (sums) => sums.add(pair)),
    );
  });

  it("of panoptic categories, which not every picture has", () => {
    const categories = [
      { id: 3, name: "person", isThing: true },
      { id: 9, name: "sky", isThing: false },
    ];
    const pictures = Array.from({ length: 9 }, (_, k) => {
      const truth = Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : 2));
      const found = truth.map((id) => (random() < 0.15 * k ? 2 : id));
      const segments = [
        { id: 1, category: k % 3 === 0 ? 9 : 3 },
        { id: 2, category: 9 },
      ];
      return [
        { data: found, segments },
        { data: truth, segments },
      ] as const;
    });
    expectSame(
      panopticKind("x", categories),
      pictures.map(
        ([found, truth]) =>
          (sums) =>
            sums.add(found, truth),
      ),
    );
  });

  it("of pooled pixels, the median within a quarter of a degree", () => {
    const pictures = Array.from({ length: 8 }, (_, k) =>
      Float32Array.from({ length: 400 * (k + 1) }, () => 30 * random() ** 2 + k),
    );
    const fills = pictures.map((errors) => (sums: PooledNormals) => sums.add(errors));
    expectSame(pooledNormalsKind("x"), fills, 6, (name) => name === "median");
    const sums = new IntervalSums(pooledNormalsKind("x"));
    for (const fill of fills) sums.add(fill);
    const [low, high] = sums.scores({ draws }).intervals?.median ?? [0, 0];
    const slow = slowly(pooledNormalsKind("x"), fills).median;
    expect(Math.abs(low - slow[0])).toBeLessThan(0.26);
    expect(Math.abs(high - slow[1])).toBeLessThan(0.26);
  });
});

it("of average precision are those of pictures that are there as often as they were drawn", () => {
  const random = numbers(3);
  const square = (x: number) => {
    const data = Uint8Array.from({ length: 400 }, (_, i) => Number(i % 20 >= x && i % 20 < x + 8 && i < 200));
    return encodeMask({ width: 20, height: 20, data });
  };
  const pictures = Array.from({ length: 7 }, (_, k) => ({
    found: Array.from({ length: 1 + (k % 3) }, (_, i) => ({
      ...{ category: 1 + (i % 2), score: random(), mask: square(Math.floor(10 * random())) },
    })),
    truths: Array.from({ length: 1 + (k % 2) }, (_, i) => ({ category: 1 + i, mask: square(2 + i) })),
  }));
  const ap = new CocoAp();
  for (const [i, { found, truths }] of pictures.entries()) ap.add(i, found, truths);
  const { intervals = {}, values } = withApIntervals(ap, new Map([[1, "cat"]]), { draws });
  const slow = drawnIntervals(
    pictures.length,
    (times) => {
      const again = new CocoAp();
      for (const [i, { found, truths }] of pictures.entries())
        for (let k = 0; k < times[i]; k++) again.add(100 * i + k, found, truths);
      const { AP, AP50, AP75 } = again.scores().values;
      return { AP, AP50, AP75, "AP cat": again.categoryScores(1).values.AP };
    },
    { draws },
  );
  expect(values["AP cat"]).toBe(ap.categoryScores(1).values.AP);
  for (const name of ["AP", "AP50", "AP75", "AP cat"]) {
    expect(intervals[name][0], name).toBeCloseTo(slow[name][0], 9);
    expect(intervals[name][1], name).toBeCloseTo(slow[name][1], 9);
  }
});

it("of a mean of many are as wide as the normal distribution says", () => {
  const random = numbers(11);
  const values = Array.from({ length: 400 }, () => random());
  const sums = new IntervalSums(normalMeansKind("x"));
  for (const mean of values) sums.add((one) => one.add({ mean }));
  const [low, high] = sums.scores().intervals?.mean ?? [0, 0];
  const mean = values.reduce((sum, one) => sum + one, 0) / 400;
  const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 400);
  expect((high - low) / ((2 * 1.96 * deviation) / 20)).toBeGreaterThan(0.9);
  expect((high - low) / ((2 * 1.96 * deviation) / 20)).toBeLessThan(1.1);
});

it("are the same for the same seed, and there are none of four samples", () => {
  const fill = (count: number) => {
    const sums = new IntervalSums(normalMeansKind("x"));
    for (let i = 0; i < count; i++) sums.add((one) => one.add({ mean: i * i }));
    return sums;
  };
  expect(fill(9).scores({ seed: 4 })).toEqual(fill(9).scores({ seed: 4 }));
  expect(fill(9).scores({ seed: 4 }).intervals).not.toEqual(fill(9).scores({ seed: 5 }).intervals);
  expect(fill(4).scores().intervals).toBeUndefined();
});
