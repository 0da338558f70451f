/** The ceiling table: what the painters that know the truth reach in the geometry of data sets. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CeilingRow, type CeilingTable, ceilingMarkdown, measureCeiling } from "vision-peel/evaluation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = mkdtempSync(join(tmpdir(), "peel-ceiling-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const options = {
  ...{ folder: join(root, "results"), scenes: 1, seed: 3 },
  datasets: ["nyuv2", "kitti", "ibims", "dsine", "refcoco", "coco-panoptic"],
  generators: ["exact", "exact+size", "exact+noise"],
} as const;
let table: CeilingTable;
beforeAll(async () => {
  table = await measureCeiling(options);
}, 400_000);

const valuesOf = ({ cells }: CeilingRow, key: string): number[] =>
  cells.map(({ scores }) => scores[0].values[key]);
const rowsOf = (task: string): CeilingRow[] => table.rows.filter((row) => row.task === task);

describe("the ceiling", () => {
  it("has a row for each split that is scored, by the data set's own protocol", () => {
    expect(table.rows.map(({ dataset, split }) => `${dataset} ${split}`)).toEqual([
      ...["nyuv2 test", "kitti eigen", "ibims test"],
      ...["nyuv2", "scannet", "ibims", "sintel", "vkitti"].map((split) => `dsine ${split}`),
      "refcoco val",
    ]);
    expect(table.rows.map(({ cells }) => cells[0].scores[0].protocol.split(" on ")[0])).toEqual([
      ...["UniK3D", "UniK3D", "UniK3D"],
      ...Array(5).fill("DSINE (pixels pooled)"),
      "LISA cIoU and gIoU",
    ]);
    for (const { cells, samples } of table.rows)
      for (const { scores, failures } of cells) {
        expect(failures).toEqual([]);
        expect([1, samples]).toContain(scores[0].samples);
      }
  });

  it("of depth: exact loses what 8 bits lose; a size loses a border, noise more", () => {
    for (const row of rowsOf("depth")) {
      const [exact, sized, noisy] = valuesOf(row, "absRel");
      // A step of the code is 1785th of its path: some thousandths of the depth where it is near.
      expect(exact, row.title).toBeLessThan(0.002);
      expect(exact, row.title).toBeLessThanOrEqual(sized + 1e-6);
      expect(sized, row.title).toBeLessThan(noisy);
      const deltas = valuesOf(row, "d1");
      expect(deltas[0], row.title).toBe(1);
      expect(deltas[0]).toBeGreaterThanOrEqual(deltas[1]);
      expect(deltas[1] + 1e-3).toBeGreaterThanOrEqual(deltas[2]);
    }
  });

  it("of normals: exact is off by less than half a degree", () => {
    for (const row of rowsOf("normals")) {
      const [exact, sized, noisy] = valuesOf(row, "mean");
      expect(exact, row.split).toBeLessThan(0.5);
      expect(exact).toBeLessThanOrEqual(sized);
      expect(sized).toBeLessThan(noisy);
    }
  });

  it("of expressions: exact is right, noise nearly", () => {
    for (const row of rowsOf("referring")) {
      const [exact, sized, noisy] = valuesOf(row, "cIoU");
      expect(exact).toBeCloseTo(1, 8);
      expect(exact).toBeGreaterThanOrEqual(sized);
      expect(sized).toBeGreaterThanOrEqual(noisy);
      expect(noisy).toBeGreaterThan(0.9);
    }
  });

  it("as Markdown has a line for each row and a column for each generator", () => {
    const lines = ceilingMarkdown(table).split("\n");
    expect(lines[0]).toBe(
      "| data set | pictures | protocol | scores | `exact` | `exact+size` | `exact+noise` |",
    );
    expect(lines[2]).toMatch(
      /^\| NYU Depth V2 test \| 1 of 640 × 480 \| UniK3D \(0\.005–10 m, crop nyu-eigen\) \| δ₁ ↑ · AbsRel ↓ \| 1\.0000 · 0\.0\d+ \|/,
    );
    expect(lines.filter((line) => line.startsWith("| "))).toHaveLength(2 + table.rows.length);
    expect(lines.every((line) => !line.startsWith("|") || line.split(" | ").length === 7)).toBe(true);
  });
});

it("goes on from what is there, to the same numbers", { timeout: 60_000 }, async () => {
  let [written, worked] = [0, 0];
  const again = await measureCeiling({
    ...options,
    onSuite: () => void written++,
    onProgress: ({ done, total }) => void (done < total && worked++),
  });
  expect([written, worked]).toEqual([0, 0]);
  expect(again).toEqual(table);
});

it.each([
  [{ datasets: ["coco-panoptic"] }, /datasets must be some that are scored/],
  [{ generators: [] }, /generators must be names, each there once/],
  [{ generators: ["exact", "exact"] }, /generators must be names, each there once/],
  [{ generators: ["exakt"], datasets: ["nyuv2"] }, /exakt/],
  [{ scenes: 1.5 }, /scenes must be a whole number/],
  [{ generator: "exact" }, /write generators/],
])("refuses %j", async (more, message) => {
  await expect(measureCeiling({ ...options, ...more } as never)).rejects.toThrow(message);
});
