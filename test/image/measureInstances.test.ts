import { floodFill, measureInstances, RgbImage } from "vision-peel/image";
import { describe, expect, it } from "vitest";
import { blobs, randomFrom } from "../codecs/instances/pictures.js";

describe("measureInstances", () => {
  it("measures a ring with a dot in it", () => {
    const rows = ["1111.", "1..1.", "1.21.", "1..1.", "1111.", "....2"];
    const data = Uint16Array.from(rows.join("").replaceAll(".", "0"), Number);
    const painted = { data: Uint8Array.from({ length: 90 }, (_, i) => (i % 3 === 0 ? data[i / 3] * 50 : 0)) };
    expect(measureInstances({ width: 5, height: 6, data }, painted)).toEqual([
      {
        id: 1,
        area: 14,
        box: [0, 0, 4, 5],
        centroid: [1.5, 2],
        parts: 1,
        holes: 1,
        colour: [50, 0, 0],
        colourSpread: 0,
      },
      {
        id: 2,
        area: 2,
        box: [2, 2, 3, 4],
        centroid: [3, 3.5],
        parts: 2,
        holes: 0,
        colour: [100, 0, 0],
        colourSpread: 0,
      },
    ]);
  });

  it("counts parts and holes as flood fills do", () => {
    const random = randomFrom(9);
    for (let round = 0; round < 40; round++) {
      const [width, height] = [5 + round, 30 - Math.floor(round / 2)];
      const data = Uint16Array.from({ length: width * height }, () => Math.floor(2.5 * random()));
      if (round % 2) data.set(blobs(width, height, 5, round).data);
      for (const { id, parts, holes } of measureInstances({ width, height, data })) {
        expect({ round, id, parts, holes }).toEqual({ round, id, ...countPlainly(width, height, data, id) });
      }
    }
  });

  it("leaves colours out where it knows no picture, and finds nothing in nothing", () => {
    expect(measureInstances({ width: 1, height: 1, data: Uint16Array.of(7) })).toEqual([
      { id: 7, area: 1, box: [0, 0, 1, 1], centroid: [0, 0], parts: 1, holes: 0 },
    ]);
    expect(measureInstances({ width: 1, height: 1, data: Uint16Array.of(0) })).toEqual([]);
  });

  it("says what does not fit", () => {
    const size = { width: 2, height: 1 };
    expect(() => measureInstances({ ...size, data: Uint16Array.of(1) })).toThrow(/instances\.data/);
    expect(() =>
      measureInstances({ ...size, data: Uint16Array.of(1, 1) }, { data: Uint8Array.of(1) }),
    ).toThrow(/painted\.data/);
  });
});

/** Pieces of the id by corners; pieces of the rest by sides, in a frame so that only enclosed ones count. */
function countPlainly(width: number, height: number, data: Uint16Array, id: number) {
  const [w, h] = [width + 2, height + 2];
  const bits = new Uint8Array(w * h);
  data.forEach((value, i) => {
    bits[(Math.floor(i / width) + 1) * w + (i % width) + 1] = Number(value === id);
  });
  const picture = new RgbImage({ width: w, height: h, data: Uint8Array.from(triple(bits)) });
  const count = (bit: number, neighbours: 4 | 8) => {
    const seen = new Uint8Array(w * h);
    let regions = 0;
    bits.forEach((value, i) => {
      if (value !== bit || seen[i]) return;
      regions++;
      const seed = { x: i % w, y: Math.floor(i / w) };
      floodFill(picture, seed, { tolerance: 0, neighbours }).data.forEach((reached, k) => {
        if (reached) seen[k] = 1;
      });
    });
    return regions;
  };
  return { parts: count(1, 8), holes: count(0, 4) - 1 };
}

const triple = (bits: Uint8Array) => [...bits].flatMap((bit) => [bit, bit, bit]);
