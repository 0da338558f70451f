import {
  colourAt,
  nearestStep,
  projectOnWalk,
  STEP_BITS,
  STEP_MASK,
  WALK_STEPS,
  walkColours,
} from "vision-peel/color";
import { describe, expect, it } from "vitest";

describe("the walk", () => {
  it("has 1786 different 8-bit colours, one level apart, each its own projection", () => {
    const colours = walkColours();
    const seen = new Set<number>();
    for (let step = 0; step <= WALK_STEPS; step++) {
      const [r, g, b] = colours.subarray(3 * step, 3 * step + 3);
      seen.add((r << 16) | (g << 8) | b);
      expect(nearestStep(r, g, b)).toBe(step);
      const exact = colourAt(step / WALK_STEPS);
      expect(Math.max(Math.abs(exact[0] - r), Math.abs(exact[1] - g), Math.abs(exact[2] - b))).toBeLessThan(
        1e-9,
      );
    }
    expect(seen.size).toBe(1786);
  });

  it("is undone by the projection at fractional positions", () => {
    for (let i = 0; i <= 1000; i++) {
      const [r, g, b] = colourAt(i / 1000);
      const { position, residual } = projectOnWalk(r, g, b);
      expect(position).toBeCloseTo(i / 1000, 12);
      expect(residual).toBeLessThan(1e-9);
    }
  });

  it("takes the first edge at a tie and says so, but not at a shared corner", () => {
    expect(projectOnWalk(128, 128, 0)).toMatchObject({ ambiguous: true });
    expect(projectOnWalk(255, 0, 0)).toMatchObject({ edge: 0, ambiguous: false });
  });

  it("is projected in integers exactly as in floats, all 16.7 million colours", { timeout: 240_000 }, () => {
    let wrong = 0;
    let ambiguous = 0;
    for (let colour = 0; colour < 2 ** 24; colour++) {
      const r = colour >> 16;
      const g = (colour >> 8) & 255;
      const b = colour & 255;
      const packed = nearestStep(r, g, b);
      const plain = projectOnWalk(r, g, b);
      if (
        (packed & STEP_MASK) / WALK_STEPS !== plain.position ||
        Math.sqrt(packed >>> STEP_BITS) !== plain.residual
      ) {
        wrong++;
      }
      if (plain.ambiguous) ambiguous++;
    }
    expect(wrong).toBe(0);
    expect(ambiguous / 2 ** 24).toBeCloseTo(0.0061, 3);
  });
});
