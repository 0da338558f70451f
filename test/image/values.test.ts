import { decode } from "fast-png";
import { isPeelError } from "vision-peel";
import { DepthMap, InstanceMap, LabelMap, NormalMap, RgbImage, summarizeDepth } from "vision-peel/image";
import { afterEach, describe, expect, it } from "vitest";

const display = Symbol.for("Jupyter.display");
const views = Symbol.for("vision-peel.views.v1");
type Bundle = Record<string, string>;
const shown = async (value: object): Promise<Bundle> =>
  (value as Record<symbol, () => Bundle | Promise<Bundle>>)[display]();
const pngOf = (bundle: Bundle) => decode(Buffer.from(bundle["image/png"], "base64"));

const size = { width: 3, height: 2 };
const depth = () =>
  new DepthMap({
    ...size,
    data: Float32Array.of(1, 2, 3, 4, Infinity, Number.NaN),
    residual: Float32Array.of(0, 0, 0, 17, 0, 0),
  });

describe("values check what they are made of", () => {
  it.each<[RegExp, () => unknown]>([
    [
      /RgbImage\.data must be a Uint8Array of length 18, but is Uint8Array of length 4/,
      () => new RgbImage({ ...size, data: new Uint8Array(4) }),
    ],
    [
      /DepthMap\.data must be a Float32Array of length 6, but is Float64Array of length 6/,
      () => new DepthMap({ ...size, data: new Float64Array(6) as never }),
    ],
    [
      /DepthMap\.residual/,
      () => new DepthMap({ ...size, data: new Float32Array(6), residual: new Float32Array(5) }),
    ],
    [
      /NormalMap\.data must be a Float32Array of length 18/,
      () => new NormalMap({ ...size, data: new Float32Array(6) }),
    ],
    [/InstanceMap\.data must be a Uint16Array/, () => new InstanceMap({ ...size, data: [1] as never })],
    [
      /LabelMap\.legend/,
      () =>
        new LabelMap({
          ...size,
          data: new Uint16Array(6),
          legend: [
            { id: 1, name: "a" },
            { id: 1, name: "b" },
          ],
        }),
    ],
    [
      /RgbImage\.width must be a whole number of pixels from 1 to 16384, but is 0/,
      () => new RgbImage({ width: 0, height: 1, data: new Uint8Array(0) }),
    ],
    [
      /RgbImage\.height .* but is 1.5/,
      () => new RgbImage({ width: 1, height: 1.5, data: new Uint8Array(3) }),
    ],
    [
      /RgbImage\.width .* but is 30000/,
      () => new RgbImage({ width: 30_000, height: 1, data: new Uint8Array(90_000) }),
    ],
  ])("%s", (message, make) => {
    let error: unknown;
    try {
      make();
    } catch (caught) {
      error = caught;
    }
    expect(isPeelError(error, "argument")).toBe(true);
    expect((error as Error).message).toMatch(message);
  });
});

describe("values show themselves", () => {
  afterEach(() => {
    delete (globalThis as Record<symbol, unknown>)[views];
  });

  it("as one line and a picture", async () => {
    const bundle = await shown(depth());
    expect(bundle["text/plain"]).toBe(
      "depth[2×3] f32 (0.0 MiB) z∈[1.00 |█▁█▁▁█▁█| 4.00] m med=2.50 ∞ 16.7 % NaN! 16.7 % off-path 16.7 %",
    );
    const { width, height, data } = pngOf(bundle);
    expect([width, height]).toEqual([3, 2]);
    expect([...data.subarray(0, 3)]).toEqual([255, 55, 0]);
    expect([...data.subarray(12, 18)]).toEqual([255, 255, 255, 128, 128, 128]);
  });

  it("never larger than 640 pixels, and of existing colours only", async () => {
    const data = new Uint8Array(3 * 2000 * 10).fill(255, 3 * 1000 * 10);
    const {
      width,
      height,
      data: pixels,
    } = pngOf(await shown(new RgbImage({ width: 2000, height: 10, data })));
    expect([width, height]).toEqual([640, 3]);
    expect(new Set(pixels)).toEqual(new Set([0, 255]));
    const thin = pngOf(
      await shown(new RgbImage({ width: 1, height: 16_384, data: new Uint8Array(3 * 16_384) })),
    );
    expect([thin.width, thin.height]).toEqual([1, 640]);
  });

  it("with the live view that widgets registered for their kind", async () => {
    const value = depth();
    const view = (seen: unknown) => ({
      [display]: async () => ({ "application/x-view": String(seen === value), "text/plain": "the view's" }),
    });
    (globalThis as Record<symbol, unknown>)[views] = new Map([["depth", view]]);
    const bundle = await shown(value);
    expect(bundle["application/x-view"]).toBe("true");
    expect(bundle["text/plain"]).toMatch(/^depth\[/);
    expect(await shown(new RgbImage({ ...size, data: new Uint8Array(18) }))).not.toHaveProperty(
      "application/x-view",
    );
  });

  it.each([
    [
      new NormalMap({ width: 1, height: 1, data: Float32Array.of(0, 0, 1) }),
      "normals[1×1] f32 (0.0 MiB) camera space",
    ],
    [
      new LabelMap({ width: 1, height: 1, data: Uint16Array.of(2), legend: [{ id: 2, name: "wall" }] }),
      "labels[1×1] u16 (0.0 MiB) 1 classes: wall",
    ],
    [
      new InstanceMap({ width: 1, height: 1, data: Uint16Array.of(3) }),
      "instances[1×1] u16 (0.0 MiB) 1 instances",
    ],
  ])("of every kind (%#)", async (value, text) => {
    const bundle = await shown(value);
    expect(bundle["text/plain"]).toBe(text);
    expect(pngOf(bundle).width).toBe(1);
  });
});

describe("summarizeDepth", () => {
  it("counts and sorts", () => {
    const summary = summarizeDepth(depth());
    expect(summary).toMatchObject({
      width: 3,
      height: 2,
      range: [1, 4],
      infiniteShare: 1 / 6,
      unknownShare: 1 / 6,
      offPathShare: 1 / 6,
    });
    expect(summary.quantiles).toMatchObject({ p25: 1.75, p50: 2.5, p75: 3.25 });
  });

  it("has no range where nothing is finite", () => {
    const sky = new DepthMap({ width: 1, height: 1, data: Float32Array.of(Infinity) });
    expect(summarizeDepth(sky)).toMatchObject({
      range: null,
      quantiles: null,
      infiniteShare: 1,
      offPathShare: null,
    });
    expect(String(sky)).toBe("depth[1×1] f32 (0.0 MiB) no finite depth! ∞ 100.0 %");
  });
});
