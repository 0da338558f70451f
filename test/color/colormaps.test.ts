/** Colormaps beside matplotlib's tables (golden/matplotlib_luts.json, written by matplotlib 3.6.3). */
import { readFileSync } from "node:fs";
import { COLORMAPS, colormapTable } from "vision-peel/color";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

describe("colormaps", () => {
  it("have known ends", () => {
    const ends = (name: (typeof COLORMAPS)[number]) => {
      const table = colormapTable(name, 5);
      return [[...table.subarray(0, 3)], [...table.subarray(12)]];
    };
    expect(ends("viridis")).toEqual([
      [68, 1, 84],
      [253, 231, 37],
    ]);
    expect(ends("inferno")).toEqual([
      [0, 0, 4],
      [252, 255, 164],
    ]);
    expect(ends("grey")).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ]);
    // ColorBrewer's Spectral begins and ends so.
    expect(ends("spectral")).toEqual([
      [158, 1, 66],
      [94, 79, 162],
    ]);
    const [first, last] = ends("cyclic");
    expect(first).toEqual(last);
  });

  it("refuse a name that is none", () => {
    expect(() => colormapTable("jet" as never)).toThrow(/name must be turbo, viridis, .* but is "jet"/);
    expect(() => colormapTable("toString" as never)).toThrow(/name must be/);
  });

  it("have no step that the eye would take for an edge", () => {
    for (const name of COLORMAPS) {
      const table = colormapTable(name);
      let most = 0;
      for (let i = 3; i < table.length; i++) most = Math.max(most, Math.abs(table[i] - table[i - 3]));
      expect(most, name).toBeLessThanOrEqual(name === "cyclic" ? 4 : 5);
    }
  });
});

const golden = "golden/matplotlib_luts.json";
describe.skipIf(skipsWithout(golden))("beside matplotlib", () => {
  const { luts } = JSON.parse(readFileSync(sharedPath(golden), "utf8"));
  it.each([
    ["viridis", "viridis", 1],
    ["inferno", "inferno", 1],
    ["grey", "gray", 1],
    // A polynomial for the one, off at its dark end; a smooth curve instead of straight lines for the other.
    ["turbo", "turbo", 32],
    ["spectral", "Spectral", 16],
  ] as const)("%s is %s to within %d levels", (name, theirs, levels) => {
    const ours = colormapTable(name, 256);
    const off = luts[theirs].flat().map((level: number, i: number) => Math.abs(level - ours[i]));
    expect(Math.max(...off)).toBeLessThanOrEqual(levels);
  });
});
