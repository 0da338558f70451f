/** Borders of depth beside Depth Pro's own code (golden/depth/depth_boundary.json, made by it). */
import { readFileSync } from "node:fs";
import { boundaryScoreAt, siBoundaryF1, siBoundaryRecall } from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const file = "golden/depth/depth_boundary.json";
const planeOf = (rows: number[][]) => ({
  ...{ width: rows[0].length, height: rows.length },
  data: Float64Array.from(rows.flat()),
});

describe.skipIf(skipsWithout(file))("beside Depth Pro", () => {
  it.each([0, 1, 2])("case %i", (i) => {
    const one = JSON.parse(readFileSync(sharedPath(file), "utf8")).cases[i];
    const [prediction, truth] = [planeOf(one.pred), planeOf(one.gt)];
    expect(siBoundaryF1(prediction, truth)).toBeCloseTo(one.SI_boundary_F1, 9);
    for (const [threshold, f1] of Object.entries(one.f1_t))
      expect(boundaryScoreAt(prediction, truth, Number(threshold)).f1).toBeCloseTo(f1 as number, 9);
    const { precision, recall } = boundaryScoreAt(prediction, truth, 1.1);
    expect(precision).toBeCloseTo(one.precision_1_1, 9);
    expect(recall).toBeCloseTo(one.recall_1_1, 9);
    const mask = planeOf(one.mask_rows.map((row: string) => [...row].map(Number)));
    expect(siBoundaryRecall(prediction, mask)).toBeCloseTo(one.SI_boundary_Recall, 9);
  });
});

describe("borders of depth", () => {
  const step = planeOf([
    [2, 2, 2, 2, 2],
    [2, 1, 2, 4, 2],
    [2, 2, 2, 2, 2],
  ]);
  it("are those of the truth where depth is, whatever its scale", () => {
    const scaled = { ...step, data: step.data.map((metres) => 7 * metres) };
    expect(siBoundaryF1(step, step)).toBe(1);
    expect(siBoundaryF1(scaled, step)).toBe(1);
  });
  it("are found nowhere on a plane", () => {
    const flat = { ...step, data: step.data.map(() => 1) };
    expect(siBoundaryF1(flat, step)).toBe(0);
    expect(boundaryScoreAt(flat, flat, 1.1)).toEqual({ f1: 0, precision: 0, recall: 0 });
  });
  it("are refused where the truth has holes, or another size", () => {
    const hole = { ...step, data: step.data.map((metres, i) => (i === 5 ? Number.NaN : metres)) };
    expect(() => siBoundaryF1(step, hole)).toThrow(
      "truth must be known in every pixel, but is unknown in pixel 5",
    );
    expect(() => siBoundaryF1(step, planeOf([[1, 2]]))).toThrow(
      "prediction must be as large as the truth, 2 × 1",
    );
  });
});
