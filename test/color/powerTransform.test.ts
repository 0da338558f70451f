import { isPeelError } from "vision-peel";
import { depthTransform, powerTransform } from "vision-peel/color";
import { describe, expect, it } from "vitest";

describe("powerTransform", () => {
  const x = 0.7;
  it.each([
    [Infinity, -Math.log(1 - x)],
    [1, Math.exp(x) - 1],
    [0.5, x + (x * x) / 2],
    [0, x],
    [-0.5, Math.sqrt(1 + 2 * x) - 1],
    [-1, Math.log(1 + x)],
    [-2, (2 * x) / (2 + x)],
    [-Infinity, 1 - Math.exp(-x)],
  ])("has its named member at λ = %s", (lambda, want) => {
    expect(powerTransform(x, lambda)).toBeCloseTo(want, 14);
  });

  it.each([-5, -3, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, Infinity])("is undone by −λ, λ = %s", (lambda) => {
    for (const value of [0, 1e-12, 0.01, 0.3, 0.9]) {
      expect(powerTransform(powerTransform(value, lambda), -lambda)).toBeCloseTo(value, 13);
    }
  });

  it("keeps tiny values exact", () => {
    expect(powerTransform(1e-18, -3) / 1e-18).toBeCloseTo(1, 12);
  });

  it("says what it cannot take", () => {
    expect(() => powerTransform(-1, -3)).toThrow(/x must be at least 0, but is -1/);
    expect(() => powerTransform(2.1, 2)).toThrow(/from 0 to 2/);
  });
});

describe("depthTransform", () => {
  it("is the power transform divided by its bound", () => {
    for (const lambda of [-1.2, -2, -3, -6]) {
      const { forward, inverse } = depthTransform(lambda, 2.5);
      for (const metres of [0, 0.001, 1, 7, 90]) {
        expect(forward(metres)).toBeCloseTo(
          powerTransform(metres / 2.5, lambda) / (lambda / (lambda + 1)),
          13,
        );
        expect(inverse(forward(metres))).toBeCloseTo(metres, 9);
      }
    }
  });

  it("maps the camera to 0 and infinity to 1", () => {
    const { forward, inverse } = depthTransform(-3, 10 / 3);
    expect([forward(0), forward(Infinity), inverse(0), inverse(1)]).toEqual([0, 1, 0, Infinity]);
  });

  it.each([
    [-1, 1],
    [0, 1],
    [Number.NaN, 1],
    [-3, 0],
    [-3, Infinity],
  ])("refuses λ = %s, c = %s with a remedy", (lambda, c) => {
    let error: unknown;
    try {
      depthTransform(lambda, c);
    } catch (caught) {
      error = caught;
    }
    expect(isPeelError(error, "argument")).toBe(true);
  });

  it("refuses what is no depth and no position", () => {
    const { forward, inverse } = depthTransform(-3, 10 / 3);
    expect(() => forward(Number.NaN)).toThrow(/metres must be at least 0/);
    expect(() => inverse(1.01)).toThrow(/position must be from 0 to 1/);
  });
});
