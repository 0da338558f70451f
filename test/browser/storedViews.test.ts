/** Views live on in a saved notebook: no kernel, no widget state, no trust. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, startTestLab, type TestLab } from "../support/lab.js";
import { patience } from "./coreModels/entry.js";
import { ask, runCell } from "./notebook.js";

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Stored" }],
};

const viewCode = `import { DepthView, plot } from "@vision-peel/widgets";
import { DepthMap } from "vision-peel/image";
const data = Float32Array.from({ length: 1200 }, (_, i) => 1 + (i % 40) / 10);
const view = new DepthView({ depth: new DepthMap({ width: 40, height: 30, data }), near: 2 });
view`;

describe.runIf(browserIsThere())("stored views", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    writeFileSync(join(lab.root, "stored.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
    // JupyterLab has its own when a kernel is shut down.
    expect(browser.problems.filter((problem) => problem.includes("vision-peel"))).toEqual([]);
  });

  const views = (page: Page) => page.locator(".jp-OutputArea-output .peel-view");
  const near = (page: Page) => views(page).getByLabel("Near limit in metres");
  const chart = (page: Page) => page.locator(".jp-OutputArea-output .js-plotly-plot .main-svg").first();
  const openWithoutKernel = (path: string) =>
    runCommand(browser.page, "docmanager:open", {
      path,
      kernelPreference: { shouldStart: false, autoStartDefault: false, canStart: true },
    });

  /** Reads a pixel and moves a limit. */
  async function explores(page: Page): Promise<void> {
    await views(page).waitFor();
    expect(await near(page).inputValue()).toBe("2.00");
    await page.locator(".peel-stage").focus();
    await page.keyboard.press("ArrowRight");
    const metres = page.locator(".peel-value-metres");
    await expect.poll(() => metres.innerText(), patience).toMatch(/^\d\.\d\d$/);
    await near(page).fill("3.5");
    await near(page).press("Enter");
    const handle = page.getByRole("slider", { name: "Near limit" });
    expect(await handle.getAttribute("aria-valuetext")).toBe("3.5 metres");
    await chart(page).waitFor();
    expect(await page.getByText("model not found").count()).toBe(0);
  }

  it("are one and the live one while their kernel runs", async () => {
    const { page } = browser;
    await openNotebook(page, lab, "stored.ipynb");
    await runCell(page, viewCode);
    await views(page).waitFor();
    await near(page).fill("2.5");
    await near(page).press("Enter");
    await expect.poll(() => ask(page, "view.near"), patience).toBe(2.5);
    await ask(page, "view.near = 2");
    await expect.poll(() => near(page).inputValue(), patience).toBe("2.00");
    await runCell(page, 'plot([{ type: "scatter", x: [1, 2, 3], y: [1, 4, 9] }], { title: "Squares" })');
    await chart(page).waitFor();
    expect(await views(page).count()).toBe(1);
    await runCommand(page, "docmanager:save");
    await runCommand(page, "kernelmenu:shutdown");
    await explores(page);
    await runCommand(page, "application:close");
  });

  it("explore without kernel and widget state", async () => {
    const path = join(lab.root, "stored.ipynb");
    const saved = JSON.parse(readFileSync(path, "utf8"));
    delete saved.metadata.widgets;
    writeFileSync(join(lab.root, "bare.ipynb"), JSON.stringify(saved));
    await openWithoutKernel("bare.ipynb");
    await explores(browser.page);
    await runCommand(browser.page, "application:close");
  });

  it("explore in a copy that nobody trusts", async () => {
    const saved = JSON.parse(readFileSync(join(lab.root, "bare.ipynb"), "utf8"));
    const html = { "text/html": "<b onclick='1'>from a stranger</b>", "text/plain": "x" };
    saved.cells.push({
      cell_type: "code",
      id: "stranger",
      metadata: {},
      source: "// sent by a stranger",
      execution_count: 1,
      outputs: [{ output_type: "display_data", metadata: {}, data: html }],
    });
    writeFileSync(join(lab.root, "foreign.ipynb"), JSON.stringify(saved));
    await openWithoutKernel("foreign.ipynb");
    await explores(browser.page);
    const trusted = await browser.page.evaluate(() => {
      interface Cells {
        content: { widgets: { model: { trusted: boolean } }[] };
      }
      const { shell } = (window as unknown as { jupyterapp: { shell: { currentWidget: Cells } } }).jupyterapp;
      return shell.currentWidget.content.widgets.map(({ model }) => model.trusted);
    });
    expect(trusted).toContain(false);
    await runCommand(browser.page, "application:close");
  });

  it("leave their place when they are closed", async () => {
    const { page } = browser;
    writeFileSync(join(lab.root, "closed.ipynb"), JSON.stringify(notebook));
    await openNotebook(page, lab, "closed.ipynb");
    await runCell(page, viewCode);
    await views(page).waitFor();
    await ask(page, "view.close()");
    await views(page).waitFor({ state: "detached" });
    expect(await page.getByText("model not found").count()).toBe(0);
  });
});
