import { decodeDepth, depthCode, encodeDepth, UNKNOWN_COLOUR } from "vision-peel/codecs";
import { DepthMap, RgbImage } from "vision-peel/image";
import { describe, expect, it } from "vitest";

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

  it("names the pixel that holds no depth", () => {
    const bad = new DepthMap({ width: 2, height: 2, data: Float32Array.of(1, 1, 1, -2) });
    expect(() => encodeDepth(bad)).toThrow(/depth at x=1, y=1 must be 0 metres or more, but is -2/);
    expect(() => encodeDepth(row(1), { lambda: -1 })).toThrow(/lambda/);
    expect(() => decodeDepth(encodeDepth(row(1)), { maxResidual: -1 })).toThrow(/maxResidual/);
  });
});
