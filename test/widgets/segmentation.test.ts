import { readFileSync } from "node:fs";
import { corrupt, decodeMask, decodeSemantic, RgbImage } from "vision-peel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkControls } from "../../widgets/dist/segmentation/checks.js";
import { colourTable, countIds } from "../../widgets/dist/segmentation/colours.js";
import { blend, sampleIds } from "../../widgets/dist/segmentation/draw.js";
import { regionsOf } from "../../widgets/dist/segmentation/regions.js";
import { segmentationDefaults } from "../../widgets/dist/segmentation/state.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

const [width, height] = [80, 60];
const legend = { wall: "rgb(0, 0, 255)", chair: "rgb(255, 0, 0)", background: "rgb(0, 255, 0)" };
/** Left half wall, a chair of 20 × 20 pixels at the right, background else. */
const painted = (() => {
  const data = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isChair = x >= 50 && x < 70 && y >= 20 && y < 40;
      data[3 * (y * width + x) + (isChair ? 0 : x < 40 ? 2 : 1)] = 255;
    }
  return new RgbImage({ width, height, data });
})();
const labels = decodeSemantic(painted, legend);
const idOf = (name: string) => labels.legend.find((entry) => entry.name === name)?.id as number;
const photo = new RgbImage({ width, height, data: new Uint8Array(3 * width * height).fill(100) });
const state = {
  _view_name: "SegmentationView",
  ...segmentationDefaults,
  ...{ width, height, ids: labels.data, painted: painted.data, photo: photo.data, margin: labels.margin },
  ...{ regions: regionsOf(labels), areInstances: false },
};

describe("regions as pixels", () => {
  const frame = { width, height, left: 0, top: 0, scale: 1 };
  const pictures = { width, height, ids: labels.data, margin: labels.margin, photo: photo.data };
  const draw = (how: object) => {
    const pixels = new Uint32Array(width * height);
    const table = colourTable(state.regions, { palette: "generated", hidden: [], isolated: [] });
    blend(sampleIds(pictures, "photo", frame), pictures, { ...segmentationDefaults, table, ...how }, pixels);
    return (x: number, y: number) => pixels[y * width + x];
  };
  it("S1 opacity 0 is the photo, 1 the legend's colour, a half their mean", () => {
    expect(draw({ opacity: 0 })(60, 30)).toBe(0xff646464);
    expect(draw({ opacity: 1 })(60, 30)).toBe(0xff0000ff);
    expect(draw({ opacity: 0.5 })(60, 30)).toBe(0xff3232b2);
  });
  it("S4 contours are as thick as asked, within the region", () => {
    const at = draw({ opacity: 1, drawing: "contour", thickness: 3 });
    expect([50, 52, 53].map((x) => at(x, 30))).toEqual([0xff0000ff, 0xff0000ff, 0xff646464]);
    const both = draw({ opacity: 0, drawing: "both", thickness: 1 });
    expect(both(50, 30)).toBe(0xff646464);
  });
  it("S6 pixels under the margin are hatched while they are left unknown", () => {
    const noisy = decodeSemantic(corrupt(painted, { seed: 3 }), legend);
    expect(noisy.margin?.some((levels) => levels < 250)).toBe(true);
    const assigned = draw({ opacity: 1, minMargin: 442, ambiguous: "assigned" });
    expect(assigned(60, 30)).toBe(0xff0000ff);
    const unknown = draw({ opacity: 1, minMargin: 442, ambiguous: "unknown" });
    expect(new Set([0, 1, 2, 3, 4, 5].map((x) => unknown(60 + x, 30)))).toEqual(
      new Set([0xffffffff, 0xff303030]),
    );
  });
  it("S11 colours by one table, whatever the number of regions", () => {
    const only = colourTable(state.regions, { palette: "okabeIto", hidden: [], isolated: [idOf("chair")] });
    expect(only.filter((word) => word !== 0)).toHaveLength(1);
    expect(countIds(labels.data)[idOf("chair")]).toBe(400);
  });
  it("refuses what a control cannot take, by name", () => {
    const check = (changes: object) => () => checkControls(changes, state as never);
    expect(check({ opacity: 1.5 })).toThrow(/opacity/);
    expect(check({ isolated: [999] })).toThrow(/isolated/);
    expect(check({ drawing: "dots" })).toThrow(/drawing/);
    expect(check({ cursor: { x: 80, y: 0 } })).toThrow(/cursor/);
    expect(check({ opacity: 0, hidden: [idOf("chair")] })()).toBeTruthy();
  });
});

describe.runIf(browserIsThere())("SegmentationView in a plain page", () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 900, height: 1000 } });
  });
  beforeEach(() => host.showState(state));
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const get = (key: string) => host.get(key as never) as Promise<unknown>;
  const set = (changes: object) => host.set(changes as never);
  const stage = () => host.page.locator(".peel-stage");
  const chair = () => host.page.getByRole("button", { name: /^chair/ });

  it("S1 the slider reaches 0 and 1, and Space hides the regions while it is held", async () => {
    const slider = host.page.getByRole("slider", { name: "Opacity" });
    await slider.press("End");
    await host.painted();
    expect(await get("opacity")).toBe(1);
    expect(await host.colourAt(0.75, 0.5)).toEqual([255, 0, 0, 255]);
    await stage().focus();
    await host.page.keyboard.down(" ");
    await host.painted();
    expect(await host.colourAt(0.75, 0.5)).toEqual([100, 100, 100, 255]);
    await host.page.keyboard.up(" ");
    await host.painted();
    expect(await host.colourAt(0.75, 0.5)).toEqual([255, 0, 0, 255]);
    await slider.press("Home");
    expect(await get("opacity")).toBe(0);
  });

  it("S2 the legend tells areas, sorts, filters, switches off, previews and isolates", async () => {
    const names = () => host.page.locator(".peel-legend-name").allInnerTexts();
    expect(await names()).toEqual(["wall", "background", "chair"]);
    expect(await chair().innerText()).toMatch(/400 px\s*8\.3 %/);
    await set({ opacity: 1, order: "name" });
    expect(await names()).toEqual(["background", "chair", "wall"]);
    await chair().hover();
    await host.painted();
    expect(await host.colourAt(0.25, 0.5)).toEqual([100, 100, 100, 255]);
    expect(await get("isolated")).toEqual([]);
    await chair().click();
    expect(await get("isolated")).toEqual([idOf("chair")]);
    await host.page.getByRole("button", { name: /^wall/ }).click({ modifiers: ["Shift"] });
    expect(await get("isolated")).toEqual([idOf("chair"), idOf("wall")]);
    await set({ isolated: [idOf("chair")] });
    await chair().click();
    expect(await get("isolated")).toEqual([]);
    await host.page.getByRole("checkbox", { name: "Show chair" }).uncheck();
    expect(await get("hidden")).toEqual([idOf("chair")]);
    await host.page.getByLabel("Filter the legend").fill("wa");
    expect(await names()).toEqual(["wall"]);
  });

  it("S3 reads name, id, painted colour, its distance and the runner-up, and marks the region", async () => {
    await set({ cursor: { x: 60, y: 30 } });
    const line = await host.page.locator(".peel-fields").innerText();
    expect(line).toContain("chair");
    expect(line).toContain("255 0 0");
    expect(line).toContain("0.0");
    expect(line).toMatch(/(wall|background) 360\.6/);
    expect(await host.page.locator(".peel-is-marked").innerText()).toContain("chair");
  });

  it("S9 recolours by palettes", async () => {
    await set({ opacity: 1, palette: "okabeIto" });
    const place = state.regions.findIndex(({ name }) => name === "chair");
    const expected = [
      [230, 159, 0],
      [86, 180, 233],
      [0, 158, 115],
    ][place];
    expect(await host.colourAt(0.75, 0.5)).toEqual([...expected, 255]);
  });

  it("S12 saves the areas as CSV", async () => {
    await stage().focus();
    await host.page.keyboard.press("s");
    const [file] = await Promise.all([
      host.page.waitForEvent("download"),
      host.page.getByRole("menuitem", { name: "Save the areas (CSV)" }).click(),
    ]);
    const text = readFileSync(await file.path(), "utf8");
    expect(text.split("\r\n")).toContain(`${idOf("chair")},chair,400,0.083333`);
  });

  it("S12 saves every region's mask as COCO RLE", async () => {
    await stage().focus();
    await host.page.keyboard.press("s");
    const [file] = await Promise.all([
      host.page.waitForEvent("download"),
      host.page.getByRole("menuitem", { name: "Save the masks (COCO RLE, JSON)" }).click(),
    ]);
    const rows = JSON.parse(readFileSync(await file.path(), "utf8"));
    const chairRow = rows.find(({ name }: { name: string }) => name === "chair");
    expect(decodeMask(chairRow.segmentation).data).toEqual(
      Uint8Array.from(labels.data, (id) => Number(id === idOf("chair"))),
    );
  });

  it("looks as it should", async () => {
    await set({ cursor: { x: 60, y: 30 }, drawing: "both" });
    await host.screenshot("segmentation");
  });
});
