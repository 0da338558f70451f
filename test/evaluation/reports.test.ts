/** The paper's tables: whole, marked as the paper's, and beside ours in three forms. */
import { besidePaper, paperTables } from "vision-peel/evaluation";
import { describe, expect, it } from "vitest";
import { reportTables } from "../../src/dist/evaluation/reports/reportTables.js";

const mean = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, one) => sum + Number(one), 0) / values.length;
const rowOf = (name: keyof typeof paperTables, model: string) =>
  paperTables[name].rows.find((row) => row.model === model)?.values ?? [];

describe("the paper's tables", () => {
  it("have a value, or none, for each column", () => {
    for (const { columns, rows, title } of Object.values(paperTables))
      for (const { values, model } of rows) expect(values.length, `${title}, ${model}`).toBe(columns.length);
  });
  // Averages that the paper prints itself (tables 3, 6 and 7).
  it.each([
    ["depth", "Vision Banana", 0.882],
    ["depth", "UniK3D", 0.823],
    ["depth", "MoGe-2", 0.802],
    ["depth", "Depth Pro", 0.715],
    ["depth-error", "Vision Banana", 0.116],
    ["depth-error", "UniK3D", 0.156],
    ["depth-error", "MoGe-2", 0.144],
  ] as const)("have the averages that are printed: %s of %s is %d", (name, model, average) => {
    expect(Math.abs(mean(rowOf(name, model)) - average)).toBeLessThan(0.001);
  });
  it("have the averages that are printed: SA-Co by subset, normals indoors", () => {
    for (const { model, values } of paperTables["sa-co"].rows)
      expect(Math.abs(mean(rowOf("sa-co-subsets", model)) - Number(values[0])), model).toBeLessThan(0.11);
    const banana = rowOf("normals", "Vision Banana");
    expect(mean([banana[0], banana[2], banana[4]])).toBeCloseTo(15.549, 2);
    expect(mean([banana[1], banana[3], banana[5]])).toBeCloseTo(9.3, 2);
  });
  it("have preferences whose sides sum to a hundred", () => {
    const [ours, base] = paperTables.preferences.rows;
    expect(ours.values.map((value, i) => Number(value) + Number(base.values[i]))).toEqual([100, 100]);
  });
});

describe("ours beside the paper's", () => {
  const run = { model: "mine_1", protocol: "UniK3D on NYUv2", values: { "NYU δ1": 0.9 } };
  it("are under a heading of their own, with their protocol", () => {
    const text = besidePaper("depth", [run]);
    expect(text).toContain("**The paper's (arXiv 2604.20329, table 6; protocol assumed)**");
    expect(text).toContain("| Vision Banana | yes | neither | 0.948 | 0.934 |");
    expect(text).toMatch(
      /\*\*Ours \(not to be ranked with the paper's\)\*\*.*\n\| mine_1 \(UniK3D on NYUv2\) \| – \| – \| 0\.9 \| – /,
    );
    expect(text).toContain("Crops, caps, resolutions");
    expect(besidePaper("depth", [])).not.toContain("Ours");
  });
  it("are LaTeX that compiles: no sign of its own is left bare", () => {
    const text = besidePaper("depth", [run], "latex");
    expect(text).toContain("mine\\_1 (UniK3D on NYUv2) & -- & -- & 0.9");
    expect(text).toContain("NYU $\\delta$1");
    expect(text.match(/\\begin\{/g)?.length).toBe(text.match(/\\end\{/g)?.length);
    for (const line of besidePaper("cityscapes", [], "latex").split("\n"))
      expect(line.replaceAll("\\%", "")).not.toContain("%");
  });
  it("are CSV with as many cells in each line", () => {
    const lines = besidePaper("sa-co", [], "csv").trim().split("\r\n");
    expect(lines).toHaveLength(1 + paperTables["sa-co"].rows.length);
    const cells = (line: string) => line.replace(/"[^"]*"/g, "x").split(",").length;
    expect(new Set(lines.map(cells)).size).toBe(1);
  });
  it("are refused where the table has no such column", () => {
    const wrong = { ...run, values: { "NYU δ": 1 } };
    expect(() => besidePaper("depth", [wrong])).toThrow(/values must be one of NYU δ1.*write NYU δ1/);
    expect(() => besidePaper("dept" as never, [])).toThrow(/name must be one of cityscapes.*write depth/);
  });
});

describe("a report's tables", () => {
  it("have a dash where a sample lacks a score that others have", () => {
    const worst = [
      { id: "no objects", scores: { IoU: 0.4 } },
      { id: "cars", scores: { IoU: 0.5, iIoU: 0.25 } },
    ];
    const results = { scores: [], parts: [], title: "x", ranking: { by: "IoU" }, worst: () => worst };
    const table = reportTables(results as never).find(({ title }) => title === "Worst samples");
    expect(table?.head).toEqual(["sample", "IoU", "iIoU"]);
    expect(table?.groups[0].rows).toEqual([
      ["no objects", "0.4", "–"],
      ["cars", "0.5", "0.25"],
    ]);
  });
});
