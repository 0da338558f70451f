import { readFileSync } from "node:fs";
import {
  type BinaryMask,
  boxIou,
  type CompressedRunLengths,
  compressCounts,
  decodeMask,
  encodeIds,
  encodeMask,
  encodeRuns,
  expandCounts,
  maskArea,
  maskBox,
  maskIou,
  maskOfBox,
  maskOfPolygon,
  mergeMasks,
  type PixelBox,
} from "vision-peel/image";
import { describe, expect, it } from "vitest";

interface Golden {
  masks: {
    name: string;
    rows: string[];
    uncompressed_counts: number[];
    rle: CompressedRunLengths;
    area: number;
    bbox: number[];
  }[];
  polygons: {
    name: string;
    h: number;
    w: number;
    polygons: number[][];
    each: CompressedRunLengths[];
    each_area: number[];
    merged: CompressedRunLengths;
    merged_area: number;
    merged_bbox: number[];
    sum_gt1: number;
  }[];
  boxes: { h: number; w: number; boxes: PixelBox[]; rle: CompressedRunLengths[]; area: number[] };
  iou: {
    dt: CompressedRunLengths[];
    gt: CompressedRunLengths[];
    iscrowd: number[];
    iou: number[][];
    iou_nocrowd: number[][];
    merge_union: CompressedRunLengths;
    merge_inter: CompressedRunLengths;
    bbox_dt: PixelBox[];
    bbox_gt: PixelBox[];
    bbox_iscrowd: number[];
    bbox_iou: number[][];
  };
}

const golden = JSON.parse(readFileSync("test/golden/coco_mask.json", "utf8")) as Golden;
const compressed = ({ size, counts }: { size: readonly number[]; counts: readonly number[] }) => ({
  size,
  counts: compressCounts(counts),
});

it("encodes all ids of a map at once as each by itself", () => {
  let seed = 5;
  const [width, height] = [37, 23];
  for (const most of [0, 1, 4, 300]) {
    const data = Uint16Array.from({ length: width * height }, (_, i) => {
      seed = (seed * 48_271) % 2_147_483_647;
      // Blobs for a few ids, noise for many.
      return most < 10 ? Math.floor((i % width) / 9 + i / 300) % (most + 1) : seed % (most + 1);
    });
    const found = encodeIds({ width, height, data });
    expect([...found.keys()]).toEqual([...new Set(data)].sort((a, b) => a - b));
    for (const [id, mask] of found) {
      expect(mask).toEqual(encodeMask({ width, height, data: data.map((one) => Number(one === id)) }));
    }
  }
});

describe("masks of pycocotools", () => {
  it.each(golden.masks.map((mask) => [mask.name, mask] as const))("%s", (_, mask) => {
    const pixels = [...mask.rows.join("")].map(Number);
    const binary: BinaryMask = { width: mask.rows[0].length, height: mask.rows.length, data: pixels };
    expect(encodeRuns(binary).counts).toEqual(mask.uncompressed_counts);
    expect(encodeMask(binary)).toEqual(mask.rle);
    expect(expandCounts(mask.rle.counts)).toEqual(mask.uncompressed_counts);
    expect([...decodeMask(mask.rle).data]).toEqual(pixels);
    expect(maskArea(mask.rle)).toBe(mask.area);
    expect(maskBox(mask.rle)).toEqual(mask.bbox);
  });
});

describe("polygons of pycocotools", () => {
  it.each(golden.polygons.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const each = one.polygons.map((polygon) => maskOfPolygon(polygon, { width: one.w, height: one.h }));
    expect(each.map(compressed)).toEqual(one.each);
    expect(each.map(maskArea)).toEqual(one.each_area);
    const merged = mergeMasks(each);
    expect(compressed(merged)).toEqual(one.merged);
    expect(maskArea(merged)).toBe(one.merged_area);
    expect(maskBox(merged)).toEqual(one.merged_bbox);
    // Pixels in two polygons at once: the union has them once.
    const overlap = each.length > 1 ? maskArea(mergeMasks(each, "intersection")) : 0;
    expect(overlap).toBe(one.sum_gt1);
  });

  it("boxes", () => {
    const { w, h, boxes, rle, area } = golden.boxes;
    const masks = boxes.map((box) => maskOfBox(box, { width: w, height: h }));
    expect(masks.map(compressed)).toEqual(rle);
    expect(masks.map(maskArea)).toEqual(area);
  });
});

describe("overlap of pycocotools", () => {
  const { iou } = golden;
  it("of masks, with and without crowds", () => {
    expect(maskIou(iou.dt, iou.gt, iou.iscrowd)).toEqual(iou.iou);
    expect(maskIou(iou.dt, iou.gt)).toEqual(iou.iou_nocrowd);
  });
  it("of boxes", () => {
    expect(boxIou(iou.bbox_dt, iou.bbox_gt, iou.bbox_iscrowd)).toEqual(iou.bbox_iou);
  });
  it("union and intersection", () => {
    expect(compressed(mergeMasks(iou.dt))).toEqual(iou.merge_union);
    expect(compressed(mergeMasks(iou.dt.slice(0, 3), "intersection"))).toEqual(iou.merge_inter);
  });
});

describe("properties", () => {
  it("text and runs are one, also for long runs and falling ones", () => {
    const counts = [0, 1, 268_435_456, 5, 1, 100_000, 0, 3, 15, 16, 31, 32, 33, 1023, 1024];
    expect(expandCounts(compressCounts(counts))).toEqual(counts);
  });

  it("area and box are those of the pixels", () => {
    const mask = maskOfPolygon([3.3, 4.1, 40.7, 9.9, 22.2, 33.3], { width: 37, height: 31 });
    const { data, width } = decodeMask(mask);
    const places = [...data.keys()].filter((i) => data[i] === 1);
    expect(maskArea(mask)).toBe(places.length);
    const columns = places.map((i) => i % width);
    const rows = places.map((i) => Math.floor(i / width));
    const [x, y, w, h] = maskBox(mask);
    expect([x, y]).toEqual([Math.min(...columns), Math.min(...rows)]);
    expect([x + w - 1, y + h - 1]).toEqual([Math.max(...columns), Math.max(...rows)]);
  });

  it("says what is wrong with a mask", () => {
    const cases: [() => unknown, RegExp][] = [
      [() => decodeMask({ size: [5, 7], counts: [30] }), /sum to 5 × 7 = 35 pixels, but is a sum of 30/],
      [() => decodeMask({ size: [5, 7], counts: [-5, 40] }), /negative/],
      [() => decodeMask({ size: [5, 7], counts: "S" }), /breaks off/],
      [() => decodeMask({ size: [5, 7], counts: "1 1" }), /" " at place 1/],
      [() => decodeMask({ counts: "1" } as never), /COCO mask/],
      [() => decodeMask(undefined as never), /COCO mask/],
      [() => mergeMasks([]), /at least one mask/],
      [
        () =>
          mergeMasks([
            { size: [1, 2], counts: [2] },
            { size: [2, 1], counts: [2] },
          ]),
        /all of one size, 1 × 2, but is one of 2 × 1/,
      ],
      [() => maskOfPolygon([1, 2, 3, 4], { width: 9, height: 9 }), /at least three corners/],
      [() => maskOfPolygon([1, 2, 3, 4, 5, Number.NaN], { width: 9, height: 9 }), /three corners/],
    ];
    for (const [work, message] of cases) expect(work).toThrow(message);
  });
});
