import { depthCode, depthTables } from "vision-peel/codecs";
import { describe, expect, it } from "vitest";
import { codeColours, coloursOf } from "../../widgets/dist/depth/draw/colours.js";
import { errorsOf, errorWord } from "../../widgets/dist/depth/draw/errors.js";
import { drawFrame as draw, drawBar, type Slice } from "../../widgets/dist/depth/draw/layer.js";
import type { DepthPictures } from "../../widgets/dist/depth/draw/pictures.js";
import { residualWord, sourceOf } from "../../widgets/dist/depth/draw/sources.js";
import { barCounts, countDepth, metresOfShare } from "../../widgets/dist/depth/histogram.js";
import type { DepthPictureName } from "../../widgets/dist/depth/state.js";
import type { Frame } from "../../widgets/dist/shared/draw/frame.js";
import { dimmedWord, patternWord } from "../../widgets/dist/shared/draw/words.js";

const tables = depthTables();
const code = depthCode();
const whole: Slice = { near: 0, far: Infinity, outside: "dimmed" };
const colours = codeColours(tables);
const drawFrame = (shown: DepthPictures, name: DepthPictureName, frame: Frame, slice: Slice) =>
  draw(
    shown,
    sourceOf(shown, name, { colours, residualLimit: 16, errors: () => relativeErrors(shown) }),
    frame,
    slice,
  );
const relativeErrors = ({ metres, truth }: DepthPictures) =>
  errorsOf(metres, truth as Float32Array, "relative");
const rgbaOf = (word: number) => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24];

function pictures(width: number, height: number, metres: number[]): DepthPictures {
  return { width, height, metres: Float32Array.from(metres), tables };
}
const fitted = ({ width, height }: DepthPictures): Frame => ({ width, height, left: 0, top: 0, scale: 1 });

describe("drawFrame", () => {
  it("paints depth in the code's own colours", () => {
    const metres = [0, 0.5, 1, 2, 4, 8, 13.71, 100];
    const shown = pictures(4, 2, metres);
    const pixels = drawFrame(shown, "depth", fitted(shown), whole);
    expect([...pixels].map(rgbaOf)).toEqual(metres.map((value) => [...code.colourOf(value), 255]));
  });

  it("keeps what lies from near to far, both included, and dims or hides the rest", () => {
    const shown = pictures(5, 1, [1, 2, 3, 4, 5]);
    const full = drawFrame(shown, "depth", fitted(shown), whole);
    const dimmed = drawFrame(shown, "depth", fitted(shown), { near: 2, far: 4, outside: "dimmed" });
    const hidden = drawFrame(shown, "depth", fitted(shown), { near: 2, far: 4, outside: "hidden" });
    expect([...dimmed]).toEqual([dimmedWord(full[0]), full[1], full[2], full[3], dimmedWord(full[4])]);
    expect([...hidden]).toEqual([0, full[1], full[2], full[3], 0]);
    const [r, g, b, a] = rgbaOf(dimmed[0]);
    expect(r === g && g === b && a < 128).toBe(true);
  });

  it("shows infinity and the unknown as patterns, and slices them: the sky is beyond any finite far", () => {
    const shown = pictures(3, 1, [Infinity, Number.NaN, 2]);
    const frame: Frame = { width: 72, height: 24, left: 0, top: 0, scale: 24 };
    const pixels = drawFrame(shown, "depth", frame, whole);
    const coloursIn = (from: number) =>
      new Set(Array.from({ length: 24 * 24 }, (_, i) => pixels[Math.floor(i / 24) * 72 + from + (i % 24)]));
    expect(coloursIn(0).size).toBe(2);
    expect(coloursIn(24).size).toBe(2);
    expect(coloursIn(48).size).toBe(1);
    expect(pixels[5 * 72 + 5]).toBe(patternWord(Infinity, 5, 5));
    const sliced = drawFrame(shown, "depth", frame, { near: 0, far: 100, outside: "hidden" });
    expect(sliced[5 * 72 + 5]).toBe(0);
    expect(sliced[5 * 72 + 30]).toBe(0);
    expect(sliced[5 * 72 + 60]).not.toBe(0);
    const open = drawFrame(shown, "depth", frame, { near: 1, far: Infinity, outside: "hidden" });
    expect(open[5 * 72 + 5]).toBe(pixels[5 * 72 + 5]);
  });

  it("draws one pixel, magnified, with nothing beside it", () => {
    const shown = pictures(1, 1, [2]);
    const pixels = drawFrame(shown, "depth", { width: 30, height: 10, left: -1, top: 0, scale: 10 }, whole);
    const rows = Array.from({ length: 10 }, (_, y) => [...pixels.subarray(30 * y, 30 * y + 30)]);
    for (const row of rows) {
      expect(row.slice(0, 10).every((word) => word === 0)).toBe(true);
      expect(row.slice(10, 20).every((word) => rgbaOf(word).join() === "220,255,0,255")).toBe(true);
      expect(row.slice(20).every((word) => word === 0)).toBe(true);
    }
  });

  it("finds every pixel of a picture that is not square, at any zoom and place", () => {
    const width = 7;
    const height = 3;
    const metres = Array.from({ length: width * height }, (_, i) => 0.5 + i / 2);
    const shown = pictures(width, height, metres);
    const frame: Frame = { width: 53, height: 31, left: 1.3, top: 0.4, scale: 9.7 };
    const pixels = drawFrame(shown, "depth", frame, whole);
    for (let y = 0; y < frame.height; y++) {
      for (let x = 0; x < frame.width; x++) {
        const column = Math.floor(frame.left + (x + 0.5) / frame.scale);
        const row = Math.floor(frame.top + (y + 0.5) / frame.scale);
        const expected =
          column < width && row < height
            ? [...code.colourOf(metres[row * width + column]), 255]
            : [0, 0, 0, 0];
        expect(rgbaOf(pixels[y * frame.width + x])).toEqual(expected);
      }
    }
  });

  it("shows the painted picture and the photo as they are", () => {
    const shown = {
      ...pictures(2, 1, [1, 9]),
      painted: Uint8Array.of(1, 2, 3, 4, 5, 6),
      photo: Uint8Array.of(9, 8, 7, 6, 5, 4),
    };
    const slice: Slice = { near: 0, far: 5, outside: "hidden" };
    expect([...drawFrame(shown, "painted", fitted(shown), slice)].map(rgbaOf)).toEqual([
      [1, 2, 3, 255],
      [0, 0, 0, 0],
    ]);
    expect([...drawFrame(shown, "photo", fitted(shown), slice)].map(rgbaOf)).toEqual([
      [9, 8, 7, 255],
      [0, 0, 0, 0],
    ]);
  });
});

describe("a photo shown smaller than it is", () => {
  it("is averaged, where codes are not", () => {
    const checks = new Uint8Array(3 * 36).map((_, i) =>
      (Math.floor(i / 3) + Math.floor(i / 18)) % 2 ? 255 : 0,
    );
    const shown = { ...pictures(6, 6, Array(36).fill(2)), photo: checks, painted: checks };
    const frame: Frame = { width: 3, height: 3, left: 0, top: 0, scale: 0.5 };
    for (const word of drawFrame(shown, "photo", frame, whole)) expect(rgbaOf(word)[0]).toBeCloseTo(128, -1);
    for (const word of drawFrame(shown, "painted", frame, whole)) expect([0, 255]).toContain(rgbaOf(word)[0]);
  });
});

describe("drawBar", () => {
  it("has at every place the colour that the picture has for that depth", () => {
    const pixels = new Uint32Array(500);
    drawBar(colours, whole, pixels);
    const metres = Array.from(pixels, (_, x) => code.metresOf((x + 0.5) / 500));
    expect([...pixels].map((word) => rgbaOf(word).slice(0, 3))).toEqual(
      metres.map((value) => [...code.colourOf(value)]),
    );
    const shown = pictures(500, 1, metres);
    expect([...drawFrame(shown, "depth", fitted(shown), whole)]).toEqual([...pixels]);
  });

  it("dims what the slice leaves out", () => {
    const pixels = new Uint32Array(100);
    drawBar(colours, { near: 2, far: 5, outside: "hidden" }, pixels);
    const inside = Array.from(pixels, (word) => word >>> 24 === 255);
    expect(inside.indexOf(true)).toBe(Math.ceil(100 * code.positionOf(2) - 0.5));
    expect(inside.lastIndexOf(true)).toBe(Math.floor(100 * code.positionOf(5) - 0.5));
  });
});

describe("pictures of what went wrong", () => {
  it("shows the residual in greys up to the limit, and in orange beyond", () => {
    const isGrey = (word: number) => new Set(rgbaOf(word).slice(0, 3)).size === 1;
    expect([0, 8, 16].map((levels) => isGrey(residualWord(levels, 16)))).toEqual([true, true, true]);
    expect(rgbaOf(residualWord(16.1, 16))[0]).toBe(255);
    expect(isGrey(residualWord(16.1, 16))).toBe(false);
    expect(isGrey(residualWord(0, 0))).toBe(true);
    const shown = { ...pictures(2, 1, [1, 2]), residual: Float32Array.of(3, 90) };
    const [near, astray] = drawFrame(shown, "residual", fitted(shown), whole);
    expect([near, astray]).toEqual([residualWord(3, 16), residualWord(90, 16)]);
  });

  it("shows too near in blue, too far in orange, right in white, and no error where there is no truth", () => {
    const truth = Float32Array.of(2, 2, 2, Infinity, Number.NaN, 0);
    const shown = { ...pictures(6, 1, [2, 1, 3, 5, 5, 5]), truth };
    expect([...truth.keys()].map(relativeErrors(shown).at)).toEqual([0, -0.5, 0.5, NaN, NaN, NaN]);
    const pixels = drawFrame(shown, "error", fitted(shown), whole);
    expect([...pixels.subarray(0, 3)]).toEqual([errorWord(0), errorWord(-1), errorWord(1)]);
    expect([...pixels.subarray(3)]).toEqual([3, 4, 5].map((x) => patternWord(Number.NaN, x, 0)));
    const [r, , b] = rgbaOf(errorWord(-0.2));
    expect(b).toBeGreaterThan(r);
    expect(errorWord(-1)).toBe(errorWord(-3));
  });

  it("shows the truth in the colours of the depth", () => {
    const shown = { ...pictures(2, 1, [1, 1]), truth: Float32Array.of(2, Infinity) };
    const [two, sky] = drawFrame(shown, "truth", fitted(shown), whole);
    expect([two, sky]).toEqual([colours.wordOf(2), patternWord(Infinity, 1, 0)]);
  });
});

describe("countDepth", () => {
  it("finds the metres of a share, and what has none", async () => {
    const metres = Float32Array.from({ length: 1000 }, (_, i) => 1 + i / 100);
    metres.set([Infinity, Infinity, Number.NaN], 997);
    const counts = await countDepth(metres, tables, async () => {});
    expect(counts).toMatchObject({ finite: 997, infinite: 2, unknown: 1, nearest: { metres: 1, at: 0 } });
    for (const share of [0.01, 0.25, 0.5, 0.99]) {
      const found = metresOfShare(counts, tables, share);
      expect(found).toBeCloseTo(metres[Math.floor(share * 996)], 1);
    }
    const bins = barCounts(counts, tables, colours);
    expect(bins.reduce((sum, count) => sum + count)).toBeCloseTo(997, 6);
  });

  it.each([1000, 10_000, 65_504, 1e6])(
    "counts %d m, beyond the code's last step, as a distance",
    async (far) => {
      const metres = new Float32Array(1000).fill(2).fill(far, 500);
      const counts = await countDepth(metres, tables, async () => {});
      expect(counts).toMatchObject({ finite: 1000, infinite: 0, farthestMetres: far });
      expect(metresOfShare(counts, tables, 0.01)).toBeCloseTo(2, 1);
      expect(metresOfShare(counts, tables, 0.99)).toBe(far);
      for (const colormap of ["code", "turbo"] as const) {
        const looks = coloursOf({ colormap, scale: "metric", colourRange: null }, metres, tables);
        const bins = barCounts(counts, tables, looks);
        const sum = bins.reduce((total, count) => total + count);
        if (colormap === "code") expect(sum).toBeCloseTo(1000, 6);
        expect(bins.at(-1)).toBeGreaterThan(0);
      }
      const flat = await countDepth(new Float32Array(9).fill(far), tables, async () => {});
      expect([0.01, 0.5, 1].map((share) => metresOfShare(flat, tables, share))).toEqual([far, far, far]);
    },
  );
});
