import { readFileSync } from "node:fs";
import { colourOnPath, pathOf, projectOnPath, segmentsOf } from "vision-peel/color";
import { beforeAll, describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

type Rgb = [number, number, number];

// matplotlib 3.6.3's own tables, 256 colours each.
describe.skipIf(skipsWithout("golden/matplotlib_luts.json"))("colour maps beside matplotlib's", () => {
  let luts: Record<string, Rgb[]> = {};
  beforeAll(() => {
    luts = JSON.parse(readFileSync(sharedPath("golden/matplotlib_luts.json"), "utf8")).luts;
  });

  it.each(["plasma", "inferno", "viridis", "magma", "spectral"] as const)("%s is the same table", (name) => {
    const theirs = name === "spectral" ? "Spectral" : name;
    expect([...pathOf(name).vertices]).toEqual(luts[theirs].flat());
    // Theirs is computed anew when it is turned: two levels of Spectral_r are cut on the other side.
    const turned = (luts[`${theirs}_r`] ?? [...luts[theirs]].reverse()).flat();
    const apart = [...pathOf(name, true).vertices].map((level, i) => Math.abs(level - turned[i]));
    expect([Math.max(...apart) <= 1, apart.filter(Boolean).length <= 2]).toEqual([true, true]);
  });

  it("grey runs through gray, to the level", () => {
    const path = pathOf("grey");
    luts.gray.forEach((colour, i) => {
      const levels = colourOnPath(path, i / 255);
      for (let c = 0; c < 3; c++) expect(Math.abs(levels[c] - colour[c])).toBeLessThanOrEqual(1);
    });
  });

  it("any of the eleven, given as a list, tells its own colours' places or one of the same colour", () => {
    expect(Object.keys(luts)).toHaveLength(11);
    for (const [name, colours] of Object.entries(luts)) {
      const path = pathOf(colours);
      const segments = segmentsOf(path);
      for (const colour of colours) {
        const { position, residual } = projectOnPath(segments, path.stretch, ...colour);
        expect(residual, name).toBeLessThan(1e-9);
        const first = colours.findIndex((other) => other.every((level, c) => level === colour[c]));
        // hsv and jet come by some of their colours twice; the first place counts.
        expect(position, name).toBeLessThanOrEqual(first / 255 + 1e-9);
        expect(colourOnPath(path, position).map(Math.round), name).toEqual(colour);
      }
    }
  });
});
