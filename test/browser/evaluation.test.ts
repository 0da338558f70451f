/** An evaluation in the real JupyterLab: under way, its figures, and a click on a sample that opens its view. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, startTestLab, type TestLab } from "../support/lab.js";
import { runCell } from "./notebook.js";

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Evaluation" }],
};
const data = JSON.stringify(resolve("test/golden/datasets/ibims"));

describe.runIf(browserIsThere())("an evaluation", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    mkdirSync(join(lab.root, "notebooks"), { recursive: true });
    writeFileSync(join(lab.root, "notebooks", "evaluation.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser();
    await openNotebook(browser.page, lab, "notebooks/evaluation.ipynb");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  it("is seen under way: a bar that fills, and a button that is there until it has ended", async () => {
    await runCell(
      browser.page,
      `import { openBenchmark, openResults, startSweep } from "vision-peel/evaluation";
const benchmark = await openBenchmark({ benchmark: "ibims", data: ${data}, generator: "exact+noise" });
const sweep = startSweep(benchmark.plan, benchmark.work, { folder: "results", name: "ibims" });
sweep`,
    );
    const { page } = browser;
    await page
      .locator('.jp-OutputArea-output .peel-view[data-phase="finished"] .peel-run-bar')
      .first()
      .waitFor();
    await page.getByText("finished · 2 of 2").first().waitFor();
    expect(await page.getByRole("button", { name: "Cancel" }).isVisible()).toBe(false);
  });

  it("shows figures, the paper's apart from ours, and opens the sample whose dot is clicked", async () => {
    const { page } = browser;
    await runCell(page, "const results = await openResults((await sweep.end).folder);\nresults");
    const graphs = page.locator(".peel-figure-graph");
    const dot = graphs.first().locator(".scatterlayer .point").first();
    await dot.waitFor();
    await page
      .getByText("Protocol of the paper's numbers assumed: not to be ranked with ours.")
      .first()
      .waitFor();
    await dot.scrollIntoViewIfNeeded();
    await graphs.first().locator(".nsewdrag").first().scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await dot.boundingBox()) as {
      x: number;
      y: number;
      width: number;
      height: number;
    };
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
    await page.mouse.click(x + width / 2, y + height / 2);
    const view = page.locator(".peel-depth, .peel-view").first();
    await view.waitFor();
    if (process.env.PEEL_SHOW) await page.screenshot({ path: process.env.PEEL_SHOW, fullPage: true });
  });
});
