import { readFileSync } from "node:fs";
import { corrupt, decodeDepth, depthCode, encodeDepth } from "vision-peel/codecs";
import { DepthMap, RgbImage } from "vision-peel/image";
import { renderScene, sampleScene } from "vision-peel/world";
import { beforeAll, describe, expect, it } from "vitest";
import { markdownOf, type RobustRow, robustRows } from "./robustTable.js";

const code = depthCode();
const step = (metres: number[]) =>
  encodeDepth(new DepthMap({ width: metres.length, height: 1, data: Float32Array.from(metres) }));
const edited = (picture: RgbImage, colours: Record<number, readonly number[]>) => {
  const data = picture.data.slice();
  for (const [x, colour] of Object.entries(colours)) data.set(colour, 3 * Number(x));
  return new RgbImage({ width: picture.width, height: picture.height, data });
};
const rounded = (depth: DepthMap) => [...depth.data].map((metres) => Number(metres.toFixed(1)));

describe("robust depth decoding", () => {
  it("fills a blend with the side it is more of, never with something between", () => {
    const near = code.colourOf(1);
    const far = code.colourOf(10);
    const blend = (share: number) => near.map((level, c) => Math.round(level + share * (far[c] - level)));
    const painted = edited(step([1, 1, 1, 10, 10, 10]), { 2: blend(0.3), 3: blend(0.7) });
    expect(rounded(decodeDepth(painted))).not.toEqual([1, 1, 1, 10, 10, 10]);
    expect(rounded(decodeDepth(painted, { maxResidual: 16 }))).toEqual([
      1,
      1,
      Number.NaN,
      Number.NaN,
      10,
      10,
    ]);
    expect(rounded(decodeDepth(painted, { fill: true }))).toEqual([1, 1, 1, 10, 10, 10]);
  });

  it("fills as far as asked, from all sides, and leaves the residual as it was", () => {
    const grey = [128, 128, 128];
    const painted = edited(step([2, 2, 2, 2, 2, 2, 2, 5]), { 1: grey, 2: grey, 3: grey, 4: grey, 5: grey });
    expect(rounded(decodeDepth(painted, { fill: 1 }))).toEqual([
      2,
      2,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      2,
      2,
      5,
    ]);
    expect(rounded(decodeDepth(painted, { fill: 3 }))).toEqual([2, 2, 2, 2, 2, 2, 2, 5]);
    expect(decodeDepth(painted, { fill: true }).residual).toEqual(decodeDepth(painted).residual);
    const lost = edited(step([1, 1]), { 0: grey, 1: grey });
    expect([...decodeDepth(lost, { fill: true }).data]).toEqual([Number.NaN, Number.NaN]);
  });

  it("takes the median of places on the path: a speck goes, an edge stays, the unknown stays unknown", () => {
    const square = (metres: (x: number, y: number) => number) =>
      encodeDepth(
        new DepthMap({
          width: 8,
          height: 8,
          data: Float32Array.from({ length: 64 }, (_, i) => metres(i % 8, Math.floor(i / 8))),
        }),
      );
    const edge = square((x) => (x < 4 ? 1 : 10));
    const specked = edited(edge, { 9: code.colourOf(40), 30: code.colourOf(0.2) });
    expect(decodeDepth(specked, { median: 3 }).data).toEqual(decodeDepth(edge).data);
    expect(decodeDepth(specked, { median: 5 }).data).toEqual(decodeDepth(edge).data);
    const unknown = edited(edge, { 9: [128, 128, 128] });
    expect(decodeDepth(unknown, { median: 3, maxResidual: 16 }).data[9]).toBeNaN();
    // The plain definition, on noise.
    const { depth } = renderScene(sampleScene({ seed: 3 }), { width: 40, height: 30 });
    const painted = corrupt(encodeDepth(depth), { seed: 3 });
    const plain = decodeDepth(painted).data;
    decodeDepth(painted, { median: 3 }).data.forEach((metres, i) => {
      const [x, y] = [i % 40, Math.floor(i / 40)];
      const around = [...plain].filter(
        (_, j) => Math.abs((j % 40) - x) <= 1 && Math.abs(Math.floor(j / 40) - y) <= 1,
      );
      expect(metres).toBe(around.sort((a, b) => a - b)[(around.length - 1) >> 1]);
    });
  });

  it("stretches back what is pulled inwards everywhere, and leaves an exact picture as it is", () => {
    const { depth } = renderScene(sampleScene({ seed: 4, kind: "yard" }), { width: 160, height: 120 });
    const exact = encodeDepth(depth);
    expect(decodeDepth(exact, { inwardBias: true }).data).toEqual(decodeDepth(exact).data);
    // Each channel has a bias of its own.
    const low = [2, 5, 0];
    const high = [3, 0, 6];
    const data = exact.data.map((level, i) =>
      Math.round(low[i % 3] + (level * (255 - low[i % 3] - high[i % 3])) / 255),
    );
    const pulled = new RgbImage({ width: 160, height: 120, data });
    const worst = (read: DepthMap) =>
      Math.max(
        ...read.data.map((metres, i) => Math.abs(code.positionOf(metres) - code.positionOf(depth.data[i]))),
      );
    expect(1785 * worst(decodeDepth(pulled))).toBeGreaterThan(4);
    expect(1785 * worst(decodeDepth(pulled, { inwardBias: true }))).toBeLessThan(2);
  });

  it("are off by default, work with other codes, and say what they cannot do", () => {
    const { depth } = renderScene(sampleScene({ seed: 5 }), { width: 60, height: 40 });
    const painted = corrupt(encodeDepth(depth), { seed: 5 });
    const off = { fill: false, median: 0, inwardBias: false, endLevels: 0, margin: false } as const;
    expect(decodeDepth(painted, off).data).toEqual(decodeDepth(painted).data);
    const viridis = { code: "viridis:log:near=0.3,far=30" };
    const other = edited(encodeDepth(depth, viridis), { 70: [255, 0, 0] });
    const error = (read: DepthMap) => Math.abs(read.data[70] - depth.data[70]) / depth.data[70];
    expect(error(decodeDepth(other, viridis))).toBeGreaterThan(0.2);
    expect(error(decodeDepth(other, { ...viridis, fill: true, median: 3 }))).toBeLessThan(0.1);
    expect(() => decodeDepth(other, { ...viridis, inwardBias: true })).toThrow(
      /inwardBias must be false for a path/,
    );
    expect(() => decodeDepth(painted, { median: 4 as 3 })).toThrow(
      /median must be 0, 3 or 5 pixels, but is 4/,
    );
    expect(() => decodeDepth(painted, { fill: -1 })).toThrow(/fill must be true, false or a whole number/);
  });
});

describe("what the robust options are worth", () => {
  let rows: RobustRow[] = [];
  beforeAll(() => {
    rows = robustRows();
  }, 120_000);
  const row = (pictures: string, options: string): RobustRow =>
    rows.find((one) => one.pictures.includes(pictures) && one.options.includes(options)) as RobustRow;

  it("is what docs/depth.md tells", () => {
    expect(readFileSync("docs/depth.md", "utf8")).toContain(markdownOf(rows));
  });

  it("shows at each where it helps", () => {
    for (const pictures of ["published", "JPEG"]) {
      expect(row(pictures, "fill")).toMatchObject({ better: 8, unknown: 0 });
      expect(row(pictures, "maxResidual: 16").absRel).toBeLessThan(row(pictures, "none").absRel);
    }
    expect(row("grain", "median").absRel).toBeLessThan(0.8 * row("grain", "none").absRel);
    expect(row("pulled", "inwardBias").lost).toBeLessThan(row("pulled", "none").lost);
    expect(row("pulled", "inwardBias").sky).toBeGreaterThan(0.5);
    expect(row("pulled", "none").sky).toBeLessThan(0.05);
    expect(row("white not kept", "endLevels").sky).toBeGreaterThan(2 * row("white not kept", "none").sky);
  });
});
