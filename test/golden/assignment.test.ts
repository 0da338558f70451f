import { readFileSync } from "node:fs";
import { bestAssignment } from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../src/random.js";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

/** Every pairing there is. */
function bestByTrying(values: number[][], row = 0, taken = new Set<number>()): number {
  if (row === values.length) return 0;
  let best = -Infinity;
  for (let column = 0; column < values[0].length; column++) {
    if (taken.has(column)) continue;
    best = Math.max(best, values[row][column] + bestByTrying(values, row + 1, new Set([...taken, column])));
  }
  // With more rows than columns a row may stay alone.
  const spare = values.length - row > values[0].length - taken.size;
  return spare ? Math.max(best, bestByTrying(values, row + 1, taken)) : best;
}

describe("best assignment", () => {
  it.skipIf(skipsWithout("golden/assignment.json"))("has scipy's totals, and its pairs where no other is as good", () => {
    const { cases } = JSON.parse(readFileSync(sharedPath("golden/assignment.json"), "utf8"));
    expect(cases).toHaveLength(40);
    for (const { iou, row, col, total } of cases) {
      const found = bestAssignment(iou);
      expect(found.total).toBeCloseTo(total, 12);
      expect(found.pairs.map(([one]) => one)).toHaveLength(row.length);
      const theirs = row.map((one: number, i: number) => [one, col[i]]);
      const isSame = JSON.stringify(found.pairs) === JSON.stringify(theirs);
      const ours = found.pairs.reduce((sum, [r, c]) => sum + iou[r][c], 0);
      expect(isSame || Math.abs(ours - total) < 1e-12).toBe(true);
      expect(new Set(found.pairs.map(([, column]) => column)).size).toBe(found.pairs.length);
    }
  });

  it("is as good as trying everything, also for values below 0 and ties", () => {
    const random = randomFrom(5);
    for (let round = 0; round < 200; round++) {
      const [rows, columns] = [random.integer(1, 5), random.integer(1, 5)];
      const values = Array.from({ length: rows }, () =>
        Array.from({ length: columns }, () => (round % 2 ? random.integer(-3, 3) : random.between(-1, 1))),
      );
      expect(bestAssignment(values).total).toBeCloseTo(bestByTrying(values), 9);
    }
  });

  it("takes nothing, and hundreds", () => {
    expect(bestAssignment([])).toEqual({ pairs: [], total: 0 });
    expect(bestAssignment([[], []])).toEqual({ pairs: [], total: 0 });
    // The best of i · j is the diagonal.
    const values = Array.from({ length: 300 }, (_, i) => Float64Array.from({ length: 300 }, (_, j) => i * j));
    expect(bestAssignment(values).pairs.every(([row, column]) => row === column)).toBe(true);
  });

  it("names the value that is none", () => {
    expect(() => bestAssignment([[1, 2], [3]])).toThrow(/values\[1\] must be a row of 2 values, as the first, but is one of 1/);
    expect(() => bestAssignment([[1, Number.NaN]])).toThrow(/values\[0\]\[1\] must be a finite number, but is NaN/);
  });
});
