/** Figures of Plotly in the real JupyterLab with the real kernel, without a network. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, startTestLab, type TestLab } from "../support/lab.js";
import { evaluate, runCell } from "./notebook.js";

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Figures" }],
};

const line = `
import { type FigureEvent, plot, rows } from "@vision-peel/widgets";
const figure = plot(
  [{ type: "scatter", mode: "lines+markers", name: "squares", x: [0, 1, 2, 3, 4], y: Float64Array.of(0, 1, 4, 9, 16) },
   { type: "bar", name: "halves", x: [0, 1, 2, 3, 4], y: [0, 0.5, 1, 1.5, 2] }],
  { title: "Two traces", xaxis: { title: { text: "x" } } },
);
figure`;

const gallery = `
const plane = Float32Array.from({ length: 40 * 30 }, (_, i) => Math.sin((i % 40) / 6) * Math.cos(Math.floor(i / 40) / 5));
const grid = { rows: 3, columns: 2, pattern: "independent" as const };
plot([
  { type: "heatmap", z: rows(plane, 40), showscale: false },
  { type: "contour", z: rows(plane, 40), showscale: false, xaxis: "x2", yaxis: "y2" },
  { type: "histogram", x: plane, xaxis: "x3", yaxis: "y3" },
  { type: "box", y: plane, xaxis: "x4", yaxis: "y4" },
  { type: "image", z: [[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [255, 255, 0]]] as never, xaxis: "x5", yaxis: "y5" },
  { type: "violin", y: [...plane.subarray(0, 200)], xaxis: "x6", yaxis: "y6" },
], { grid, height: 900, showlegend: false, title: "A gallery" })`;

/** Themes and kernels take their time. */
const patience = { timeout: 15_000 };

describe.runIf(browserIsThere())("figures", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  const asked: string[] = [];
  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    mkdirSync(join(lab.root, "notebooks"), { recursive: true });
    writeFileSync(join(lab.root, "notebooks", "figures.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser();
    browser.page.on("response", (response) => {
      if (response.url().includes("/lab/extensions/")) asked.push(response.url());
    });
    await openNotebook(browser.page, lab, "notebooks/figures.ipynb");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  const graph = () => browser.page.locator(".jp-OutputArea-output .peel-figure-graph");

  it("loads Plotly only when a figure is shown", async () => {
    const before = asked.length;
    await runCell(browser.page, "1 + 1");
    expect(asked.length).toBe(before);
    await runCell(browser.page, line);
    await graph().locator(".scatterlayer .point").first().waitFor();
    expect(asked.length).toBeGreaterThan(before);
    expect(await graph().locator(".point").count()).toBe(10);
    expect(await graph().locator(".gtitle").textContent()).toBe("Two traces");
    expect(await browser.page.locator(".peel-figure").getAttribute("aria-label")).toBe(
      'Figure "Two traces": scatter "squares" of 5 points, bar "halves" of 5 points',
    );
    await browser.page.screenshot({ path: "test-results/figure-light.png" });
    expect(browser.problems).toEqual([]);
  });

  it("tells the kernel of clicks, hovering, selections and zooms", async () => {
    const { page } = browser;
    await runCell(
      page,
      `const heard: FigureEvent[] = [];
       figure.onClick((event) => heard.push(event)); figure.onHover((event) => heard.push(event));
       figure.onSelect((event) => heard.push(event)); figure.onRelayout((event) => heard.push(event));`,
    );
    const points = graph().locator(".scatterlayer .point");
    const at = await points.nth(2).boundingBox();
    if (!at) throw new Error("the point is not on the page");
    await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2, { steps: 5 });
    await graph().locator(".hoverlayer .hovertext").first().waitFor();
    await page.mouse.down();
    await page.mouse.up();
    const events = (name: string) =>
      evaluate(page, `heard.filter(({ event }) => event === "${name}").at(-1)?.points[0]`);
    await expect.poll(() => events("click"), patience).toContain("trace: 0, index: 2, x: 2, y: 4");
    await expect.poll(() => events("hover"), patience).toContain("x: 2, y: 4");
    // A drag over the plot zooms.
    const area = await graph().locator(".nsewdrag").first().boundingBox();
    if (!area) throw new Error("the plot is not on the page");
    await page.mouse.move(area.x + area.width * 0.3, area.y + area.height * 0.3);
    await page.mouse.down();
    await page.mouse.move(area.x + area.width * 0.7, area.y + area.height * 0.8, { steps: 5 });
    await page.mouse.up();
    await expect
      .poll(() =>
        evaluate(page, `Object.keys(heard.filter(({ event }) => event === "relayout").at(-1)?.layout ?? {})`),
      )
      .toContain("xaxis.range[0]");
    // With the selecting tool, which the keyboard reaches, it selects.
    const tool = graph().locator('.modebar-btn[data-val="select"]');
    await tool.focus();
    await page.keyboard.press("Enter");
    await graph().locator('.modebar-btn[data-val="select"].active').waitFor();
    const reset = graph().locator('.modebar-btn[data-val="reset"]');
    await reset.focus();
    await page.keyboard.press("Enter");
    await graph().scrollIntoViewIfNeeded();
    const all = await graph().locator(".nsewdrag").first().boundingBox();
    if (!all) throw new Error("the plot is not on the page");
    await page.mouse.move(all.x + 2, all.y + 2);
    await page.mouse.down();
    await page.mouse.move(all.x + all.width - 2, all.y + all.height - 2, { steps: 5 });
    await page.mouse.up();
    await expect
      .poll(
        () => evaluate(page, `heard.filter(({ event }) => event === "select").at(-1)?.points.length`),
        patience,
      )
      .toBe("10");
    expect(browser.problems).toEqual([]);
  });

  it("obeys cells at once: update, restyle, extend, relayout", async () => {
    const { page } = browser;
    await runCell(page, 'figure.restyle({ marker: { color: "rgb(1, 2, 3)" } }, 0)');
    const point = graph().locator(".scatterlayer .point").first();
    await expect.poll(() => point.evaluate((el) => getComputedStyle(el).fill), patience).toBe("rgb(1, 2, 3)");
    await runCell(page, "figure.extend({ x: [5, 6], y: Float64Array.of(25, 36) })");
    await expect.poll(() => graph().locator(".scatterlayer .point").count(), patience).toBe(7);
    await runCell(page, 'figure.relayout({ title: "Renamed" })');
    await expect.poll(() => graph().locator(".gtitle").textContent(), patience).toBe("Renamed");
    await runCell(page, 'figure.update({ data: [{ type: "scatter", mode: "markers", y: [3, 1, 2] }] })');
    await expect.poll(() => graph().locator(".point").count(), patience).toBe(3);
    expect(browser.problems).toEqual([]);
  });

  it("is as wide as its cell, also after that changes", async () => {
    const { page } = browser;
    const width = () =>
      graph()
        .locator(".main-svg")
        .first()
        .evaluate((el) => el.getBoundingClientRect().width);
    const cell = () => graph().evaluate((el) => el.getBoundingClientRect().width);
    await expect.poll(async () => Math.abs((await width()) - (await cell()))).toBeLessThan(1);
    const before = await width();
    await page.setViewportSize({ width: 1000, height: 900 });
    await expect.poll(width, patience).toBeLessThan(before - 100);
    await expect.poll(async () => Math.abs((await width()) - (await cell()))).toBeLessThan(1);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it("draws the kinds that research needs, and follows the theme", async () => {
    const { page } = browser;
    await runCommand(page, "notebook:clear-all-cell-outputs");
    await runCell(page, gallery);
    await graph().locator(".violinlayer path").first().waitFor();
    for (const layer of [
      ".hm image",
      ".contourlayer path",
      ".histogramlayer path, .barlayer path",
      ".boxlayer path",
      ".im image",
    ])
      expect(await graph().locator(layer).count(), layer).toBeGreaterThan(0);
    const title = graph().locator(".gtitle");
    const colour = () => title.evaluate((el) => getComputedStyle(el).fill);
    const light = await colour();
    await title.scrollIntoViewIfNeeded();
    await page.screenshot({ path: "test-results/figure-gallery-light.png" });
    // The lab follows the system.
    await page.emulateMedia({ colorScheme: "dark" });
    await page.locator('body[data-jp-theme-light="false"]').waitFor({ state: "attached" });
    await expect.poll(colour, patience).not.toBe(light);
    await page.screenshot({ path: "test-results/figure-gallery-dark.png" });
    expect(browser.problems).toEqual([]);
  });

  it("draws surfaces and meshes", async () => {
    const { page } = browser;
    await runCell(
      page,
      `plot([{ type: "surface", z: rows(plane, 40) }, { type: "mesh3d", x: [0, 9, 9], y: [0, 0, 9], z: [1, 2, 3], i: Int32Array.of(0), j: Int32Array.of(1), k: Int32Array.of(2) }])`,
    );
    const scene = graph().last().locator(".gl-container canvas");
    await scene.first().waitFor({ state: "attached" });
    await graph().last().scrollIntoViewIfNeeded();
    await page.screenshot({ path: "test-results/figure-surface-dark.png" });
  });

  it("draws what is stored, without a kernel and without trust", async () => {
    const { page } = browser;
    const stored = {
      data: [
        { type: "scatter", mode: "markers", y: { dtype: "f4", bdata: "AACAPwAAAEAAAEBA" } },
        { type: "bar", name: "<img src=x onerror=alert(1)>", y: [1, 2] },
      ],
      layout: { title: { text: "Stored" } },
    };
    const data = { "application/vnd.plotly.v1+json": stored, "text/plain": "Figure" };
    const cell = {
      cell_type: "code",
      id: "a",
      metadata: {},
      source: "",
      execution_count: 1,
      outputs: [{ output_type: "execute_result", execution_count: 1, metadata: {}, data }],
    };
    writeFileSync(
      join(lab.root, "notebooks", "stored.ipynb"),
      JSON.stringify({ ...notebook, cells: [cell] }),
    );
    await openNotebook(page, lab, "notebooks/stored.ipynb");
    await graph().locator(".point").first().waitFor();
    expect(await graph().locator(".scatterlayer .point").count()).toBe(3);
    expect(await graph().locator(".gtitle").textContent()).toBe("Stored");
    expect(await graph().locator("img").count()).toBe(0);
  });
});
