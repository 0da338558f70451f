/** ReasonSeg's masks beside LISA's own, drawn by OpenCV (golden/refseg_lisa.json). */
import { readFileSync } from "node:fs";
import { reasonSegMask } from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const file = "golden/refseg_lisa.json";

describe.skipIf(skipsWithout(file))("beside LISA", () => {
  const { reasonseg_raster: cases } = JSON.parse(readFileSync(sharedPath(file), "utf8"));
  it.each([...cases.keys()])("mask %i", (i) => {
    const { h: height, w: width, json, mask_rows, count1, count255 } = cases[i];
    const { data } = reasonSegMask(json, { width, height });
    const rows = Array.from({ length: height }, (_, y) =>
      [...data.subarray(y * width, (y + 1) * width)].map((one) => (one === 255 ? "x" : one)).join(""),
    );
    const off = rows.map((row, y) => [...row].filter((one, x) => one !== mask_rows[y][x]).length);
    expect(
      off.reduce((sum, one) => sum + one, 0),
      `of ${count1} + ${count255}`,
    ).toBe(0);
  });
});

describe("ReasonSeg's masks", () => {
  it("hold points, lines and what lies outside, and no flags", () => {
    const shape = (label: string, points: [number, number][]) => ({ label, points });
    const shapes = [
      shape("target", [[1.9, 1.9]]),
      shape("target", [
        [-5, 3],
        [20, 3],
      ]),
      shape("flag", [
        [0, 0],
        [5, 0],
        [5, 5],
      ]),
    ];
    const { data } = reasonSegMask({ text: ["x"], shapes }, { width: 5, height: 4 });
    expect([...data]).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    expect(() => reasonSegMask({} as never, { width: 1, height: 1 })).toThrow(
      "file must be a file of ReasonSeg",
    );
  });
});
