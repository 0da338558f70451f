import { decodeDepth, depthCode, encodeDepth, UNKNOWN_COLOUR } from "vision-peel/codecs";
import { DepthMap, RgbImage } from "vision-peel/image";
import { describe, expect, it, vi } from "vitest";

const row = (...metres: number[]) =>
  new DepthMap({ width: metres.length, height: 1, data: Float32Array.from(metres) });

describe("depth codec", () => {
  it.each([
    [0, [0, 0, 0]],
    [0.1, [35, 0, 0]],
    [1, [255, 55, 0]],
    [2, [220, 255, 0]],
    [5, [0, 255, 227]],
    [10, [64, 0, 255]],
    [13.71, [192, 0, 255]],
    [100, [255, 240, 255]],
    [412.5, [255, 254, 255]],
    [Infinity, [255, 255, 255]],
  ])("paints %s m in %s", (metres, colour) => {
    expect([...encodeDepth(row(metres)).data]).toEqual(colour);
    expect([...depthCode().colourOf(metres)]).toEqual(colour);
  });

  it("reads white as infinity and its neighbour as 412.49 m", () => {
    const white = decodeDepth(
      new RgbImage({ width: 2, height: 1, data: Uint8Array.of(255, 255, 255, 255, 254, 255) }),
    );
    expect(white.data[0]).toBe(Infinity);
    expect(white.data[1]).toBeCloseTo(412.49, 2);
  });

  it("brings 1786 colours back without loss, for several parameters", () => {
    for (const options of [{}, { lambda: -2, c: 1 }, { lambda: -1.3, c: 8 }, { lambda: -7, c: 0.4 }]) {
      const code = depthCode(options);
      const depth = row(...Array.from({ length: 1786 }, (_, i) => code.metresOf(i / 1785)));
      const painted = encodeDepth(depth, options);
      const again = decodeDepth(painted, options);
      expect(again.data).toEqual(depth.data);
      expect(again.residual?.every((levels) => levels === 0)).toBe(true);
      expect(encodeDepth(again, options).data).toEqual(painted.data);
    }
  });

  it("encodes by table exactly as by formula, over 200,000 floats of all sizes", () => {
    for (const options of [{}, { lambda: -1.5, c: 20 }]) {
      const code = depthCode(options);
      const metres = Float32Array.from(
        { length: 200_000 },
        (_, i) => 10 ** (-7 + (i * 14) / 200_000) * (1 + (i % 7)),
      );
      const painted = encodeDepth(new DepthMap({ width: 1000, height: 200, data: metres }), options).data;
      let wrong = 0;
      metres.forEach((value, i) => {
        if (code.colourOf(value).some((level, channel) => level !== painted[3 * i + channel])) wrong++;
      });
      expect(wrong).toBe(0);
    }
  });

  it("decodes every colour of a picture as the plain reading does", () => {
    const code = depthCode();
    const data = Uint8Array.from({ length: 3 * 64 * 64 }, (_, i) => (i * 2654435761) >>> 24);
    const depth = decodeDepth(new RgbImage({ width: 64, height: 64, data }));
    for (let i = 0; i < 64 * 64; i++) {
      const { metres, residual } = code.read(data[3 * i], data[3 * i + 1], data[3 * i + 2]);
      expect(depth.data[i]).toBe(Math.fround(metres));
      expect(depth.residual?.[i]).toBe(Math.fround(residual));
    }
  });

  it("paints unknown depth far off the walk, so that maxResidual finds it again", () => {
    const painted = encodeDepth(row(Number.NaN, 3));
    expect([...painted.data.subarray(0, 3)]).toEqual([...UNKNOWN_COLOUR]);
    const depth = decodeDepth(painted, { maxResidual: 16 });
    expect(depth.data[0]).toBeNaN();
    expect(depth.data[1]).toBeCloseTo(3, 2);
  });

  it("brings unknown and infinite depth back, in every code", () => {
    const depth = row(Number.NaN, Infinity, 0, 3);
    const [unknown, infinite, near, far] = decodeDepth(encodeDepth(depth)).data;
    expect([unknown, infinite, near]).toEqual([Number.NaN, Infinity, 0]);
    expect(far).toBeCloseTo(3, 2);
    for (const code of [
      "plasma:log:near=0.5,far=80",
      "grey:linear:far=10,unknown=#FF00FF",
      "cube:power:lambda=-3,c=10/3,unknown=#000000",
      "spectral:linear:far=10,atFar=unknown",
    ]) {
      for (const options of [
        {},
        { margin: true },
        { endLevels: 1 },
        { median: 3 as const },
        { maxResidual: 99 },
      ]) {
        const { data } = decodeDepth(encodeDepth(row(Number.NaN, 3, 3, 3), { code }), { code, ...options });
        expect(data[0], code).toBeNaN();
        expect(data[2], code).toBeGreaterThan(2.9);
      }
    }
  });

  it("reads the colour of unknown depth as any other where asked to, and its neighbours always", () => {
    const grey = new RgbImage({
      width: 3,
      height: 1,
      data: Uint8Array.of(128, 128, 128, 128, 128, 127, 129, 128, 128),
    });
    const code = depthCode();
    const plain = [0, 3, 6].map((at) =>
      Math.fround(code.read(grey.data[at], grey.data[at + 1], grey.data[at + 2]).metres),
    );
    expect([...decodeDepth(grey, { readUnknown: false }).data]).toEqual(plain);
    expect([...decodeDepth(grey).data]).toEqual([Number.NaN, ...plain.slice(1)]);
    const rgba = Uint8ClampedArray.of(128, 128, 128, 255, 0, 0, 0, 255);
    expect(decodeDepth({ width: 2, height: 1, data: rgba }).data).toEqual(Float32Array.of(Number.NaN, 0));
  });

  it("finds that colour in any place, with Node's search and without it", () => {
    const levels = Uint8Array.from({ length: 3 * 4000 }, (_, i) => ((i * 2654435761) >>> 29 < 7 ? 128 : 3));
    const painted = new RgbImage({ width: 4000, height: 1, data: levels });
    const wanted = Array.from({ length: 4000 }, (_, i) =>
      levels.subarray(3 * i, 3 * i + 3).every((one) => one === 128),
    );
    expect(wanted.filter(Boolean).length).toBeGreaterThan(1000);
    const found = () => [...decodeDepth(painted).data].map(Number.isNaN);
    expect(found()).toEqual(wanted);
    vi.stubGlobal("Buffer", undefined);
    try {
      const without = found();
      vi.unstubAllGlobals();
      expect(without).toEqual(wanted);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it("names the pixel that holds no depth", () => {
    const bad = new DepthMap({ width: 2, height: 2, data: Float32Array.of(1, 1, 1, -2) });
    expect(() => encodeDepth(bad)).toThrow(/depth at x=1, y=1 must be 0 metres or more, but is -2/);
    expect(() => encodeDepth(row(1), { lambda: -1 })).toThrow(/lambda/);
    expect(() => decodeDepth(encodeDepth(row(1)), { maxResidual: -1 })).toThrow(/maxResidual/);
  });
});
