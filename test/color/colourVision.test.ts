import { COLOUR_VISIONS, simulateColourVision } from "vision-peel/color";
import { expect, it } from "vitest";

it("leaves greys as they are", () => {
  for (const vision of COLOUR_VISIONS)
    for (const level of [0, 64, 128, 200, 255])
      for (const seen of simulateColourVision([level, level, level], vision))
        expect(Math.abs(seen - level)).toBeLessThanOrEqual(1);
});

it("brings together what such eyes confuse, and keeps the rest apart", () => {
  const apart = (
    a: readonly [number, number, number],
    b: typeof a,
    vision: (typeof COLOUR_VISIONS)[number],
  ) => {
    const [p, q] = [simulateColourVision(a, vision), simulateColourVision(b, vision)];
    return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
  };
  const [red, olive, blue] = [
    [200, 60, 40],
    [110, 110, 40],
    [40, 60, 200],
  ] as const;
  expect(apart(red, olive, "deuteranopia")).toBeLessThan(0.5 * Math.hypot(90, 50));
  expect(apart(red, blue, "deuteranopia")).toBeGreaterThan(150);
  expect(apart([0, 160, 160], [0, 170, 100], "tritanopia")).toBeLessThan(0.5 * Math.hypot(10, 60));
});
