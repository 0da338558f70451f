import { borderBand, borderBandOfRows } from "vision-peel/image";
import { boundaryIou } from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../src/random.js";

const planeOf = (rows: string[]) => ({
  width: rows[0].length,
  height: rows.length,
  data: Uint16Array.from(rows.join(""), Number),
});
const rowsOf = (data: Uint8Array, width: number) =>
  Array.from({ length: data.length / width }, (_, y) => data.subarray(y * width, (y + 1) * width).join(""));

describe("the band along borders", () => {
  it("is as wide as asked on either side, around corners, too", () => {
    const plane = planeOf(["000000", "000000", "000000", "000011", "000011"]);
    expect(rowsOf(borderBand(plane, 1), 6)).toEqual(["000000", "000000", "000111", "000111", "000110"]);
    expect(rowsOf(borderBand(plane, 1, { edges: true }), 6)).toEqual([
      "111111",
      "100001",
      "100111",
      "100111",
      "111111",
    ]);
    expect(() => borderBand(plane, 0)).toThrow(/distance/);
    expect(() => borderBand({ ...plane, width: 7 }, 1)).toThrow(/plane/);
  });

  it("is what its definition says, on random pictures", () => {
    const random = randomFrom(4);
    for (const [width, height, distance, edges] of [
      [17, 11, 1, false],
      [17, 11, 2, true],
      [9, 23, 3, false],
      [30, 30, 4, true],
    ] as const) {
      const data = Uint16Array.from({ length: width * height }, () => (random.between(0, 1) < 0.02 ? 1 : 0));
      const differs = (x: number, y: number, id: number): boolean =>
        x < 0 || y < 0 || x >= width || y >= height ? edges : data[y * width + x] !== id;
      const expected = data.map((id, i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        for (let dy = -distance; dy <= distance; dy++)
          for (let dx = -distance; dx <= distance; dx++) if (differs(x + dx, y + dy, id)) return 1;
        return 0;
      });
      expect([...borderBand({ width, height, data }, distance, { edges })]).toEqual([...expected]);
      for (let from = 0; from < height; from += 3) {
        const to = Math.min(height, from + 3);
        const strip = borderBandOfRows({ width, height, data }, distance, { from, to, edges });
        expect([...strip]).toEqual([...expected.subarray(from * width, to * width)]);
      }
    }
  });
});

describe("boundary IoU", () => {
  // A square of 6 × 6 and one that is larger by a column: rims of 1 pixel have 20 and 22 pixels.
  const square = planeOf(
    Array.from({ length: 10 }, (_, y) => (y >= 2 && y < 8 ? "0011111100" : "0000000000")),
  );
  const wider = planeOf(
    Array.from({ length: 10 }, (_, y) => (y >= 2 && y < 8 ? "0011111110" : "0000000000")),
  );
  it("compares rims, not insides", () => {
    expect(boundaryIou(square, square, [0, 1, 2], 1)).toEqual([1, 1, Number.NaN]);
    // Common are the left column (6) and 5 more of the top and of the bottom row: 16.
    expect(boundaryIou(wider, square, [1], 1)[0]).toBeCloseTo(16 / (20 + 22 - 16), 12);
    // With a rim as deep as the square it is the plain IoU.
    expect(boundaryIou(wider, square, [1], 9)[0]).toBeCloseTo(36 / 42, 12);
    const ignored = square.data.map((_, i) => Number(i % 10 === 8)) as never;
    expect(boundaryIou(wider, square, [1], 9, ignored)[0]).toBe(1);
    expect(() => boundaryIou(square, planeOf(["0"]), [0], 1)).toThrow(/prediction/);
  });
});
