/** Baked copies explore where there is no kernel, no installation and no network. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "../cli/peel.js";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { notebookFolder, notebookOf, peelExecute } from "../support/executeNotebook.js";
import { openNotebook, runCommand, startTestLab, type TestLab } from "../support/lab.js";
import { patience } from "./coreModels/entry.js";

const cells = [
  `import { DepthView, NormalView, plot, SegmentationView } from "@vision-peel/widgets";
import { HBox, IntSlider, IntText, jslink } from "@vision-peel/kernel";
import { renderScene, sampleScene } from "vision-peel";
import { DepthMap } from "vision-peel/image";
const data = Float32Array.from({ length: 1200 }, (_, i) => 1 + (i % 40) / 10);
const depth = new DepthMap({ width: 40, height: 30, data });
new DepthView({ depth, near: 2 })`,
  `const truth = renderScene(sampleScene({ seed: 7, kind: "room" }), { width: 80, height: 60 });
new NormalView({ normals: truth.normals })`,
  "new SegmentationView({ instances: truth.instances, photo: truth.photo })",
  'plot([{ type: "scatter", x: [1, 2, 3], y: [1, 4, 9] }], { title: "Squares" })',
  `const slider = new IntSlider({ value: 3, description: "Seed" });
const text = new IntText();
jslink([slider, "value"], [text, "value"]);
new HBox({ children: [slider, text, new DepthView({ depth, near: 2 })] })`,
  "new HBox({ children: [slider, text] })",
  // Five views of no use but to be many.
  ...Array.from({ length: 5 }, () => "new DepthView({ depth, near: 2 })"),
];

describe.runIf(browserIsThere())("baked notebooks", { timeout: 120_000 }, () => {
  const files = notebookFolder();
  let browser: Browser;
  beforeAll(async () => {
    const { code, err } = await peelExecute([files.write("run.ipynb", notebookOf(...cells)), "--inplace"]);
    expect({ code, err }).toMatchObject({ code: 0 });
    for (const name of ["page.html", "copy.ipynb"]) {
      const { code, stderr } = peel(["bake", files.at("run.ipynb"), "-o", files.at(name)]);
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(stderr).toMatch(/: 10 views, \d+\.\d MB\n$/);
    }
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    files.remove();
  });

  /** Reads a pixel and moves a limit. */
  async function explores(page: Page, view: Locator): Promise<void> {
    await view.scrollIntoViewIfNeeded();
    const near = view.getByLabel("Near limit in metres");
    expect(await near.inputValue()).toBe("2.00");
    await view.locator(".peel-stage").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => view.locator(".peel-value-metres").innerText(), patience).toMatch(/^\d\.\d\d$/);
    await near.fill("3.5");
    await near.press("Enter");
    const handle = view.getByRole("slider", { name: "Near limit" });
    expect(await handle.getAttribute("aria-valuetext")).toBe("3.5 metres");
  }

  it("as a page: every view, figure and widget, from the disk and without network", async () => {
    const { page, context, problems } = browser;
    await context.setOffline(true);
    await page.goto(pathToFileURL(files.at("page.html")).href);
    const outputs = page.locator(".output");
    const first = outputs.nth(0).locator(".peel-view");
    await explores(page, first);
    // Panels load what they need from the page itself.
    await first.getByRole("button", { name: "Profile", exact: true }).click();
    await first.locator(".peel-chart .main-svg").first().waitFor();
    await first.getByRole("button", { name: "Points", exact: true }).click();
    await expect
      .poll(() => first.locator(".peel-cloud").getAttribute("aria-label"), patience)
      .toMatch(/^Cloud of/);
    for (const place of [1, 2]) {
      await outputs.nth(place).scrollIntoViewIfNeeded();
      await outputs.nth(place).locator(".peel-stage canvas").first().waitFor();
    }
    await outputs.nth(3).scrollIntoViewIfNeeded();
    await outputs.nth(3).locator(".main-svg").first().waitFor();
    await outputs.nth(4).scrollIntoViewIfNeeded();
    const box = outputs.nth(4).locator(".widget-hbox");
    await explores(page, box.locator(".peel-view"));
    // A view beside controls is as wide as they leave it.
    expect((await box.locator(".peel-view").boundingBox())?.width).toBeGreaterThan(300);
    await box.locator(".widget-slider .noUi-handle").press("ArrowRight");
    await expect.poll(() => box.locator("input[type=number]").first().inputValue(), patience).toBe("4");
    expect(problems).toEqual([]);
    await context.setOffline(false);
  });

  it("as a page: views that are far below wait until somebody comes near", async () => {
    const { page } = browser;
    await page.goto(pathToFileURL(files.at("page.html")).href);
    await page.locator(".output .peel-view").first().waitFor();
    const last = page.locator(".output").last();
    expect(await last.locator("img").count()).toBe(1);
    expect(await last.locator(".peel-view").count()).toBe(0);
    await last.scrollIntoViewIfNeeded();
    await last.locator(".peel-view").waitFor();
    expect(await last.locator("img").count()).toBe(0);
  });

  it("without JavaScript: the still pictures", async () => {
    const page = await browser.context.newPage();
    const protocol = await browser.context.newCDPSession(page);
    await protocol.send("Emulation.setScriptExecutionDisabled", { value: true });
    await page.goto(pathToFileURL(files.at("page.html")).href);
    expect(await page.locator("[data-peel-view] > img").count()).toBe(8);
    expect(await page.locator(".peel-view").count()).toBe(0);
    await page.close();
  });

  it("as a notebook, in a JupyterLab that knows nothing of our views", async () => {
    const { page } = browser;
    const lab: TestLab = await startTestLab({ root: files.folder });
    try {
      await openNotebook(page, lab, "copy.ipynb");
      const outputs = page.locator(".jp-OutputArea-output");
      // Nobody has trusted it: pictures.
      await outputs.first().locator("img").waitFor();
      expect(await page.locator(".peel-view").count()).toBe(0);
      await page.evaluate(() => {
        interface Cells {
          content: { widgets: { model: { trusted: boolean } }[] };
        }
        const { shell } = (window as unknown as { jupyterapp: { shell: { currentWidget: Cells } } })
          .jupyterapp;
        for (const { model } of shell.currentWidget.content.widgets) model.trusted = true;
      });
      await explores(page, outputs.first().locator(".peel-view"));
      expect(await page.getByText("model not found").count()).toBe(0);
      await runCommand(page, "application:close");
    } finally {
      await lab.close();
    }
  });

  it("as a notebook, keeps no widget that nothing shows any more", () => {
    const { metadata } = JSON.parse(readFileSync(join(files.folder, "copy.ipynb"), "utf8"));
    const { state } = metadata.widgets["application/vnd.jupyter.widget-state+json"];
    const names = Object.values(state as Record<string, { model_name: string }>).map((one) => one.model_name);
    expect(names).toContain("LinkModel");
    // The box with a view in it explores as HTML, and needs no widgets.
    expect(names).not.toContain("DepthModel");
    expect(names).not.toContain("FigureModel");
  });
});
