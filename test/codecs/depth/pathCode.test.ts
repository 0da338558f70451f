import {
  decodeDepth,
  depthCurve,
  encodeDepth,
  type PathCodeInput,
  parseDepthCode,
  pathCode,
} from "vision-peel/codecs";
import { colourOnPath } from "vision-peel/color";
import { DepthMap, RgbImage } from "vision-peel/image";
import { describe, expect, it } from "vitest";

const row = (...metres: number[]) =>
  new DepthMap({ width: metres.length, height: 1, data: Float32Array.from(metres) });
const picture = (...colours: number[][]) =>
  new RgbImage({ width: colours.length, height: 1, data: Uint8Array.from(colours.flat()) });

const TRANSFORMS = [
  "power",
  "power:lambda=-2,c=1",
  "power:lambda=-inf,c=6",
  "power:lambda=-1,c=2,far=60",
  "power:lambda=-1/2,c=2,far=60",
  "power:lambda=0,far=60",
  "power:lambda=1/2,c=20,far=60",
  "power:lambda=1,c=30,far=60",
  "power:lambda=2,c=40,far=60",
  "power:lambda=inf,c=80,far=60",
  "power:lambda=-3,c=10/3,far=60",
  "linear:near=0.5,far=60",
  "log:near=0.5,far=60",
  "disparity:near=0.5",
  "disparity:near=0.5,far=60",
];
const PATHS = [
  "cube",
  "plasma",
  "inferno",
  "viridis",
  "magma",
  "spectral",
  "grey",
  "cube_r",
  "viridis_r",
  "black>red>white",
];
const CODES = PATHS.flatMap((path) => TRANSFORMS.map((transform) => `${path}:${transform}`));

describe("any depth code", () => {
  it.each(CODES)("%s: painted depth comes back within half a step of its colours", (text) => {
    const code = pathCode(text);
    const metres = Array.from({ length: 300 }, (_, i) => code.metresOf((i + 0.5) / 300));
    const depth = row(...metres);
    const painted = encodeDepth(depth, { code: text });
    const again = decodeDepth(painted, { code: text });
    depth.data.forEach((value, i) => {
      // Levels are rounded by half of one each: the colour lies within √3/2 of the exact one, as must what is read.
      const [a, b] = [value, again.data[i]].map((d) => colourOnPath(code.path, code.positionOf(d)));
      expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), `${value} m`).toBeLessThanOrEqual(
        Math.sqrt(3) / 2 + 1e-4,
      );
      expect(again.residual?.[i]).toBeLessThanOrEqual(Math.sqrt(3) / 2 + 1e-6);
    });
    // What was read is painted as it was: where the path is parallel to an axis or a diagonal exactly, elsewhere to a level.
    const most = /^(cube|grey)/.test(text) ? 0 : 1;
    encodeDepth(again, { code: text }).data.forEach((level, i) => {
      expect(Math.abs(level - painted.data[i])).toBeLessThanOrEqual(most);
    });
  });

  it.each(TRANSFORMS)("%s: rises from 0 to 1, and back to 12 digits", (text) => {
    const { positionOf, curve } = pathCode(`grey:${text}`);
    expect(positionOf(curve.near)).toBe(0);
    expect(positionOf(curve.far)).toBe(1);
    expect(positionOf(0)).toBe(0);
    expect(positionOf(Infinity)).toBe(1);
    let before = 0;
    for (let metres = 0.6; metres < 59; metres *= 1.05) {
      const position = positionOf(metres);
      expect(position).toBeGreaterThan(before);
      expect(curve.inverse(position) / metres).toBeCloseTo(1, 10);
      before = position;
    }
  });

  it("has the transforms' known values", () => {
    expect(depthCurve().forward(10)).toBeCloseTo(0.75, 14);
    expect(depthCurve({ kind: "power", lambda: -Infinity, c: 2 }).forward(2)).toBeCloseTo(
      1 - Math.exp(-1),
      14,
    );
    expect(depthCurve({ kind: "power", lambda: -1, c: 1, far: 9 }).forward(2)).toBeCloseTo(
      Math.log(3) / Math.log(10),
      14,
    );
    expect(depthCurve({ kind: "power", lambda: 0, c: 5, far: 8 }).forward(2)).toBeCloseTo(0.25, 14);
    expect(depthCurve({ kind: "linear", near: 2, far: 12 }).inverse(0.3)).toBeCloseTo(5, 14);
    expect(depthCurve({ kind: "log", near: 0.5, far: 50 }).inverse(0.5)).toBeCloseTo(5, 13);
    expect(depthCurve({ kind: "disparity", near: 1 }).inverse(0.75)).toBeCloseTo(4, 14);
    expect(depthCurve({ kind: "disparity", near: 1, far: 4 }).forward(2)).toBeCloseTo(2 / 3, 14);
  });

  it("along the paper's walk decodes by table what the definition says, for any transform", () => {
    const data = Uint8Array.from({ length: 3 * 3000 }, (_, i) => (i * 2654435761) >>> 24);
    const painted = new RgbImage({ width: 3000, height: 1, data });
    for (const text of [
      "cube",
      "cube:log:near=0.5,far=80",
      "cube:linear:far=7,atFar=infinity",
      "cube_r:disparity:near=1",
    ]) {
      const code = pathCode(text);
      const decoded = decodeDepth(painted, { code: text, margin: true });
      const quick = decodeDepth(painted, { code: text });
      for (let i = 0; i < 3000; i++) {
        const { metres, residual, margin } = code.read(data[3 * i], data[3 * i + 1], data[3 * i + 2]);
        expect(quick.data[i] / Math.fround(metres)).toBeCloseTo(1, 6);
        expect(decoded.data[i]).toBe(quick.data[i]);
        expect(decoded.residual?.[i]).toBe(Math.fround(residual));
        expect(decoded.margin?.[i]).toBe(Math.fround(margin));
      }
    }
    expect(decodeDepth(painted).margin).toBeUndefined();
    expect(decodeDepth(painted, { code: "cube" }).data).toEqual(decodeDepth(painted).data);
  });

  it("keeps the rules for what is unknown and what is infinite", () => {
    const both = "grey:linear:far=10,atNear=unknown,atFar=infinity";
    expect([...encodeDepth(row(Number.NaN, 5, Infinity), { code: both }).data]).toEqual([
      0, 0, 0, 128, 128, 128, 255, 255, 255,
    ]);
    const read = (options: object, ...greys: number[]) => [
      ...decodeDepth(picture(...greys.map((g) => [g, g, g])), options).data,
    ];
    expect(read({ code: both }, 0, 255)).toEqual([Number.NaN, Infinity]);
    expect(read({ code: both }, 1, 254).every(Number.isFinite)).toBe(true);
    // Levels are counted along the path: a grey step is √3 levels.
    expect(read({ code: both, endLevels: 4 }, 2, 253)).toEqual([Number.NaN, Infinity]);
    expect(read({ code: both, endLevels: 4 }, 3, 252).every(Number.isFinite)).toBe(true);
    expect(read({ code: "grey:linear:far=10,atFar=unknown" }, 0, 255)).toEqual([0, Number.NaN]);
    expect(read({ code: "grey:linear:far=10" }, 255)).toEqual([10]);
    expect(read({ code: "grey:linear:far=10", endLevels: 9 }, 1)[0]).toBeGreaterThan(0);
    // The paper's white, nearly white, and near the camera.
    const nearWhite = picture([255, 253, 255], [255, 252, 255], [1, 0, 0]);
    expect([...decodeDepth(nearWhite, { endLevels: 2 }).data].map(Number.isFinite)).toEqual([
      false,
      true,
      true,
    ]);
    // Beyond the ends depth is painted as the end.
    expect([...encodeDepth(row(0.1, 99), { code: "grey:log:near=1,far=10" }).data]).toEqual([
      0, 0, 0, 255, 255, 255,
    ]);
  });

  it("paints unknown depth far off every path, or as asked", () => {
    for (const path of PATHS) {
      const painted = encodeDepth(row(Number.NaN, 3), { code: path });
      const depth = decodeDepth(painted, { code: path, maxResidual: 60 });
      expect([...depth.data].map(Number.isNaN), path).toEqual([true, false]);
    }
    expect([...encodeDepth(row(Number.NaN), { code: { path: "grey", unknown: "#00ff00" } }).data]).toEqual([
      0, 255, 0,
    ]);
  });

  it("takes paths as lists and functions", () => {
    const heat: PathCodeInput = {
      path: ["black", "red", "yellow", "white"],
      transform: { kind: "linear", far: 3 },
    };
    expect([...encodeDepth(row(0.5, 1, 2.5), { code: heat }).data]).toEqual([
      128, 0, 0, 255, 0, 0, 255, 255, 128,
    ]);
    const ramp: PathCodeInput = { path: (p) => [255 * p, 0, 0], transform: { kind: "linear", far: 51 } };
    expect(decodeDepth(picture([100, 3, 4]), { code: ramp }).data[0]).toBeCloseTo(20, 5);
    expect(decodeDepth(picture([100, 3, 4]), { code: ramp }).residual?.[0]).toBe(5);
    expect(decodeDepth(picture([100, 3, 4]), { code: ramp }).provenance).toMatchObject({
      code: "custom:linear:far=51",
    });
    // Another function is another code.
    const other: PathCodeInput = { path: (p) => [0, 255 * p, 0], transform: { kind: "linear", far: 51 } };
    expect(decodeDepth(picture([100, 50, 4]), { code: other }).data[0]).toBeCloseTo(10, 5);
  });

  it("is written as text that says the same, which a result carries", () => {
    for (const text of [
      ...CODES,
      "grey:linear:far=1,atNear=unknown,unit=relative",
      "black>#f08>white:log:near=1,far=2",
    ]) {
      const { name } = pathCode(text);
      expect(pathCode(name).name).toBe(name);
      expect(pathCode(name).colourOf(3)).toEqual(pathCode(text).colourOf(3));
      expect(decodeDepth(picture([9, 9, 9]), { code: text }).provenance?.code).toBe(name);
    }
    expect(parseDepthCode('{"path":"viridis","transform":{"kind":"linear","far":9}}')).toEqual({
      path: "viridis",
      transform: { kind: "linear", far: 9 },
    });
    expect(decodeDepth(picture([9, 9, 9])).provenance).toMatchObject({ lambda: -3, c: 10 / 3 });
  });

  it.each([
    ["jet", /code must be begun with one of cube, plasma/],
    ["grey:sqrt", /one of power, linear, log, disparity/],
    ["grey:linear:near=x,far=2", /written with numbers, but not x/],
    ["grey:linear:colour=2", /written with near, far/],
    ["grey:linear", /far must be finite and more than near, 0, but is undefined/],
    ["grey:log:near=0,far=2", /near must be a finite depth above 0/],
    ["grey:log:near=2,far=2", /far must be/],
    ["grey:disparity:near=-1", /near must be/],
    ["grey:power:lambda=0", /lambda must be below -1, or in a code that says how far/],
    ["grey:power:lambda=2,c=1,far=2", /far must be from 0 to less than 2 m/],
    ["grey:linear:far=2,atFar=white", /atFar must be one of far, infinity, unknown/],
    ["grey:linear:far=2,unknown=nocolour", /unknown must be a colour/],
    ["{", /JSON/],
    [{ transform: { kind: "sqrt" } }, /transform.kind must be one of/],
  ])("refuses %s", (code, message) => {
    expect(() => decodeDepth(picture([0, 0, 0]), { code: code as string })).toThrow(message);
  });

  it("refuses two codes at once, and levels below 0", () => {
    expect(() => decodeDepth(picture([0, 0, 0]), { code: "grey", lambda: -2 })).toThrow(
      /code must be the only choice/,
    );
    expect(() => decodeDepth(picture([0, 0, 0]), { endLevels: -1 })).toThrow(
      /endLevels must be 0 or more levels/,
    );
  });
});
