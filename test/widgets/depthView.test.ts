/** DepthView in a plain page, row by row: reading, colours, slice, lines, profile, measures (D1 to D8). */
import { colormapTable } from "vision-peel/color";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { typicalRange } from "../../widgets/dist/depth/draw/colours.js";
import { cameraOf, measure } from "../../widgets/dist/depth/measure.js";
import type { PixelPair } from "../../widgets/dist/depth/state.js";
import { browserIsThere } from "../support/browser.js";
import {
  at,
  code,
  type DepthHost,
  depth,
  height,
  openDepthHost,
  painted,
  truth,
  width,
} from "./depthHost.js";

describe.runIf(browserIsThere())("DepthView by rows, 1 to 8", { timeout: 60_000 }, () => {
  let host: DepthHost;
  beforeAll(async () => {
    host = await openDepthHost();
    await host.loadPlotly();
    await host.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  beforeEach(() => host.open());
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const bar = () => host.page.locator(".peel-bar .peel-tick").allInnerTexts();

  it("D1 reads metres, colour, residual, truth and error; by keys it says them", async () => {
    await host.page.mouse.move(...(await host.centre(100, 200)));
    await host.painted();
    const i = at(100, 200);
    expect(await host.text(".peel-value-metres")).toBe(depth.data[i].toFixed(2));
    expect(await host.text(".peel-value-rgb")).toBe(painted.data.subarray(3 * i, 3 * i + 3).join(" "));
    expect(await host.text(".peel-value-residual")).toBe(depth.residual?.[i].toFixed(1));
    const error = (100 * (depth.data[i] - truth.data[i])) / truth.data[i];
    const text = `${error < 0 ? "−" : "+"}${Math.abs(error).toFixed(1)}\u00a0%`;
    expect((await host.text(".peel-value-error")).replace(" ", "\u00a0")).toBe(text);
    const swatch = await host.page
      .locator(".peel-swatch")
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(swatch).toBe(`rgb(${painted.data.subarray(3 * i, 3 * i + 3).join(", ")})`);
    await host.press("ArrowRight");
    expect(await host.get("cursor")).toEqual({ x: 101, y: 200 });
    await expect
      .poll(() => host.page.getByRole("status").first().textContent())
      .toMatch(/^x 101, y 200: .* metres, painted .*, residual .* levels, true .* metres, error/);
  });

  it("D1 shows labels only beside values, and no colour when nothing is read", async () => {
    const unknown = truth.data.slice();
    unknown[at(100, 200)] = Number.NaN;
    await host.show({ depth, painted, truth: { ...truth, data: unknown } as never });
    await host.set({ cursor: { x: 100, y: 200 } });
    expect(await host.text(".peel-field-truth")).toMatch(/true\s*unknown/);
    expect(await host.text(".peel-field-error")).not.toContain("error");
    await host.set({ cursor: { x: 101, y: 200 } });
    expect(await host.text(".peel-field-error")).toContain("error");
    const isSeen = () => host.page.locator(".peel-swatch").isVisible();
    expect(await isSeen()).toBe(true);
    await host.set({ cursor: null });
    expect(await isSeen()).toBe(false);
  });

  it("D2 has one function behind picture, bar, ticks and mark, for every colormap", async () => {
    for (const controls of [
      { colormap: "code" },
      { colormap: "viridis", scale: "metric" },
      { colormap: "turbo", scale: "log", colourRange: { near: 1, far: 20 } },
      { colormap: "inferno", scale: "disparity", colourRange: { near: 1, far: 20 } },
    ] as const) {
      await host.set({ ...controls, cursor: { x: 100, y: 200 } });
      const [r, g, b] = await host.colourOf(100, 200);
      const [left, colour] = await host.page.evaluate(() => {
        const mark = document.querySelector<HTMLElement>(".peel-bar-mark");
        const share = Number.parseFloat(mark?.style.left ?? "") / 100;
        const canvas = document.querySelector<HTMLCanvasElement>(".peel-bar-colours");
        const x = Math.min((canvas?.width ?? 1) - 1, share * (canvas?.width ?? 0));
        return [share, [...(canvas?.getContext("2d")?.getImageData(x, 0, 1, 1).data ?? [])]] as const;
      });
      expect(left).toBeGreaterThan(0);
      // One screen pixel of the bar beside the mark.
      for (const [k, level] of [r, g, b].entries()) expect(Math.abs(level - colour[k])).toBeLessThan(6);
    }
    expect((await bar()).slice(0, 3).every((label) => Number(label) > 0)).toBe(true);
  });

  it("D2 labels the ends of a colormap's bar, and the code's from 0 to infinity", async () => {
    expect((await bar())[0]).toMatch(/^0.m$/);
    expect((await bar()).at(-1)).toBe("∞");
    await host.set({ colormap: "viridis", colourRange: { near: 2.5, far: 3.5 } });
    const labels = (await bar()).map(Number);
    expect([labels[0], labels.at(-1)]).toEqual([2.5, 3.5]);
    expect(labels).toEqual([...labels].sort((a, b) => a - b));
    expect(labels.length).toBeGreaterThan(4);
  });

  it("D3 sets the range by handles over the histogram, numbers, shares of pixels, and takes it back", async () => {
    expect(await host.inked(".peel-histogram-canvas")).toBeGreaterThan(500);
    expect(await host.page.locator(".peel-histogram-canvas").getAttribute("aria-label")).toMatch(
      /^How many pixels lie at each distance: 1 % within .* metres, 5 % within .*, 99 % within .* metres$/,
    );
    await host.page.getByRole("button", { name: /farthest 1 %/ }).click();
    const inside = [...depth.data].filter((metres) => Number.isFinite(metres)).sort((a, b) => a - b);
    const [near, far] = [await host.get("near"), (await host.get("far")) ?? Infinity];
    const share = inside.filter((metres) => metres >= near && metres <= far).length / inside.length;
    expect(share).toBeGreaterThan(0.97);
    expect(share).toBeLessThan(0.995);
    await host.page.locator(".peel-track").dblclick({ position: { x: 5, y: 10 } });
    expect([await host.get("near"), await host.get("far")]).toEqual([0, null]);
    // On a colormap's bar, too, its ends leave the slice open.
    await host.set({ colormap: "turbo" });
    await host.page.getByRole("slider", { name: "Near limit" }).press("End");
    await host.page.getByRole("slider", { name: "Near limit" }).press("Home");
    expect([await host.get("near"), await host.get("far")]).toEqual([0, null]);
  });

  it("D4 dims or hides what is outside, sweeps, and saves the slice as a mask", async () => {
    await host.set({ near: 3, far: 5, outside: "hidden" });
    await host.page.getByRole("button", { name: /Save and copy/ }).click();
    const saved = host.page.waitForEvent("download");
    await host.page.getByRole("menuitem", { name: /slice as a mask/ }).click();
    const path = await (await saved).path();
    const { readImage } = await import("vision-peel");
    const mask = await readImage(path);
    let wrong = 0;
    for (let i = 0; i < depth.data.length; i++)
      if ((mask.data[3 * i] === 255) !== (depth.data[i] >= 3 && depth.data[i] <= 5)) wrong++;
    expect([mask.width, mask.height, wrong]).toEqual([width, height, 0]);
    const outside = depth.data.findIndex((metres) => metres > 6);
    expect((await host.colourOf(outside % width, Math.floor(outside / width)))[3]).toBe(0);
    await host.page.getByRole("button", { name: /Move the slice/ }).click();
    await expect.poll(() => host.get("near")).not.toBe(3);
  });

  it("D5 chooses among colormaps with previews, scales and a range, and comes back to the code's colours", async () => {
    await host.panel("Colours");
    const previews = host.page.locator(".peel-colormap");
    expect(await previews.count()).toBe(7);
    const images = await previews.evaluateAll((all) =>
      all.map((one) => getComputedStyle(one).backgroundImage),
    );
    expect(new Set(images).size).toBe(7);
    await host.choose("Viridis");
    expect(await host.get("colormap")).toBe("viridis");
    const { near, far } = typicalRange(depth.data);
    const metres = depth.data[at(100, 200)];
    const table = colormapTable("viridis");
    const row = Math.round((1023 * (metres - near)) / (far - near));
    expect((await host.colourOf(100, 200)).slice(0, 3)).toEqual([...table.subarray(3 * row, 3 * row + 3)]);
    await host.choose("Logarithm");
    const byLog = Math.round((1023 * Math.log(metres / near)) / Math.log(far / near));
    expect((await host.colourOf(100, 200)).slice(0, 3)).toEqual([
      ...table.subarray(3 * byLog, 3 * byLog + 3),
    ]);
    await host.set({ near: 2, far: 6 });
    await host.page.getByRole("button", { name: /run over the slice/ }).click();
    expect(await host.get("colourRange")).toEqual({ near: 2, far: 6 });
    await host.page.getByLabel("Colours to limit in metres").fill("8");
    await host.page.getByLabel("Colours to limit in metres").press("Enter");
    expect(await host.get("colourRange")).toEqual({ near: 2, far: 8 });
    await host.page.getByRole("button", { name: /distances of most pixels/ }).click();
    expect(await host.get("colourRange")).toBeNull();
    await host.choose("As generated");
    expect((await host.colourOf(100, 200)).slice(0, 3)).toEqual([...code.colourOf(metres)]);
  });

  it("D6 draws lines of equal depth where depth passes round metres, and not along edges", async () => {
    expect(await host.inked(".peel-overlay")).toBe(0);
    await host.press("c");
    await host.painted();
    expect(await host.get("isolines")).toBe(true);
    const ink = await host.inked(".peel-overlay");
    expect(ink).toBeGreaterThan(500);
    await host.set({ picture: "photo" });
    await expect.poll(() => host.inked(".peel-overlay")).toBe(ink);
    await host.press("c");
    await host.painted();
    expect(await host.inked(".peel-overlay")).toBe(0);
  });

  it("D7 charts the cursor's row, its column, or a line drawn by hand; pointing at the chart moves the cursor", async () => {
    await host.set({ cursor: { x: 60, y: 150 } });
    await host.panel("Profile");
    const chart = host.page.locator(".peel-chart");
    await expect.poll(() => chart.getAttribute("aria-label")).toMatch(/^Profile of 320 pixels, .* to .*m$/);
    const shownY = () =>
      chart.evaluate((element) => [...(element as never as { data: { y: number[] }[] }).data[0].y]);
    const row = Array.from({ length: width }, (_, x) => depth.data[at(x, 150)]);
    await expect.poll(shownY).toEqual(row);
    const box = await chart.boundingBox();
    if (!box) throw new Error("no chart");
    await host.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await host.page.mouse.move(box.x + box.width / 2 + 3, box.y + box.height / 2);
    await expect.poll(async () => (await host.get("cursor"))?.y).toBe(150);
    await expect.poll(async () => (await host.get("cursor"))?.x).toBeGreaterThan(130);
    await host.choose("Column");
    await host.set({ cursor: { x: 60, y: 150 } });
    await expect.poll(shownY).toEqual(Array.from({ length: height }, (_, y) => depth.data[at(60, y)]));
    await host.choose("Line");
    expect(await host.get("tool")).toBe("line");
    const [from, to] = [await host.centre(20, 30), await host.centre(60, 110)];
    await host.page.mouse.move(...from);
    await host.page.mouse.down();
    await host.page.mouse.move(...to, { steps: 4 });
    await host.page.mouse.up();
    expect(await host.get("line")).toEqual({ from: { x: 20, y: 30 }, to: { x: 60, y: 110 } });
    await expect.poll(async () => (await shownY()).length).toBe(81);
    await host.page.getByRole("button", { name: /Copy the profile/ }).click();
    await expect
      .poll(() => host.page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^along\tx\ty\tmetres\n0\.00\t20\t30\t\d/);
  });

  it("D8 measures between two pixels by keys or by hand, for a field of view; several stay, Esc gives up", async () => {
    await host.press("m");
    expect([await host.get("tool"), await host.get("panel")]).toEqual(["measure", "measure"]);
    await host.set({ cursor: { x: 40, y: 200 } });
    await host.press("Enter");
    await host.press("Escape");
    expect(await host.get("measures")).toEqual([]);
    await host.press("Enter");
    for (let i = 0; i < 10; i++) await host.press("Shift+ArrowRight");
    await host.press("Enter");
    const pair: PixelPair = { from: { x: 40, y: 200 }, to: { x: 140, y: 200 } };
    expect(await host.get("measures")).toEqual([pair]);
    const given = { width, height, metres: depth.data };
    const cells = () => host.page.locator(".peel-table tr").nth(1).locator("td").allInnerTexts();
    const expected = (degrees: number) => measure(given, pair, cameraOf(given, degrees))?.distance.toFixed(2);
    await expect.poll(async () => (await cells())[0]).toBe(expected(60));
    const field = host.page.getByLabel("Field of view across the picture, degrees");
    await field.fill("90");
    await field.press("Enter");
    await expect.poll(async () => (await cells())[0]).toBe(expected(90));
    // An output of JupyterLab gives Enter, and no change.
    await host.page.evaluate(() =>
      document.addEventListener("change", (event) => event.stopImmediatePropagation(), true),
    );
    await field.fill("75");
    await field.press("Enter");
    await expect.poll(async () => (await cells())[0]).toBe(expected(75));
    await field.fill("500");
    await field.press("Enter");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await field.blur();
    expect([await field.inputValue(), await host.get("fieldOfView")]).toEqual(["75", 75]);
    await host.page.mouse.click(...(await host.centre(50, 50)));
    await host.page.mouse.click(...(await host.centre(70, 60)));
    expect(await host.get("measures")).toHaveLength(2);
    expect(await host.inked(".peel-overlay")).toBeGreaterThan(300);
    await host.page.getByRole("button", { name: "Remove measure 1" }).click();
    expect(await host.get("measures")).toHaveLength(1);
    await host.page.keyboard.press("Control+z");
    expect(await host.get("measures")).toHaveLength(2);
  });
});
