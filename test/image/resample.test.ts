import { readFileSync } from "node:fs";
import { isPeelError } from "vision-peel";
import {
  DepthMap,
  InstanceMap,
  LabelMap,
  NormalMap,
  type ResampleMethod,
  RgbImage,
  resample,
} from "vision-peel/image";
import { describe, expect, it } from "vitest";

/** Names of golden/resize.json → ours. */
const names: Record<string, ResampleMethod> = {
  torch_nearest: "nearest",
  "torch_nearest-exact": "nearest-exact",
  torch_bilinear: "bilinear",
  torch_bilinear_ac: "bilinear-align-corners",
  torch_bicubic: "bicubic",
  torch_area: "area-adaptive",
  torch_bilinear_antialias: "bilinear-antialias",
  cv2_nearest: "nearest",
  cv2_linear: "bilinear",
  cv2_area: "area",
  cv2_cubic: "bicubic",
  cv2_lanczos4: "lanczos4",
  pil_nearest: "nearest-pillow",
  pil_bilinear: "bilinear-antialias",
  pil_bicubic: "bicubic-antialias",
  pil_lanczos: "lanczos-antialias",
  pil_box: "box",
};

interface Case {
  input: number[][];
  out: [number, number];
  [method: string]: number[][] | [number, number];
}

const { cases } = JSON.parse(readFileSync("test/golden/resize.json", "utf8")) as { cases: Case[] };

describe.each(Object.entries(names))("%s is %s", (golden, method) => {
  it.each(cases.map((one, i) => [i, one] as const))("in case %i", (_, one) => {
    const depth = new DepthMap({
      width: one.input[0].length,
      height: one.input.length,
      data: Float32Array.from(one.input.flat()),
    });
    const [height, width] = one.out;
    const got = resample(depth, { width, height }, { method });
    const want = (one[golden] as number[][]).flat();
    expect(got.data).toHaveLength(want.length);
    want.forEach((value, i) => {
      expect(Math.abs(got.data[i] - value)).toBeLessThan(1e-5);
    });
  });
});

describe("what is unknown or infinite", () => {
  const depth = new DepthMap({
    width: 4,
    height: 2,
    data: Float32Array.of(1, 2, Number.NaN, Infinity, 1, 2, 3, Infinity),
    residual: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7),
  });

  it.each([
    "bilinear",
    "bicubic",
    "bicubic-antialias",
    "area",
    "lanczos4",
    "lanczos-antialias",
    "bilinear-antialias",
  ] as const)("never reaches its neighbours by %s", (method) => {
    for (const size of [
      { width: 13, height: 7 },
      { width: 4, height: 5 },
      { width: 2, height: 1 },
    ]) {
      const nearest = resample(depth, size, { method: "nearest-exact" });
      const got = resample(depth, size, { method });
      got.data.forEach((metres, i) => {
        if (Number.isFinite(nearest.data[i])) {
          expect(metres).toBeGreaterThan(0);
          expect(metres).toBeLessThan(4.5);
        } else expect(metres).toBe(nearest.data[i]);
      });
      expect(got.residual).toHaveLength(size.width * size.height);
    }
  });

  it("a plane stays a plane beside the sky", () => {
    const width = 8;
    const data = Float32Array.from({ length: 2 * width }, (_, i) => (i % width < 6 ? 5 : Infinity));
    const got = resample(new DepthMap({ width, height: 2, data }), { width: 21, height: 5 });
    expect(new Set(got.data)).toEqual(new Set([5, Infinity]));
  });
});

describe("resample", () => {
  it("keeps ids as they are, whatever the method", () => {
    const data = Uint16Array.of(1, 40_000, 3, 7);
    const labels = new LabelMap({ width: 2, height: 2, data, legend: [{ id: 1, name: "wall" }] });
    const got = resample(labels, { width: 5, height: 4 }, { method: "bicubic" });
    expect(new Set(got.data)).toEqual(new Set([1, 40_000, 3, 7]));
    expect(got.legend).toBe(labels.legend);
    const instances = resample(new InstanceMap({ width: 2, height: 2, data }), { width: 4, height: 4 });
    expect([...instances.data.subarray(0, 4)]).toEqual([1, 1, 40_000, 40_000]);
    expect("legend" in instances).toBe(false);
  });

  it("keeps normals at length 1, and pixels without one", () => {
    const data = Float32Array.of(0, 0, 1, 0.6, 0, 0.8, Number.NaN, Number.NaN, Number.NaN);
    const got = resample(new NormalMap({ width: 3, height: 1, data }), { width: 9, height: 1 });
    for (let i = 0; i < 9; i++) {
      const length = Math.hypot(...got.data.subarray(3 * i, 3 * i + 3));
      if (i < 6) expect(length).toBeCloseTo(1, 6);
      else expect(length).toBeNaN();
    }
  });

  it("clamps the overshoot of 8-bit pictures", () => {
    const data = Uint8Array.from({ length: 3 * 8 }, (_, i) => (i < 12 ? 0 : 255));
    const got = resample(
      new RgbImage({ width: 8, height: 1, data }),
      { width: 31, height: 1 },
      { method: "lanczos4" },
    );
    expect(got.data[0]).toBe(0);
    expect(got.data.at(-1)).toBe(255);
    const middle = [...got.data].filter((level) => level > 20 && level < 235);
    expect(middle.length).toBeLessThan(15);
  });

  it("says what is wrong", () => {
    const one = new DepthMap({ width: 1, height: 1, data: new Float32Array(1) });
    const cases: [() => unknown, RegExp][] = [
      [() => resample(one, { width: 0, height: 1 }), /resample\.width must be .* but is 0/],
      [
        () => resample(one, { width: 2, height: 2 }, { method: "linear" as never }),
        /method must be one of nearest/,
      ],
      [
        () => resample({ width: 1, height: 1 } as never, { width: 2, height: 2 }),
        /value must be an RgbImage/,
      ],
    ];
    for (const [work, message] of cases) {
      expect(work).toThrow(message);
      try {
        work();
      } catch (error) {
        expect(isPeelError(error, "argument")).toBe(true);
      }
    }
  });
});
