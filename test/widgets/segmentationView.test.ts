/** SegmentationView in a plain page, by mouse and by keys: every row of its table. */
import { readFileSync } from "node:fs";
import { decode } from "fast-png";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { segmentationDefaults } from "../../widgets/dist/segmentation/state.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";
import { height, idOf, labels, state, trueIds, width } from "./segmentationScene.js";

describe.runIf(browserIsThere())("SegmentationView in a plain page", { timeout: 60_000 }, () => {
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

  const text = (selector: string) => host.page.locator(selector).innerText();
  const open = async (name: string) => {
    await host.page.getByRole("button", { name, exact: true }).click();
    await expect.poll(() => text(".peel-panel")).not.toBe("");
  };
  const choose = (name: string) => host.page.getByRole("radio", { name, exact: true }).check({ force: true });
  const save = async (name: RegExp) => {
    await stage().press("s");
    const download = host.page.waitForEvent("download");
    await host.page.getByRole("menuitem", { name }).click();
    return readFileSync(await (await download).path());
  };
  const [chairId, wallId] = ["chair", "wall"].map(idOf);

  it("S2 isolates by number keys, and counts the pieces of each class", async () => {
    await stage().press("3");
    expect(await get("isolated")).toEqual([chairId]);
    await stage().press("3");
    expect(await get("isolated")).toEqual([]);
    await expect.poll(() => chair().innerText()).toContain("1 piece");
    expect(await host.page.locator(".peel-canvas").getAttribute("aria-label")).toBe(
      "Segmentation, 80 × 60 pixels, 3 classes; mostly wall 50 %, background 42 %, chair 8 %",
    );
  });

  it("S4 draws contours, by key and by hand", async () => {
    await stage().press("c");
    expect(await get("drawing")).toBe("contour");
    await set({ opacity: 1 });
    expect(await host.colourAt(0.75, 0.5)).toEqual([100, 100, 100, 255]);
    await host.page.getByRole("slider", { name: "Contour" }).fill("5");
    expect(await get("thickness")).toBe(5);
    await choose("Both");
    expect(await get("drawing")).toBe("both");
  });

  it("S5 lists instances, zooms to one, and steps by keys", async () => {
    await open("Instances");
    const rows = host.page.locator(".peel-panel tbody tr");
    expect(await rows.count()).toBe(3);
    const row = rows.filter({ hasText: "chair" });
    expect(await row.locator("td").allInnerTexts()).toEqual(["400 px", "50, 20", "20 × 20", "59.5, 29.5"]);
    await row.getByRole("button").click();
    expect(await get("instance")).toEqual({ x: 50, y: 20 });
    expect(Number.parseFloat(await text(".peel-percent"))).toBeGreaterThan(1400);
    expect(await row.getByRole("button").getAttribute("aria-pressed")).toBe("true");
    await stage().press("]");
    expect(await get("instance")).toEqual({ x: 0, y: 0 });
    await stage().press("[");
    expect(await get("instance")).toEqual({ x: 50, y: 20 });
    await expect.poll(() => text(".peel-unseen[role=status]")).toContain("chair, 400 pixels, box 20 by 20");
    await stage().press("Escape");
    expect(await get("instance")).toBeNull();
    expect(Number.parseFloat(await text(".peel-percent"))).toBeLessThan(1400);
  });

  it("S5 knows instances by their ids", async () => {
    const ids = labels.data.map((id) => (id === chairId ? 7 : 0));
    const regions = [{ id: 7, name: "instance 7", colour: [255, 0, 0] }];
    await host.showState({ ...state, ids, truth: null, margin: null, regions, areInstances: true });
    await set({ panel: "instances", instance: { x: 60, y: 30 } });
    await expect.poll(() => text(".peel-panel")).toContain("instance 7");
    // Kept so in a notebook, it is zoomed to when the view opens.
    const saved = { panel: "instances", instance: { x: 60, y: 30 } };
    await host.showState({ ...state, ids, truth: null, margin: null, regions, areInstances: true, ...saved });
    await expect.poll(async () => Number.parseFloat(await text(".peel-percent"))).toBeGreaterThan(1400);
    await expect.poll(() => text(".peel-panel")).toContain("instance 7");
    expect(await host.page.locator(".peel-panel tbody tr").count()).toBe(1);
  });

  it("S6 re-decodes as the margin moves: legend, readout and files follow", async () => {
    // A quarter of the chair is painted halfway to the background.
    const shaded = state.painted.slice();
    const margin = state.margin?.slice() ?? new Float32Array();
    for (let y = 20; y < 30; y++)
      for (let x = 50; x < 60; x++) {
        shaded.set([150, 105, 0], 3 * (y * width + x));
        margin[y * width + x] = 32;
      }
    await host.showState({ ...state, painted: shaded, margin });
    await open("Margin");
    await host.page.getByRole("slider", { name: "Margin under" }).fill("40");
    expect(await text(".peel-panel output")).toBe("40 levels: 2.1 %");
    expect(await chair().innerText()).toContain("400 px");
    await choose("Leave unknown");
    await expect.poll(() => chair().innerText()).toContain("300 px");
    await set({ cursor: { x: 52, y: 22 } });
    expect(await text(".peel-value-region")).toBe("unknown");
    expect(await text(".peel-value-runnerUp")).toContain("background");
    const areas = (await save(/areas/)).toString("utf8");
    expect(areas).toContain(`${chairId},chair,300,0.062500`);
    expect(areas).toContain("65535,unknown,100,0.020833");
    const { annotations } = JSON.parse((await save(/COCO/)).toString("utf8"));
    const areaOf = (id: number) =>
      annotations.find((one: { category_id: number }) => one.category_id === id)?.area;
    expect([areaOf(chairId), areaOf(65_535)]).toEqual([300, undefined]);
    await open("Compare");
    const missed = host.page.getByRole("button", {
      name: "25: chair decoded as unknown: 100 pixels, 25.0 %",
    });
    await missed.click();
    expect(await get("confusion")).toEqual({ truth: chairId, predicted: 65_535 });
    await set({ confusion: null, panel: "margin" });
    await choose("Mark");
    await expect.poll(() => chair().innerText()).toContain("400 px");
    // Undone as one step, whatever came before it.
    await set({ smooth: 3 });
    await stage().press("Control+z");
    expect([await get("ambiguous"), await get("smooth")]).toEqual(["marked", 0]);
  });

  it("S7 previews cleaning up, tells what it changes, and takes it back", async () => {
    const ids = labels.data.slice();
    for (const [x, y] of [
      [10, 10],
      [11, 10],
      [60, 30],
    ])
      ids[y * width + x] = ids[y * width + x] === wallId ? chairId : wallId;
    await host.showState({ ...state, ids });
    expect(await chair().innerText()).toContain("401 px");
    await open("Clean up");
    await host.page.getByRole("slider", { name: "Drop pieces under" }).fill("1");
    expect(await get("minArea")).toBe(5);
    await expect.poll(() => text(".peel-panel [role=status]")).toBe("3 pixels are not as decoded (0.1 %)");
    expect(await chair().innerText()).toContain("400 px");
    await host.page.getByRole("button", { name: "Take all of this back" }).click();
    await expect.poll(() => chair().innerText()).toContain("401 px");
    await host.page.getByRole("slider", { name: "Fill holes up to" }).fill("1");
    await expect.poll(() => chair().innerText()).toContain("400 px");
    await set({ smooth: 2 });
    await expect.poll(() => text(".peel-panel [role=status]")).not.toContain("0 pixels");
    await stage().press("Control+z");
    expect([await get("maxHole"), await get("smooth")]).toEqual([5, 0]);
  });

  it("S8 compares with the truth: picture, scores, matrix, band", async () => {
    await set({ opacity: 1 });
    await stage().press("d");
    expect(await get("overlay")).toBe("truth");
    await stage().press("d");
    await host.painted();
    expect(await get("overlay")).toBe("agreement");
    expect(await host.colourAt(0.75, 0.5)).toEqual([0, 114, 178, 255]);
    await stage().focus();
    await host.page.keyboard.down("b");
    await host.painted();
    expect(await host.colourAt(49 / width, 0.5)).toEqual([255, 0, 0, 255]);
    await host.page.keyboard.up("b");
    await host.painted();
    expect(await host.colourAt(49 / width, 0.5)).not.toEqual([255, 0, 0, 255]);
    await open("Compare");
    // The chair of 20 × 20 has moved by two columns: 360 of 440.
    const row = host.page.locator(".peel-scores tbody tr", { hasText: "chair" });
    expect(await row.locator("td").allInnerTexts()).toEqual(["81.8 %", "", "360", "40", "40"]);
    expect(await text(".peel-compare [role=status]")).toContain("pixels right 98.3 % of 4800");
    const cell = host.page.getByRole("button", {
      name: "10: chair decoded as background: 40 pixels, 10.0 %",
    });
    await cell.click();
    expect(await get("confusion")).toEqual({ truth: chairId, predicted: idOf("background") });
    await host.painted();
    expect(await host.colourAt(0.75, 0.5)).toEqual([100, 100, 100, 255]);
    await host.page.getByRole("button", { name: "Show all pixels again" }).click();
    expect(await get("confusion")).toBeNull();
    await host.page.getByRole("slider", { name: "Only near borders" }).fill("2");
    await expect.poll(() => text(".peel-compare [role=status]")).toContain("boundary IoU");
    expect(Number.parseFloat((await row.locator("td").allInnerTexts())[0])).toBeLessThan(60);
    await row.getByRole("button").click();
    expect(await get("isolated")).toEqual([chairId]);
    expect(await text(".peel-agreement")).toMatch(/hit\s*360 px, 7\.5 %\s*false alarm\s*40 px/);
    await set({ cursor: { x: 48, y: 30 } });
    expect(await text(".peel-value-truth")).toBe("chair");
  });

  it("S8 swipes between what was decoded and the truth, by hand and by keys", async () => {
    // A mouse that rests on the legend shows one region alone.
    await host.page.mouse.move(0, 0);
    await set({ opacity: 1 });
    await stage().press("v");
    const bar = host.page.getByRole("slider", { name: "Bar between decoded and truth" });
    expect(await bar.getAttribute("aria-valuetext")).toBe("50 % decoded");
    await host.painted();
    // Right of the bar the chair stands where it truly does: its last two columns are background.
    const [edge, inside] = [69.5 / width, 60 / width];
    expect(await host.colourAt(edge, 0.5)).toEqual([0, 255, 0, 255]);
    await bar.press("End");
    await host.painted();
    expect(await get("swipe")).toBe(1);
    expect(await host.colourAt(edge, 0.5)).toEqual([255, 0, 0, 255]);
    await bar.press("Home");
    await bar.press("PageUp");
    expect(await get("swipe")).toBe(0.1);
    const box = await stage().boundingBox();
    const grip = await host.page.locator(".peel-swipe-grip").boundingBox();
    if (!box || !grip) throw new Error("no bar");
    await host.page.mouse.move(grip.x + grip.width / 2, grip.y + 15);
    await host.page.mouse.down();
    await host.page.mouse.move(box.x + 0.8 * box.width, box.y + 20, { steps: 4 });
    await host.page.mouse.up();
    expect(await get("swipe")).toBeCloseTo(0.8, 1);
    await set({ overlay: "truth" });
    expect(await host.page.locator(".peel-swipe-right").innerText()).toBe("decoded");
    await host.showState({ ...state, truth: null, opacity: 1, swipe: 0.5 });
    expect(await host.page.locator(".peel-swipe-right").innerText()).toBe("picture");
    expect(await host.colourAt(inside, 0.5)).toEqual([100, 100, 100, 255]);
    expect(await host.colourAt(0.25, 0.5)).toEqual([0, 0, 255, 255]);
    await stage().press("v");
    expect(await get("swipe")).toBeNull();
    expect(await bar.count()).toBe(0);
  });

  it("S8 the matrix is one tab stop, and arrows walk in it", async () => {
    await open("Compare");
    const cells = host.page.locator(".peel-matrix button");
    expect(await cells.count()).toBe(9);
    expect(await host.page.locator(".peel-matrix button[tabindex='0']").count()).toBe(1);
    await cells.first().focus();
    await host.page.keyboard.press("ArrowRight");
    await host.page.keyboard.press("ArrowDown");
    const label = await host.page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    expect(label).toBe(await cells.nth(4).getAttribute("aria-label"));
    await host.page.keyboard.press("Enter");
    expect(await cells.nth(4).getAttribute("aria-pressed")).toBe("true");
  });

  it("S8 scores instances by panoptic quality", async () => {
    const ids = labels.data.map((id) => (id === chairId ? 7 : 0));
    const truth = trueIds.map((id) => (id === chairId ? 7 : 0));
    const regions = [{ id: 7, name: "instance 7", colour: [255, 0, 0] }];
    await host.showState({
      ...state,
      ids,
      truth,
      margin: null,
      regions,
      areInstances: true,
      panel: "compare",
    });
    await expect
      .poll(() => text(".peel-compare [role=status]"))
      .toContain("PQ 81.8 % (SQ 81.8 %, RQ 100.0 %) · 1 found, 0 missed, 0 too many");
  });

  it("S9 recolours by palettes, and hatches errors", async () => {
    await set({ opacity: 1, palette: "okabeIto" });
    const place = state.regions.findIndex(({ name }) => name === "chair");
    const expected = [
      [230, 159, 0],
      [86, 180, 233],
      [0, 158, 115],
    ][place];
    expect(await host.colourAt(0.75, 0.5)).toEqual([...expected, 255]);
    await set({ overlay: "agreement", isolated: [chairId] });
    const misses = async () => {
      const colours: string[] = [];
      for (let i = 0; i < 12; i++) colours.push(String(await host.colourAt(49 / width, 0.4 + i / 500)));
      return new Set(colours).size;
    };
    expect(await misses()).toBe(2);
    await host.page.getByLabel("Hatching").uncheck();
    await host.painted();
    expect(await get("hatching")).toBe(false);
    expect(await misses()).toBe(1);
  });

  it("S10 sets what is chosen apart, and prints the prompt", async () => {
    expect(await text(".peel-prompt")).toBe("Prompt Paint the chair red.");
    await open("Cut-out");
    expect(await text(".peel-panel")).toContain("Choose regions first");
    await set({ isolated: [chairId] });
    await choose("Spotlight");
    await host.painted();
    expect([await get("surroundings"), await get("opacity")]).toEqual(["dimmed", 0]);
    expect(await host.colourAt(0.25, 0.5)).toEqual([25, 25, 25, 255]);
    expect(await host.colourAt(0.75, 0.5)).toEqual([100, 100, 100, 255]);
    await stage().press("x");
    await stage().press("x");
    await host.painted();
    expect(await get("surroundings")).toBe("hidden");
    expect(await host.colourAt(0.25, 0.5)).toEqual([0, 0, 0, 0]);
    const png = decode(await save(/cut out/));
    expect([png.width, png.height, png.channels]).toEqual([width, height, 4]);
    const alphas = [20 * width + 10, 30 * width + 60].map((at) => png.data[4 * at + 3]);
    expect(alphas).toEqual([0, 255]);
    await choose("As they are");
    expect(await get("opacity")).toBe(segmentationDefaults.opacity);
  });

  it("S11 hovering paints no picture anew, and a recoloured region looks nothing up", async () => {
    await host.page.evaluate(() => {
      const put = CanvasRenderingContext2D.prototype.putImageData;
      Object.assign(window, { puts: 0 });
      CanvasRenderingContext2D.prototype.putImageData = function (
        this: CanvasRenderingContext2D,
        ...all: never
      ) {
        if (this.canvas.classList.contains("peel-canvas")) (window as never as { puts: number }).puts++;
        return (put as (...given: never) => void).apply(this, all);
      };
    });
    for (const x of [50, 200, 500]) await stage().hover({ position: { x, y: 190 } });
    await host.painted();
    expect(await host.page.evaluate(() => (window as never as { puts: number }).puts)).toBe(0);
  });

  it("S12 saves ids as an indexed PNG with the palette, as NPY, and a mask for each region", async () => {
    const png = decode(await save(/ids with the palette/));
    expect([...png.data]).toEqual([...labels.data].map((id) => Math.min(id, 65_535)));
    expect(png.palette?.[chairId]).toEqual([255, 0, 0]);
    const npy = await save(/NPY/);
    expect(npy.subarray(1, 6).toString()).toBe("NUMPY");
    const files = unzipSync(await save(/mask for each region/));
    expect(Object.keys(files)).toContain(`${chairId}-chair.png`);
    const mask = decode(files[`${chairId}-chair.png`]);
    expect([...mask.data].filter((value) => value === 1)).toHaveLength(400);
    expect(mask.palette?.[1]).toEqual([255, 255, 255]);
    const matrix = (await save(/confusion matrix/)).toString("utf8").split("\r\n");
    expect(matrix[0].split(",").slice(1)).toEqual([...labels.legend.map(({ name }) => name), "other"]);
    expect(matrix.find((line) => line.startsWith("chair"))).toContain("360");
  });

  it("S12 saves the areas as CSV", async () => {
    await stage().focus();
    await host.page.keyboard.press("s");
    const [file] = await Promise.all([
      host.page.waitForEvent("download"),
      host.page.getByRole("menuitem", { name: "Save the areas of all regions (CSV)" }).click(),
    ]);
    const text = readFileSync(await file.path(), "utf8");
    expect(text.split("\r\n")).toContain(`${idOf("chair")},chair,400,0.083333`);
  });

  it("copies the state as code, with what is not as at the start", async () => {
    await host.page.evaluate(() => {
      const copied = { text: "" };
      Object.assign(window, { copied });
      Object.defineProperty(navigator, "clipboard", {
        value: {
          async writeText(text: string) {
            copied.text = text;
          },
        },
        configurable: true,
      });
    });
    await set({ minArea: 20, surroundings: "blurred", instance: { x: 60, y: 30 }, panel: "cleanUp" });
    await stage().press("s");
    await host.page.getByRole("menuitem", { name: "Copy the state as code" }).click();
    await expect
      .poll(() => host.page.evaluate(() => (window as never as { copied: { text: string } }).copied.text))
      .toBe(
        'view.set({ minArea: 20, surroundings: "blurred", instance: { x: 60, y: 30 }, panel: "cleanUp" });',
      );
  });

  it.each([
    ["light", 900, "compare"],
    ["dark", 900, "compare"],
    ["light", 320, "compare"],
    ["light", 320, "instances"],
    ["dark", 320, "margin"],
    ["light", 320, "cleanUp"],
  ] as const)("fits in %s at %i pixels with the panel %s", async (colorScheme, wide, panel) => {
    await host.page.emulateMedia({ colorScheme });
    await host.showState(
      { ...state, drawing: "both", overlay: "agreement", panel, cursor: { x: 60, y: 30 } },
      wide === 900 ? undefined : wide,
    );
    await expect.poll(() => text(".peel-panel")).not.toBe("");
    const overflow = await host.page
      .locator(".peel-view")
      .evaluate((view) => view.scrollWidth - view.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await host.screenshot(`segmentation-${panel}-${colorScheme}-${wide}`);
    await host.page.emulateMedia({ colorScheme: "light" });
  });
});
