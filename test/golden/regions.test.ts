import { readFileSync } from "node:fs";
import { decodeInstances } from "vision-peel/codecs";
import { floodFill, RgbImage } from "vision-peel/image";
import { describe, expect, it } from "vitest";

const load = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const { cases } = load("components.json");
const raw = { minSizeShare: 0, minErosionShare: 0, merging: "none" } as const;

/** Labels 0 to 3 as colours that are far apart. */
const paint = (rows: number[][]) =>
  new RgbImage({
    width: rows[0].length,
    height: rows.length,
    data: Uint8Array.from(rows.flat().flatMap((label) => [80 * label, label === 2 ? 200 : 0, 80 * label])),
  });

describe("components against scikit-image", () => {
  it.each([4, 8] as const)("finds the same %s-connected components, numbered alike", (neighbours) => {
    expect(cases).toHaveLength(6);
    for (const golden of cases) {
      const map = decodeInstances(paint(golden.labels), { ...raw, neighbours });
      expect(map.instances).toHaveLength(golden[`n${neighbours}`]);
      expect([...map.data]).toEqual(golden[`label${neighbours}`].flat());
      const areas = map.instances.map(({ area }) => area);
      expect(areas.sort((a, b) => a - b)).toEqual(
        golden[`areas${neighbours}`].sort((a: number, b: number) => a - b),
      );
    }
  });
});

describe("erosion against OpenCV and SciPy", () => {
  it.each([
    ["inside", "cv2_erode3"],
    ["outside", "scipy_erode3_border0"],
  ] as const)("keeps what survives with the border counted as %s", (beyondBorder, name) => {
    for (const golden of cases) {
      const picture = paint(golden.binary_gt1);
      const eroded: number[] = golden[name].flat();
      const all = decodeInstances(picture, { ...raw, neighbours: 8 });
      const shares = all.instances.map(({ id, area }) => {
        const left = eroded.reduce((sum, bit, i) => sum + (all.data[i] === id ? Number(bit > 0) : 0), 0);
        return left / area;
      });
      // Just at each component's own share, and just above: the test is ≥.
      for (const share of new Set(shares)) {
        for (const minErosionShare of [share, Math.min(1, share + 1e-9)]) {
          const options = { ...raw, neighbours: 8, beyondBorder, minErosionShare } as const;
          const expected = all.instances.filter((_, i) => shares[i] >= minErosionShare);
          const got = decodeInstances(picture, options).instances;
          expect(got.map(({ area, box }) => ({ area, box }))).toEqual(
            expected.map(({ area, box }) => ({ area, box })),
          );
        }
      }
    }
  });
});

describe("flood fill against OpenCV", () => {
  let picture: RgbImage;
  const golden = load("floodfill.json").cases;

  it.each<number>([...golden.keys()])("case %s", (i) => {
    const { image, seed, diff, connectivity, fixed_range, area, rect, mask_rows } = golden[i];
    // A case without a picture shares that of the case before.
    const rows: number[][][] = image ?? golden[i - 1].image;
    picture = new RgbImage({
      width: rows[0].length,
      height: rows.length,
      data: Uint8Array.from(rows.flat(2)),
    });
    const region = floodFill(
      picture,
      { x: seed[0], y: seed[1] },
      {
        tolerance: diff,
        neighbours: connectivity,
        distance: "channel",
        comparedWith: fixed_range ? "seed" : "neighbour",
      },
    );
    expect(region.area).toBe(area);
    expect([...region.box]).toEqual(rect);
    expect([...region.data].join("")).toBe(mask_rows.join(""));
  });

  it("says what it cannot take", () => {
    expect(() => floodFill(picture, { x: 40, y: 0 }, { tolerance: 1 })).toThrow(/seed must be a pixel/);
    expect(() => floodFill(picture, { x: 0.5, y: 0 }, { tolerance: 1 })).toThrow(/seed/);
    expect(() => floodFill(picture, { x: 0, y: 0 }, { tolerance: -1 })).toThrow(/tolerance/);
    expect(() => floodFill(picture, { x: 0, y: 0 }, { tolerance: 1, neighbours: 5 as 4 })).toThrow(
      /neighbours/,
    );
  });
});
