import { describe, expect, it } from "vitest";
import { medianOfPositions } from "../../../src/codecs/depth/robust/medianOfPositions.js";
import { randomFrom } from "../../../src/random.js";

/** The definition: sort what is known around each pixel and take the lower middle. */
function plainly(positions: Float64Array, width: number, height: number, side: number): Float64Array {
  const reach = (side - 1) / 2;
  return positions.map((position, i) => {
    if (Number.isNaN(position)) return position;
    const [x, y] = [i % width, Math.floor(i / width)];
    const around: number[] = [];
    for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
      for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++)
        if (!Number.isNaN(positions[v * width + u])) around.push(positions[v * width + u]);
    return around.sort((a, b) => a - b)[(around.length - 1) >> 1];
  });
}

describe("the median of positions", () => {
  const random = randomFrom(7);
  const kinds: [string, () => number][] = [
    ["far apart", () => random.integer(0, 1785) / 1785],
    ["near each other", () => random.integer(900, 930) / 1785],
    ["at both ends", () => random.integer(0, 1)],
    ["equal", () => 42 / 1785],
  ];
  const sizes = [
    [1, 1],
    [1, 9],
    [9, 1],
    [2, 2],
    [31, 17],
  ];
  for (const [kind, next] of kinds)
    for (const [width, height] of sizes)
      for (const unknownShare of [0, 0.4, 0.97])
        it(`${kind}, ${width} × ${height}, ${unknownShare} unknown, is as defined`, () => {
          const positions = Float64Array.from({ length: width * height }, () =>
            random.integer(0, 99) < 100 * unknownShare ? Number.NaN : next(),
          );
          for (const side of [3, 5]) {
            const expected = plainly(positions, width, height, side);
            expect([...medianOfPositions(positions, width, height, side, 1785)]).toEqual([...expected]);
            expect([...medianOfPositions(positions, width, height, side)]).toEqual([...expected]);
          }
        });
});
