import {
  corrupt,
  decodeInstances,
  encodeDepth,
  encodeInstances,
  renderScene,
  sampleScene,
} from "vision-peel";
import {
  type Alignment,
  alignmentOf,
  alignToPainted,
  alignToSource,
  borderMask,
  correctDrift,
  DepthMap,
  describeDrift,
  InstanceMap,
  LabelMap,
  measureDrift,
  NormalMap,
  paintedPlace,
  RgbImage,
  resample,
  sourcePlace,
  withDrift,
} from "vision-peel/image";
import { describe, expect, it } from "vitest";

/** Metres that grow by 1 per column and 100 per row: straight, so every place can be read off. */
const ramp = ({ width, height }: { width: number; height: number }): DepthMap =>
  new DepthMap({
    width,
    height,
    data: Float32Array.from({ length: width * height }, (_, i) => (i % width) + 100 * Math.floor(i / width)),
  });

describe("alignmentOf", () => {
  it("covers and crops at the centre", () => {
    const wide = alignmentOf({ width: 640, height: 480 }, { width: 1200, height: 896 });
    expect(wide).toMatchObject({ mode: "cover-crop", scaleX: 1.875, scaleY: 1.875, offsetX: 0, offsetY: -2 });
    const tall = alignmentOf({ width: 1242, height: 375 }, { width: 1888, height: 560 });
    expect(tall.scaleX).toBe(tall.scaleY);
    expect([tall.offsetX, tall.offsetY].map((offset) => Math.round(100 * offset) / 100)).toEqual([0, -5.02]);
  });

  it("stretches, or leaves alone", () => {
    const sizes = [
      { width: 100, height: 50 },
      { width: 160, height: 96 },
    ] as const;
    expect(alignmentOf(...sizes, "resize")).toMatchObject({
      scaleX: 1.6,
      scaleY: 1.92,
      offsetX: 0,
      offsetY: 0,
    });
    expect(alignmentOf(...sizes, "none")).toMatchObject({ scaleX: 1, scaleY: 1, offsetX: 0, offsetY: 0 });
  });

  it.each(["cover-crop", "resize", "none"] as const)("%s: places there and back", (mode) => {
    const alignment = withDrift(
      alignmentOf({ width: 333, height: 217 }, { width: 1136, height: 768 }, mode),
      { dx: 1.25, dy: -0.5 },
    );
    const [x, y] = sourcePlace(alignment, paintedPlace(alignment, [12.5, 200.25]));
    expect([x, y]).toEqual([expect.closeTo(12.5, 9), expect.closeTo(200.25, 9)]);
    expect(alignment.drift).toEqual({ dx: 1.25, dy: -0.5 });
    expect(withDrift(alignment, { dx: -0.25, dy: 0.5 }).drift).toEqual({ dx: 1, dy: 0 });
  });

  it("says what is wrong", () => {
    const size = { width: 4, height: 4 };
    expect(() => alignmentOf(size, { width: 0, height: 4 })).toThrow(/painted\.width/);
    expect(() => alignmentOf(size, size, "fit" as never)).toThrow(/mode must be cover-crop, resize or none/);
    expect(() => alignToSource(ramp({ width: 5, height: 4 }), alignmentOf(size, size))).toThrow(
      /painted picture, 4 × 4 pixels, but is of 5 × 4/,
    );
  });
});

describe("alignToSource", () => {
  it("reads what was painted at the very place", () => {
    const source = { width: 64, height: 50 };
    const alignment = alignmentOf(source, { width: 96, height: 80 });
    const painted = ramp(alignment.painted);
    const got = alignToSource(painted, alignment, { method: "bilinear" });
    const border = borderMask(alignment);
    let compared = 0;
    for (let y = 0; y < source.height; y++) {
      for (let x = 0; x < source.width; x++) {
        const i = y * source.width + x;
        const [u, v] = paintedPlace(alignment, [x + 0.5, y + 0.5]);
        expect(border[i]).toBe(u < 0 || u > 96 || v < 0 || v > 80 ? 1 : 0);
        if (border[i]) expect(got.data[i]).toBeNaN();
        else if (u > 0.5 && u < 95.5 && v > 0.5 && v < 79.5) {
          expect(got.data[i]).toBeCloseTo(u - 0.5 + 100 * (v - 0.5), 1);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(2500);
    expect(border.reduce((sum, bit) => sum + bit, 0)).toBeGreaterThan(0);
    expect(got.provenance?.alignment).toBe(alignment);
  });

  it("undoes alignToPainted where nothing was cropped", () => {
    const source = { width: 60, height: 45 };
    for (const mode of ["cover-crop", "resize"] as const) {
      const alignment = withDrift(alignmentOf(source, { width: 128, height: 80 }, mode), {
        dx: 2.5,
        dy: -1.5,
      });
      const back = alignToSource(alignToPainted(ramp(source), alignment), alignment, { method: "bilinear" });
      const want = ramp(source);
      back.data.forEach((metres, i) => {
        const place = [(i % source.width) + 0.5, Math.floor(i / source.width) + 0.5] as const;
        const [u, v] = paintedPlace(alignment, place);
        // Up to the middle of the last source pixel that was seen nothing had to be made up.
        const inside = Math.min(u, v, 128 - u, 80 - v) > 2;
        const within = Math.min(place[0], place[1], 60 - place[0], 45 - place[1]) > 1;
        if (inside && within) expect(Math.abs(metres - want.data[i])).toBeLessThan(0.1);
      });
      expect(back.data.some(Number.isNaN)).toBe(true);
    }
  });

  it("marks the border in every kind of map", () => {
    // Twice as wide as the canvas allows: columns 0 and 3 are cropped.
    const alignment = alignmentOf({ width: 4, height: 2 }, { width: 2, height: 2 });
    expect([...borderMask(alignment)]).toEqual([1, 0, 0, 1, 1, 0, 0, 1]);
    const size = { width: 2, height: 2 };
    const ids = Uint16Array.of(1, 2, 1, 2);
    const labels = alignToSource(
      new LabelMap({ ...size, data: ids, legend: [{ id: 1, name: "wall" }] }),
      alignment,
    );
    expect([...labels.data]).toEqual([65_535, 1, 2, 65_535, 65_535, 1, 2, 65_535]);
    expect(labels.legend).toContainEqual({ id: 65_535, name: "void" });
    const other = alignToSource(labelsLike(labels, alignment), alignment, { voidId: 255 });
    expect([other.data[0], other.legend.at(-1)?.id]).toEqual([255, 255]);
    const instances = alignToSource(new InstanceMap({ ...size, data: ids }), alignment);
    expect([...instances.data]).toEqual([0, 1, 2, 0, 0, 1, 2, 0]);
    const normals = alignToSource(
      new NormalMap({ ...size, data: Float32Array.from({ length: 12 }, (_, i) => Number(i % 3 === 2)) }),
      alignment,
    );
    expect([...normals.data.subarray(0, 6)]).toEqual([Number.NaN, Number.NaN, Number.NaN, 0, 0, 1]);
    // How sure each pixel was goes along; of what was cropped nothing is known.
    const residual = Float32Array.of(3, 4, 3, 4);
    const onPhoto = [Number.NaN, 3, 4, Number.NaN, Number.NaN, 3, 4, Number.NaN];
    const legend = [{ id: 1, name: "wall" }];
    const sure = alignToSource(
      new LabelMap({ ...size, data: ids, legend, residual, margin: residual }),
      alignment,
    );
    expect([...(sure.residual ?? [])]).toEqual(onPhoto);
    expect([...(sure.margin ?? [])]).toEqual(onPhoto);
    const things = alignToSource(new InstanceMap({ ...size, data: ids, residual, instances: [] }), alignment);
    expect([...(things.residual ?? [])]).toEqual(onPhoto);
    expect(things.instances?.map(({ id, area }) => [id, area])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    const facing = Float32Array.from({ length: 12 }, (_, i) => Number(i % 3 === 2));
    const steep = alignToSource(new NormalMap({ ...size, data: facing, residual }), alignment);
    expect([...(steep.residual ?? [])]).toEqual(onPhoto);
    const picture = alignToSource(new RgbImage({ ...size, data: new Uint8Array(12).fill(9) }), alignment);
    expect([...picture.data.subarray(0, 6)]).toEqual([0, 0, 0, 9, 9, 9]);
  });
});

function labelsLike(labels: LabelMap, { painted: { width, height } }: Alignment): LabelMap {
  return new LabelMap({
    width,
    height,
    data: new Uint16Array(width * height).fill(1),
    legend: labels.legend.slice(0, 1),
  });
}

/** A painted picture whose content was moved by a shift, the rest black. */
function moved(painted: RgbImage, dx: number, dy: number): RgbImage {
  const still = alignmentOf(painted, painted, "none");
  return alignToSource(painted, withDrift(still, { dx: -dx, dy: -dy }), { method: "bicubic" });
}

function expectDrift(photo: RgbImage, painted: RgbImage, [dx, dy]: [number, number], within: number): void {
  const drift = measureDrift(photo, painted);
  if (!drift.measurable) throw new Error(describeDrift(drift));
  expect(Math.abs(drift.dx - dx)).toBeLessThan(within);
  expect(Math.abs(drift.dy - dy)).toBeLessThan(within);
}

describe("measureDrift", () => {
  const scenes = [11, 12, 13].map((seed) => renderScene(sampleScene({ seed }), { width: 400, height: 300 }));
  const shifts: [number, number][] = [
    [0, 0],
    [3, -3],
    [-2.4, 1.7],
    [0.5, 0.25],
    [-0.3, -2.8],
  ];

  it.each(shifts)("finds a shift of %f, %f within 0.2 px", (dx, dy) => {
    for (const { photo, depth } of scenes)
      expectDrift(photo, moved(encodeDepth(depth), dx, dy), [dx, dy], 0.2);
  });

  it.each(shifts)(
    "finds a shift of %f, %f within 0.35 px where noise has moved the edges themselves",
    (dx, dy) => {
      for (const { photo, depth } of scenes) {
        const painted = corrupt(encodeDepth(depth), { seed: 5 });
        expectDrift(photo, moved(painted, dx, dy), [dx, dy], 0.35);
      }
    },
  );

  it("corrects the shift of a cropped and enlarged picture", () => {
    const { photo, depth } = scenes[0];
    const fit = alignmentOf(photo, { width: 624, height: 432 });
    const painted = moved(encodeDepth(alignToPainted(depth, fit, { method: "nearest-exact" })), 2.2, -1.4);
    const { alignment, drift } = correctDrift(photo, painted);
    expect(drift).toMatchObject({
      measurable: true,
      dx: expect.closeTo(2.2, 0),
      dy: expect.closeTo(-1.4, 0),
    });
    expect(alignment.offsetX - fit.offsetX).toBeCloseTo(2.2, 0);
    const rest = measureDrift(photo, painted, alignment);
    if (!rest.measurable) throw new Error(rest.reason);
    expect(Math.hypot(rest.dx, rest.dy)).toBeLessThan(0.2);
  });

  it("tells no number where there is none to tell", () => {
    const [first, second] = scenes;
    const flat = new RgbImage({ width: 400, height: 300, data: new Uint8Array(360_000).fill(90) });
    const tiny = new RgbImage({ width: 64, height: 64, data: new Uint8Array(64 * 64 * 3) });
    const cases: [RgbImage, RgbImage, RegExp][] = [
      [first.photo, encodeDepth(second.depth), /no shift makes/],
      [second.photo, encodeDepth(scenes[2].depth), /no shift makes/],
      [first.photo, flat, /no edges/],
      [tiny, tiny, /smaller than 96 × 96/],
    ];
    for (const [photo, painted, reason] of cases) {
      const drift = measureDrift(photo, painted);
      expect(describeDrift(drift)).toMatch(reason);
      expect(correctDrift(photo, painted).alignment).toEqual(alignmentOf(photo, painted));
    }
    expect(() => measureDrift(tiny, flat, alignmentOf(tiny, tiny))).toThrow(/painted must be/);
  });
});

describe("an edge on the photo's grid", () => {
  const [near, far] = [1, 10];
  const painted = { width: 8, height: 4 };
  const step = new DepthMap({
    ...painted,
    data: Float32Array.from({ length: 32 }, (_, i) => (i % 8 < 4 ? near : far)),
    residual: Float32Array.from({ length: 32 }, (_, i) => (i % 8 < 4 ? 0 : 9)),
  });

  it("stays one: nothing is between one metre and ten", () => {
    for (const source of [
      { width: 21, height: 13 },
      { width: 5, height: 3 },
    ]) {
      const aligned = alignToSource(step, alignmentOf(source, painted));
      const values = new Set(aligned.data.filter((metres) => !Number.isNaN(metres)));
      expect([...values].sort()).toEqual([near, far]);
      expect(new Set(aligned.residual?.filter((levels) => !Number.isNaN(levels)))).toEqual(new Set([0, 9]));
    }
    const blended = alignToSource(step, alignmentOf({ width: 21, height: 13 }, painted), {
      method: "bilinear",
    });
    expect(blended.data.some((metres) => metres > 2 && metres < 9)).toBe(true);
  });

  it("and beside it surfaces are as smooth as by bilinear", () => {
    const slope = new DepthMap({
      ...painted,
      data: Float32Array.from({ length: 32 }, (_, i) => (i % 8 < 4 ? 1 : 10) * (1 + 0.01 * (i % 8))),
    });
    const alignment = alignmentOf({ width: 32, height: 16 }, painted);
    const kept = alignToSource(slope, alignment).data;
    const blended = alignToSource(slope, alignment, { method: "bilinear" }).data;
    for (let x = 0; x < 32; x++) if (x < 13 || x > 18) expect(kept[x]).toBeCloseTo(blended[x], 5);
    expect(new Set(kept.subarray(2, 13)).size).toBe(11);
  });

  it("of normals stays one, unknown and infinite pixels too", () => {
    const normals = new NormalMap({
      width: 4,
      height: 1,
      data: Float32Array.of(0, 0, 1, 0, 0, 1, 1, 0, 0, Number.NaN, Number.NaN, Number.NaN),
    });
    const { data } = alignToSource(normals, alignmentOf({ width: 16, height: 4 }, { width: 4, height: 1 }));
    const row = Array.from({ length: 16 }, (_, x) => [...data.subarray(3 * x, 3 * x + 3)].join(" "));
    expect(row).toEqual(["0 0 1", "1 0 0", "NaN NaN NaN"].flatMap((one, i) => Array([8, 4, 4][i]).fill(one)));
    const sky = new DepthMap({ width: 4, height: 1, data: Float32Array.of(5, 5.1, Infinity, Number.NaN) });
    const aligned = alignToSource(sky, alignmentOf({ width: 16, height: 4 }, { width: 4, height: 1 })).data;
    expect(aligned[7]).toBeCloseTo(5.1, 5);
    expect(aligned[3]).toBeGreaterThan(5);
    expect([...aligned.subarray(8, 16)]).toEqual([...Array(4).fill(Infinity), ...Array(4).fill(Number.NaN)]);
  });
});

describe("records of instances", () => {
  it("are those of the new grid, with the painted colours", () => {
    const ids = Uint16Array.from({ length: 32 }, (_, i) => (i % 8 < 2 ? 1 : i % 8 === 7 ? 2 : 0));
    const picture = encodeInstances(new InstanceMap({ width: 8, height: 4, data: ids }));
    const options = { minSizeShare: 0, minErosionShare: 0 };
    const decoded = decodeInstances(picture, options);
    expect(decoded.instances.map(({ area }) => area)).toEqual([8, 4]);
    const large = alignToSource(decoded, alignmentOf({ width: 16, height: 8 }, picture));
    expect(large.instances.map(({ area }) => area)).toEqual([32, 16]);
    expect(large.instances[0]).toMatchObject({ box: [0, 0, 4, 8], colour: decoded.instances[0].colour });
    // Half of its width is cropped, and the one on the right is gone.
    const cropped = alignToSource(decoded, {
      ...alignmentOf({ width: 8, height: 4 }, picture),
      offsetX: -1,
    });
    expect(cropped.instances.map(({ id, box }) => [id, box])).toEqual([[1, [1, 0, 2, 4]]]);
    const resized = resample(decoded, { width: 4, height: 2 });
    expect(resized.instances.map(({ area }) => area)).toEqual([2, 2].slice(0, resized.instances.length));
  });
});
