/** Views inside boxes: live while their kernel runs, and still views without kernel, widget state and trust. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, startTestLab, type TestLab, waitForKernel } from "../support/lab.js";
import { patience } from "./coreModels/entry.js";
import { ask, runCell } from "./notebook.js";

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Boxes" }],
};

const code = `import { HBox, Label, VBox } from "@vision-peel/kernel";
import { DepthView, SegmentationView } from "@vision-peel/widgets";
import { DepthMap, LabelMap } from "vision-peel/image";
const size = { width: 40, height: 30 };
const metres = Float32Array.from({ length: 1200 }, (_, i) => 1 + (i % 40) / 10);
const view = new DepthView({ depth: new DepthMap({ ...size, data: metres }), near: 2 });
const legend = [{ id: 1, name: "floor", colour: [255, 0, 0] as [number, number, number] }];
const labels = new SegmentationView({ labels: new LabelMap({ ...size, data: new Uint16Array(1200).fill(1), legend }) });
new VBox({ children: [new Label({ value: "kept" }), new HBox({ children: [view, labels] })] })`;

describe.runIf(browserIsThere())("views in boxes", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    writeFileSync(join(lab.root, "boxes.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
    expect(browser.problems.filter((problem) => problem.includes("vision-peel"))).toEqual([]);
  });

  const views = (page: Page) => page.locator(".jp-OutputArea-output .peel-view");
  const near = (page: Page) => page.locator(".jp-OutputArea-output").getByLabel("Near limit in metres");
  /** JupyterLab opens its launcher where the last notebook was closed, and may put it in front of the next one. */
  const openWithoutKernel = async (path: string): Promise<void> => {
    const kernelPreference = { shouldStart: false, autoStartDefault: false, canStart: true };
    const isInFront = async () => {
      await runCommand(browser.page, "docmanager:open", { path, kernelPreference });
      return views(browser.page).first().isVisible();
    };
    await expect.poll(isInFront, patience).toBe(true);
  };

  /** Saved first: what has changed would be asked about. */
  async function close(page: Page): Promise<void> {
    await runCommand(page, "docmanager:save");
    await runCommand(page, "application:close");
    await expect.poll(() => page.locator(".jp-NotebookPanel").count(), patience).toBe(0);
  }

  async function explores(page: Page): Promise<void> {
    await expect.poll(() => views(page).count(), patience).toBe(2);
    await expect.poll(() => near(page).inputValue(), patience).toBe("2.00");
    await near(page).fill("3.5");
    await near(page).press("Enter");
    expect(await page.getByRole("slider", { name: "Near limit" }).getAttribute("aria-valuetext")).toBe(
      "3.5 metres",
    );
    expect(await page.getByText("model not found").count()).toBe(0);
    // Beside each other, as they were put.
    const [left, right] = await Promise.all([0, 1].map((i) => views(page).nth(i).boundingBox()));
    expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0) - 1);
  }

  it("are the live ones, once, while their kernel runs", async () => {
    const { page } = browser;
    await openNotebook(page, lab, "boxes.ipynb");
    await runCell(page, code);
    await expect.poll(() => views(page).count(), patience).toBe(2);
    await near(page).fill("2.5");
    await near(page).press("Enter");
    await expect.poll(() => ask(page, "view.near"), patience).toBe(2.5);
    await ask(page, "view.near = 2");
    await expect.poll(() => near(page).inputValue(), patience).toBe("2.00");
    await page.locator(".widget-label", { hasText: "kept" }).waitFor();
    await runCommand(page, "docmanager:save");
  });

  it("are live again when the page is reloaded", async () => {
    const { page } = browser;
    await page.reload();
    await waitForKernel(page);
    // The address opens its notebook once the folder is listed, and would open it again after it was closed.
    await page.locator(".jp-DirListing-item").first().waitFor();
    await expect.poll(() => views(page).count(), patience).toBe(2);
    await ask(page, "view.near = 3");
    await expect.poll(() => near(page).inputValue(), patience).toBe("3.00");
    await ask(page, "view.near = 2");
    await runCommand(page, "kernelmenu:shutdown");
    await page.getByText("No Kernel", { exact: true }).waitFor();
    await close(page);
  });

  it("are Jupyter's own box again without a kernel, with the sliders beside them, from the saved widgets", async () => {
    const { page } = browser;
    await openWithoutKernel("boxes.ipynb");
    await explores(page);
    await page.locator(".widget-label", { hasText: "kept" }).waitFor();
    await near(page).fill("2");
    await near(page).press("Enter");
    await close(page);
  });

  it("explore without kernel and widget state, trusted or not", async () => {
    const saved = JSON.parse(readFileSync(join(lab.root, "boxes.ipynb"), "utf8"));
    delete saved.metadata.widgets;
    writeFileSync(join(lab.root, "bare.ipynb"), JSON.stringify(saved));
    await openWithoutKernel("bare.ipynb");
    await explores(browser.page);
    await close(browser.page);
    const html = { "text/html": "<b onclick='1'>from a stranger</b>", "text/plain": "x" };
    const outputs = [{ output_type: "display_data", metadata: {}, data: html }];
    const cell = {
      cell_type: "code",
      id: "stranger",
      metadata: {},
      source: "// a stranger's",
      execution_count: 1,
    };
    saved.cells.push({ ...cell, outputs });
    writeFileSync(join(lab.root, "foreign.ipynb"), JSON.stringify(saved));
    await openWithoutKernel("foreign.ipynb");
    await explores(browser.page);
    await close(browser.page);
  });

  it.each([
    ["bare", "pre"],
    ["boxes", ".widget-label"],
  ])("explore in a page baked from %s.ipynb, whose text is a %s", async (name, place) => {
    const program = join(import.meta.dirname, "../../cli/bin/peel.mjs");
    const baked = spawnSync(process.execPath, [program, "bake", `${name}.ipynb`, "-o", "boxes.html"], {
      ...{ cwd: lab.root, encoding: "utf8" },
    });
    expect(baked.stderr).toContain("2 views");
    expect(baked.status).toBe(0);
    const { page } = browser;
    await page.goto(`file://${join(lab.root, "boxes.html")}`);
    await expect.poll(() => page.locator(".peel-view").count(), patience).toBe(2);
    expect(await page.getByLabel("Near limit in metres").inputValue()).toBe("2.00");
    expect(await page.locator(place, { hasText: /^kept$/ }).count()).toBe(1);
  });
});
