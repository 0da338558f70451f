import { readFileSync } from "node:fs";
import { colourDifference, hsvOf, labOf, linearOf, oklabOf, xyzOf } from "vision-peel/color";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

type Rgb = [number, number, number];

interface Golden {
  readonly rgb_a: Rgb[];
  readonly rgb_b: Rgb[];
  readonly lab_a: Rgb[];
  readonly lab_b: Rgb[];
  readonly xyz_a: Rgb[];
  readonly hsv_a: Rgb[];
  readonly linear_a: Rgb[];
  readonly de76: number[];
  readonly de94: number[];
  readonly de2000: number[];
  readonly colour_science: { readonly oklab_a: Rgb[] };
}

// 300 pairs of colours, computed by scikit-image and colour-science.
describe.skipIf(skipsWithout("golden/color.json"))("colour spaces", () => {
  const golden = (): Golden => JSON.parse(readFileSync(sharedPath("golden/color.json"), "utf8"));
  const worst = (ours: readonly number[][], theirs: readonly number[][]) =>
    Math.max(...ours.flatMap((one, i) => one.map((value, c) => Math.abs(value - theirs[i][c]))));

  it("are scikit-image's: linear, XYZ, L*a*b*, HSV", () => {
    const { rgb_a, rgb_b, linear_a, xyz_a, lab_a, lab_b, hsv_a } = golden();
    expect(rgb_a).toHaveLength(300);
    expect(worst(rgb_a.map(linearOf), linear_a)).toBeLessThan(1e-12);
    expect(worst(rgb_a.map(xyzOf), xyz_a)).toBeLessThan(1e-12);
    expect(worst(rgb_a.map(labOf), lab_a)).toBeLessThan(1e-6);
    expect(worst(rgb_b.map(labOf), lab_b)).toBeLessThan(1e-6);
    expect(worst(rgb_a.map(hsvOf), hsv_a)).toBeLessThan(1e-12);
  });

  it("Oklab is colour-science's, but for the digits of its matrix", () => {
    const { rgb_a, colour_science } = golden();
    expect(worst(rgb_a.map(oklabOf), colour_science.oklab_a)).toBeLessThan(5e-4);
  });

  it.each([
    ["cie76", "de76"],
    ["cie94", "de94"],
    ["ciede2000", "de2000"],
  ] as const)("differences by %s", (formula, name) => {
    const all = golden();
    all.rgb_a.forEach((colour, i) => {
      expect(Math.abs(colourDifference(colour, all.rgb_b[i], formula) - all[name][i]), `${i}`).toBeLessThan(1e-6);
    });
  });

  it("refuse an unknown formula", () => {
    expect(() => colourDifference([0, 0, 0], [1, 1, 1], "cmc" as "cie76")).toThrow(/formula must be one of cie76/);
  });
});
