/** FigureGrid: one layout for page, SVG, PNG and PDF, in millimetres of print. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import sharp from "sharp";
import { encodeDepth, renderScene, sampleScene } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFigure } from "../../widgets/dist/figureGrid/files.js";
import { figureLayout } from "../../widgets/dist/figureGrid/layout.js";
import { openLettering, outlineOf } from "../../widgets/dist/figureGrid/lettering.js";
import { figureGridDefaults } from "../../widgets/dist/figureGrid/state.js";
import { figureSvg } from "../../widgets/dist/figureGrid/svg.js";
import { layerOf, stateOfLayers } from "../../widgets/dist/layers/given.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

const scene = renderScene(sampleScene({ seed: 5 }), { width: 80, height: 60 });
const layers = [
  layerOf("a", scene.photo, "photo"),
  layerOf("b", scene.depth, "depth"),
  layerOf("c", scene.normals, "normals"),
];
const told = {
  ...figureGridDefaults,
  columns: ["photo", "depth"],
  rows: [
    { label: "a room", cells: [0, 1] },
    { label: "", cells: [2, null] },
  ],
  caption:
    "Fig. 1. <Rooms> & their depth, as they were rendered, with a caption that is long enough for two lines of a column.",
  widthMm: 84,
};
const wordAt = (data: Uint8Array, i: number): number => (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
const states = layers.map(({ state }) => state);

describe("a figure's layout", () => {
  it("has columns of one width, within the width of print", () => {
    const { pictures, texts, width, height } = figureLayout(told, states);
    expect(width).toBe(84);
    expect(new Set(pictures.map((one) => one.width.toFixed(6))).size).toBe(1);
    expect(Math.max(...pictures.map(({ x, width: wide }) => x + wide))).toBeCloseTo(84, 6);
    for (const one of pictures) expect(one.width / one.height).toBeCloseTo(80 / 60, 6);
    expect(pictures[1].x - pictures[0].x - pictures[0].width).toBeCloseTo(figureGridDefaults.gapMm, 6);
    // Heading, headings, label and the lines of the caption; nothing beyond the sheet.
    expect(texts.map(({ text }) => text)).toHaveLength(2 + 1 + 3);
    for (const { y } of texts) expect(y).toBeLessThanOrEqual(height);
  });

  it("is the same with larger letters, but for their room", () => {
    const [small, large] = [8, 16].map((fontPt) => figureLayout({ ...told, fontPt }, states));
    expect(large.fontSize).toBeCloseTo((16 * 25.4) / 72, 9);
    expect(large.pictures[0].width).toBeLessThan(small.pictures[0].width);
  });

  it("escapes words in SVG", () => {
    expect(figureSvg(figureLayout(told, states), ["", "", ""])).toContain("&lt;Rooms&gt; &amp; their depth");
  });
});

describe("a figure's files", () => {
  const folder = mkdtempSync(join(tmpdir(), "peel-figure-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const layout = figureLayout(told, states);
  const write = async (name: string, dpi = 300): Promise<Buffer> => {
    await writeFigure(join(folder, name), layout, layers, { dpi });
    return readFileSync(join(folder, name));
  };

  it("have every letter: Greek, Cyrillic, indices, arrows; another script asks for its font", async () => {
    const caption = "λ = −3, δ₁ ≤ 1.25 → метры, ×2, 25°";
    const path = join(folder, "letters.pdf");
    const lettered = (text: string) => figureLayout({ ...told, caption: text }, states);
    await writeFigure(path, lettered(caption), layers, { dpi: 300 });
    const streams = readFileSync(path, "latin1").split(/stream\r?\n/);
    const texts = streams.map((part) => {
      try {
        return inflateSync(Buffer.from(part, "latin1")).toString("latin1");
      } catch {
        return "";
      }
    });
    // What a reader copies out of it: the font's map from glyphs to Unicode.
    const map = texts.find((text) => text.includes("beginbfrange")) ?? "";
    for (const sign of "λδ₁≤→м×°−")
      expect(map).toContain((sign.codePointAt(0) as number).toString(16).padStart(4, "0"));
    const refused = writeFigure(path, lettered("漢字"), layers, { dpi: 300 });
    await expect(refused).rejects.toThrow(/font must be one with the letter 漢, but is "DejaVu Sans"/);
    const none = writeFigure(path, lettered("a"), layers, { dpi: 300, font: join(folder, "none.ttf") });
    await expect(none).rejects.toThrow("font must be the path of a font");
  });

  it("are opaque, with every pixel of a code as it was painted", async () => {
    const painted = encodeDepth(scene.depth);
    const layer = layerOf("painted", painted, "painted");
    const alone = figureLayout({ ...told, columns: [], rows: [{ label: "", cells: [0] }], caption: "" }, [
      layer.state,
    ]);
    await writeFigure(join(folder, "code.png"), alone, [layer], { dpi: 300 });
    const { data, info } = await sharp(join(folder, "code.png")).raw().toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(3);
    const known = new Set<number>([0xffffff]);
    for (let i = 0; i < painted.data.length; i += 3) known.add(wordAt(painted.data, i));
    for (let i = 0; i < data.length; i += 3)
      if (!known.has(wordAt(data, i))) throw new Error(`a colour that was never painted at ${i / 3}`);
  });

  it("have captions within the sheet, measured by the letters themselves", async () => {
    const lettering = await openLettering(undefined, layout);
    for (const placed of layout.texts) {
      const { width } = outlineOf(lettering, placed, layout.fontSize);
      if (placed.anchor === "start") expect(width).toBeLessThanOrEqual(layout.width);
    }
  });

  it("are of the size of print", async () => {
    const png = await sharp(await write("a.png")).metadata();
    expect(png.width).toBe(Math.round((84 / 25.4) * 300));
    expect(png.height).toBeCloseTo((layout.height / 25.4) * 300, -1);
    expect(png.density).toBe(300);
    const pdf = (await write("a.pdf")).toString("latin1");
    expect(pdf.slice(0, 5)).toBe("%PDF-");
    const [, wide, high] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect(Number(wide)).toBeCloseTo((84 * 72) / 25.4, 1);
    expect(Number(high)).toBeCloseTo((layout.height * 72) / 25.4, 1);
    expect((await write("a.svg")).toString()).toContain('width="84mm"');
  });

  it("hold the pictures' own pixels", async () => {
    const svg = (await write("b.svg")).toString();
    const [, base64] = /data:image\/png;base64,([^"]+)/.exec(svg) ?? [];
    const { data, info } = await sharp(Buffer.from(base64, "base64"))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([80, 60]);
    expect(Buffer.compare(data, Buffer.from(scene.photo.data))).toBe(0);
  });

  it("are refused by another name, and are the same twice", async () => {
    await expect(write("a.gif")).rejects.toThrow("path must be a file called .svg, .png or .pdf");
    expect((await write("c.pdf")).equals(await write("d.pdf"))).toBe(true);
  });
});

describe.runIf(browserIsThere())("FigureGrid", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 900, height: 800 } });
  });
  afterAll(() => host?.close());

  it("shows the figure, and follows its measures", async () => {
    await host.showState({
      _view_name: "FigureGridView",
      ...stateOfLayers(layers, { width: 80, height: 60 }),
      ...told,
    });
    const svg = host.page.locator(".peel-figure-sheet svg");
    await svg.waitFor();
    expect(await svg.locator("image").count()).toBe(3);
    expect(await svg.locator("text").allTextContents()).toContain("a room");
    await host.screenshot("figure-grid");
    await host.page.getByLabel("Width").focus();
    await host.page.keyboard.press("End");
    expect(await host.get("widthMm" as never)).toBe(300);
    await expect.poll(() => svg.getAttribute("width")).toBe("300mm");
    const download = host.page.waitForEvent("download");
    await host.page.getByRole("button", { name: "Save and copy" }).click();
    await host.page.getByRole("menuitem", { name: /PNG/ }).click();
    const saved = await sharp(await (await download).path()).metadata();
    expect(saved.width).toBe(Math.round((300 / 25.4) * 300));
  });
});
