import { cleanUpIds, measureInstances, measurePieces } from "vision-peel/image";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../src/random.js";

const planeOf = (...rows: string[]) => ({
  width: rows[0].length,
  height: rows.length,
  data: Uint16Array.from(rows.join(""), Number),
});
const cleaned = (options: object, ...rows: string[]) => {
  const plane = planeOf(...rows);
  const ids = cleanUpIds(plane, options);
  return rows.map((_, y) => ids.subarray(y * plane.width, (y + 1) * plane.width).join(""));
};
const noise = (width: number, height: number, seed: number, share: number) => {
  const random = randomFrom(seed);
  const data = Uint16Array.from({ length: width * height }, () =>
    random.between(0, 1) < share ? random.integer(1, 3) : 0,
  );
  return { width, height, data };
};

describe("cleaning ids up", () => {
  it("fills what one piece encloses, with all that lies in it, up to a size", () => {
    const ring = ["00000000", "01111110", "01232210", "01222210", "01111110", "00000000"];
    const filled = ["00000000", "01111110", "01111110", "01111110", "01111110", "00000000"];
    // The hole has 8 pixels, of two ids; the hole in the hole (the 3) one.
    expect(cleaned({ maxHole: 8 }, ...ring)).toEqual(filled);
    expect(cleaned({ maxHole: 7 }, ...ring)).toEqual(ring);
    const spot = ["0000000", "0111110", "0122210", "0123210", "0122210", "0111110", "0000000"];
    expect(cleaned({ maxHole: 7 }, ...spot)[3]).toBe("0122210");
    expect(cleaned({ maxHole: 9 }, ...spot)[3]).toBe("0111110");
    // What touches the picture's edge is no hole; a gap at a corner does not let out.
    expect(cleaned({ maxHole: 9 }, "111", "101", "101")).toEqual(["111", "101", "101"]);
    expect(cleaned({ maxHole: 9 }, "0110", "1011", "1111")).toEqual(["0110", "1111", "1111"]);
  });

  it("gives small pieces to the neighbour that they have most border with", () => {
    expect(cleaned({ minArea: 2 }, "000111", "000121", "000111")).toEqual(["000111", "000111", "000111"]);
    // The 2 has two sides at 0 and one at 1.
    expect(cleaned({ minArea: 2 }, "0021", "0001", "0001")).toEqual(["0001", "0001", "0001"]);
    expect(cleaned({ minArea: 99 }, "11")).toEqual(["11"]);
    // Three specks side by side: they grow together until they are large enough, or gone.
    const [row] = cleaned({ minArea: 3 }, "0000123000");
    expect(row).toBe("0000000000");
    expect(cleaned({ minArea: 2, unknownId: 9 }, "9999", "9129", "9999")).toEqual(["9999", "9229", "9999"]);
  });

  it("smooths by majority", () => {
    expect(cleaned({ smooth: 1 }, "00000", "00100", "00000")).toEqual(["00000", "00000", "00000"]);
    expect(cleaned({ smooth: 1 }, "00011", "00111", "00011")).toEqual(["00011", "00011", "00011"]);
    expect(cleaned({ smooth: 1 }, "01")).toEqual(["01"]);
  });

  it("leaves no hole, no small piece, and the given ids as they are", () => {
    for (const seed of [1, 2, 3]) {
      const plane = noise(40, 31, seed, 0.3);
      const before = plane.data.slice();
      const merged = cleanUpIds(plane, { minArea: 12 });
      // Pieces by corners are no smaller than those by sides.
      const areas = measurePieces({ ...plane, data: merged }).records.map(({ area }) => area);
      expect(Math.min(...areas)).toBeGreaterThanOrEqual(12);
      expect(plane.data).toEqual(before);
      const filled = cleanUpIds(plane, { maxHole: 40 * 31 });
      expect(cleanUpIds({ ...plane, data: filled }, { maxHole: 40 * 31 })).toEqual(filled);
      expect(cleanUpIds(plane, {})).toEqual(before);
    }
  });

  it("smooths as the definition of a majority filter says", () => {
    const { width, height, data } = noise(23, 19, 5, 0.4);
    const expected = data.map((own, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      const counts = new Map<number, number>();
      for (let row = Math.max(0, y - 2); row <= Math.min(height - 1, y + 2); row++)
        for (let column = Math.max(0, x - 2); column <= Math.min(width - 1, x + 2); column++) {
          const id = data[row * width + column];
          counts.set(id, (counts.get(id) ?? 0) + 1);
        }
      const most = Math.max(...counts.values());
      const best = [...counts].filter(([, count]) => count === most).map(([id]) => id);
      return best.includes(own) ? own : Math.min(...best);
    });
    expect(cleanUpIds({ width, height, data }, { smooth: 2 })).toEqual(expected);
  });

  it("refuses what it cannot do, by name", () => {
    const plane = planeOf("01");
    expect(() => cleanUpIds(plane, { minArea: -1 })).toThrow(/minArea/);
    expect(() => cleanUpIds(plane, { smooth: 11 })).toThrow(/smooth/);
    expect(() => cleanUpIds(plane, { maxHole: 0.5 })).toThrow(/maxHole/);
    expect(() => cleanUpIds({ ...plane, width: 3 }, {})).toThrow(/labels\.data/);
  });
});

describe("pieces of ids", () => {
  it("are measured each", () => {
    expect(measurePieces(planeOf("110", "001", "101")).records).toEqual([
      { id: 1, area: 4, box: [0, 0, 3, 3], centroid: [1.25, 0.75], first: { x: 0, y: 0 } },
      // By the corner at the middle one piece.
      { id: 0, area: 4, box: [0, 0, 3, 3], centroid: [1, 1], first: { x: 2, y: 0 } },
      { id: 1, area: 1, box: [0, 2, 1, 1], centroid: [0, 2], first: { x: 0, y: 2 } },
    ]);
  });

  it("are as many as instances are measured to have", () => {
    const plane = noise(50, 40, 9, 0.5);
    const { records: pieces, at } = measurePieces(plane);
    for (const piece of pieces) expect(at(piece.first.x, piece.first.y)).toBe(piece);
    expect(at(49, 39).id).toBe(plane.data[1999]);
    for (const { id, area, parts } of measureInstances(plane)) {
      const own = pieces.filter((piece) => piece.id === id);
      expect(own).toHaveLength(parts);
      expect(own.reduce((sum, piece) => sum + piece.area, 0)).toBe(area);
    }
  });
});
