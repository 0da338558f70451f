import { describe, expect, it } from "vitest";
import { valuesAtRanks } from "../../src/dist/image/orderStatistics.js";
import { randomFrom } from "../../src/dist/random.js";

const every = (length: number) => Array.from({ length }, (_, rank) => rank);

describe("valuesAtRanks", () => {
  it("gives at every rank what sorting gives", () => {
    const random = randomFrom(5);
    for (const length of [1, 2, 3, 100, 1000]) {
      const values = Float32Array.from({ length }, () => random.normal() * 10 ** random.integer(-40, 38));
      expect(valuesAtRanks(values, every(length))).toEqual([...values.slice().sort()]);
    }
  });

  it("knows ties, both zeros, infinities and the smallest numbers", () => {
    const values = Float32Array.of(0, -0, 2, 2, -Infinity, Infinity, 1e-45, -1e-45, 2, -3.5);
    expect(valuesAtRanks(values, every(10))).toEqual([...values.slice().sort()]);
  });

  it("reads views that do not begin at the start of their buffer", () => {
    const whole = Float32Array.of(9, 9, 3, 1, 2);
    expect(valuesAtRanks(whole.subarray(2), [2, 0])).toEqual([3, 1]);
  });
});
