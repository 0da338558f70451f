import { depthCode, depthTables } from "vision-peel/codecs";
import { describe, expect, it } from "vitest";
import { codeColours } from "../../widgets/dist/depth/draw/colours.js";
import { drawBar } from "../../widgets/dist/depth/draw/layer.js";
import { metresInWords, metresText, parseMetres, roundMetres } from "../../widgets/dist/shared/metresText.js";
import { ticksOf } from "../../widgets/dist/shared/page/controls/ticks.js";
import { copyOf } from "../../widgets/dist/shared/page/hosts/copyOf.js";
import { fitView, onPixels, reveal, settle, zoomAt } from "../../widgets/dist/shared/page/stage/viewport.js";

describe("ticksOf", () => {
  const { positionOf, colourOf } = depthCode();

  it.each([150, 300, 640, 2000])("labels a bar of %i pixels at true places with room between", (width) => {
    const ticks = ticksOf(positionOf, width);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks[0]).toMatchObject({ metres: 0, position: 0, label: "0\u00a0m" });
    expect(ticks.at(-1)).toMatchObject({ metres: Infinity, position: 1, label: "∞" });
    for (const [i, tick] of ticks.entries()) {
      expect(tick.position).toBe(positionOf(tick.metres));
      if (i > 0) expect((tick.position - ticks[i - 1].position) * width).toBeGreaterThanOrEqual(30);
    }
  });

  it("stands where the bar has the tick's colour, within one step of the code per screen pixel", () => {
    const width = 1785;
    const pixels = new Uint32Array(width);
    drawBar(codeColours(depthTables()), { near: 0, far: Infinity, outside: "dimmed" }, pixels);
    for (const { metres, position } of ticksOf(positionOf, width)) {
      const word = pixels[Math.min(width - 1, Math.floor(position * width))];
      const colour = [word & 255, (word >>> 8) & 255, (word >>> 16) & 255];
      const off = colour.map((level, k) => Math.abs(level - colourOf(metres)[k]));
      expect(Math.max(...off)).toBeLessThanOrEqual(1);
    }
  });
});

describe("metres as text", () => {
  it.each([
    [0, "0\u00a0m", "0 metres"],
    [0.5, "0.500\u00a0m", "0.5 metres"],
    [1, "1.00\u00a0m", "1 metre"],
    [13.837, "13.84\u00a0m", "13.8 metres"],
    [412.49, "412.5\u00a0m", "412 metres"],
    [Infinity, "∞", "infinitely far"],
    [Number.NaN, "unknown", "unknown"],
    [-1, "unknown", "unknown"],
  ])("writes and says %d", (metres, text, words) => {
    expect(metresText(metres)).toBe(text);
    expect(metresInWords(metres)).toBe(words);
  });

  it.each([
    ["2.4", 2.4],
    [" 2,4 m", 2.4],
    ["3 metres", 3],
    [".5", 0.5],
    ["∞", Infinity],
    ["Inf", Infinity],
    ["", undefined],
    ["-1", undefined],
    ["two", undefined],
    ["1 2", undefined],
  ])("reads %j", (text, metres) => expect(parseMetres(text)).toBe(metres));

  it("rounds a dragged limit to what is shown of it", () => {
    for (const metres of [0.12345, 1.23456, 99.999, 400.04, 1e5]) {
      expect(metresText(roundMetres(metres))).toBe(metresText(metres));
      expect(Number.parseFloat(metresText(metres))).toBe(roundMetres(metres));
    }
    expect(roundMetres(Infinity)).toBe(Infinity);
  });
});

describe("viewport", () => {
  const picture = { width: 640, height: 480 };
  const stage = { width: 320, height: 320 };

  it.each([
    [3000, 2, 840, 120],
    [3000, 2, 841, 121],
    [2, 3000, 840, 500],
    [9000, 1, 840, 1],
  ])("shows some of %i × %i pixels on %i × %i", (width, height, wide, high) => {
    const screen = { width: wide, height: high };
    const thin = { width, height };
    const { left, top, scale } = onPixels(fitView(thin, screen), thin, screen);
    const seen = (start: number, size: number, count: number): number =>
      Array.from({ length: count }, (_, i) => Math.floor(start + (i + 0.5) / scale)).filter(
        (at) => at >= 0 && at < size,
      ).length;
    expect(seen(left, width, wide)).toBeGreaterThan(0);
    expect(seen(top, height, high)).toBeGreaterThan(0);
    expect(onPixels(fitView(picture, stage), picture, stage)).toEqual(fitView(picture, stage));
  });

  it("fits and centres", () => {
    expect(fitView(picture, stage)).toEqual({ left: 0, top: -80, scale: 0.5 });
  });

  it("keeps the point under the pointer while it zooms", () => {
    const view = zoomAt(fitView(picture, stage), 8, 100, 150, picture, stage);
    expect(view.left + 100 / view.scale).toBeCloseTo(200);
    expect(view.top + 150 / view.scale).toBeCloseTo(220);
  });

  it("never leaves the picture or its limits", () => {
    expect(settle({ left: 1e6, top: -1e6, scale: 1e6 }, picture, stage)).toEqual({
      left: 635,
      top: 0,
      scale: 64,
    });
    expect(settle({ left: 9, top: 9, scale: 0 }, picture, stage)).toEqual(fitView(picture, stage));
    expect(fitView({ width: 1, height: 1 }, stage).scale).toBe(320);
  });

  it("moves no more than needed to reveal a pixel", () => {
    const view = settle({ left: 100, top: 100, scale: 4 }, picture, stage);
    expect(reveal(view, 120, 120, picture, stage)).toEqual(view);
    expect(reveal(view, 200, 120, picture, stage).left).toBe(200 + 2 - 80);
    expect(reveal(view, 50, 120, picture, stage).left).toBe(49);
  });
});

it("a saved state has the bytes of each binary value alone, and what models say of themselves", () => {
  const message = Uint8Array.of(9, 9, 1, 2, 3, 9).buffer;
  const state = {
    bytes: new DataView(message, 2, 3),
    rows: [{ x: Float32Array.of(1.5) }, null, "a", 2, undefined],
    layout: { toJSON: () => "IPY_MODEL_1", more: 1 },
  };
  const { bytes, rows, layout } = copyOf(state) as {
    bytes: DataView;
    rows: [{ x: DataView }, ...unknown[]];
    layout: unknown;
  };
  expect([...new Uint8Array(bytes.buffer)]).toEqual([1, 2, 3]);
  expect(new Float32Array(rows[0].x.buffer)).toEqual(Float32Array.of(1.5));
  expect(rows.slice(1)).toEqual([null, "a", 2, undefined]);
  expect(layout).toBe("IPY_MODEL_1");
});
