/** A notebook that was saved with its widgets shows them again, with a new kernel and with none. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, startTestLab, type TestLab, waitForKernel } from "../support/lab.js";
import { patience } from "./coreModels/entry.js";
import { ask, lastOutput, runCell } from "./notebook.js";

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Saved" }],
};

const code = `import { IntSlider, Label, VBox } from "@vision-peel/kernel";
import { DepthView } from "@vision-peel/widgets";
import { DepthMap } from "vision-peel/image";
const depth = new DepthMap({ width: 8, height: 4, data: Float32Array.from({ length: 32 }, (_, i) => 1 + i) });
const slider = new IntSlider({ value: 7, description: "Seed" }), view = new DepthView({ depth });
new VBox({ children: [new Label({ value: "kept" }), slider, view] })`;

/** What a reader sees of the three: text, text, and the colours in the middle of each column of depth. */
async function seen(page: Page) {
  const output = lastOutput(page);
  const colours = await output
    .locator("canvas")
    .first()
    .evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext("2d");
      const columns = Array.from({ length: 8 }, (_, i) => Math.floor(((i + 0.5) / 8) * width));
      return columns.map((x) => context?.getImageData(x, Math.floor(height / 8), 1, 1).data.join());
    });
  return {
    label: await output.locator(".widget-label").first().innerText(),
    slider: await output.locator(".widget-readout").innerText(),
    colours,
  };
}

describe.runIf(browserIsThere())("saved widgets", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  let before: Awaited<ReturnType<typeof seen>>;

  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    writeFileSync(join(lab.root, "saved.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  const close = async () => {
    await runCommand(browser.page, "docmanager:save");
    await runCommand(browser.page, "kernelmenu:shutdown");
    await runCommand(browser.page, "application:close");
  };
  /** Waits for the picture. In vain, it says what there was instead. */
  const isShown = async () => {
    try {
      await lastOutput(browser.page).locator("canvas").first().waitFor();
    } catch (error) {
      const saved = JSON.parse(readFileSync(join(lab.root, "saved.ipynb"), "utf8"));
      const state = saved.metadata.widgets?.["application/vnd.jupyter.widget-state+json"]?.state ?? {};
      const names = Object.values(state as Record<string, { model_name: string }>).map((m) => m.model_name);
      const shown = await browser.page.locator(".jp-OutputArea").last().innerText();
      const said = browser.problems.join("\n");
      throw new Error(`no picture; shown: ${shown}; models in the file: ${names}; the page: ${said}`, {
        cause: error,
      });
    }
  };
  const openWithoutKernel = () =>
    runCommand(browser.page, "docmanager:open", {
      path: "saved.ipynb",
      kernelPreference: { shouldStart: false, autoStartDefault: false, canStart: true },
    });

  it("are seen while their kernel runs", async () => {
    const { page } = browser;
    await openNotebook(page, lab, "saved.ipynb");
    await runCell(page, code);
    await isShown();
    await lastOutput(page).locator(".noUi-handle").focus();
    await page.keyboard.press("ArrowRight");
    await lastOutput(page).locator(".widget-readout", { hasText: "8" }).waitFor();
    const isPainted = async () => new Set((await seen(page)).colours).size;
    await expect.poll(isPainted, patience).toBe(8);
    before = await seen(page);
    expect(before).toMatchObject({ label: "kept", slider: "8" });
  });

  it("are there, and live, when the page is reloaded: planes come when their view is shown", async () => {
    const { page } = browser;
    await runCommand(page, "docmanager:save");
    await page.reload();
    await waitForKernel(page);
    await isShown();
    await expect.poll(() => seen(page), patience).toEqual(before);
    const near = lastOutput(page).getByLabel("Near limit in metres");
    await ask(page, "view.near = 3");
    await expect.poll(() => near.inputValue(), patience).toBe("3.00");
    await ask(page, "view.near = 0");
    await expect.poll(() => seen(page), patience).toEqual(before);
    await close();
  });

  it("are there beside a new kernel, which knows nothing of them", async () => {
    await openNotebook(browser.page, lab, "saved.ipynb");
    await isShown();
    await expect.poll(() => seen(browser.page), patience).toEqual(before);
    expect(
      await ask(browser.page, "[...Widget.open()].length", 'import { Widget } from "@vision-peel/kernel"'),
    ).toBe(0);
    await close();
  });

  it("are there without a kernel, and one that is chosen later shows its own", async () => {
    const { page } = browser;
    await openWithoutKernel();
    await isShown();
    await expect.poll(() => seen(page), patience).toEqual(before);
    await runCommand(page, "docmanager:save");
    await page.evaluate(async () => {
      interface Session {
        changeKernel(model: { name: string }): Promise<unknown>;
      }
      const { shell } = (
        window as unknown as { jupyterapp: { shell: { currentWidget: { sessionContext: Session } } } }
      ).jupyterapp;
      await shell.currentWidget.sessionContext.changeKernel({ name: "peel" });
    });
    await runCell(
      page,
      'import { IntSlider } from "@vision-peel/kernel"; const late = new IntSlider({ value: 3 }); late',
    );
    const readout = lastOutput(page).locator(".widget-readout");
    await readout.waitFor();
    await lastOutput(page).locator(".noUi-handle").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => ask(page, "late.value"), patience).toBe(4);
    await runCommand(page, "docmanager:save");
    const { metadata } = JSON.parse(readFileSync(join(lab.root, "saved.ipynb"), "utf8"));
    const { state } = metadata.widgets["application/vnd.jupyter.widget-state+json"];
    const models = Object.values(
      state as Record<string, { model_name: string; buffers?: { data: string }[] }>,
    );
    const count = (name: string) => models.filter(({ model_name }) => model_name === name).length;
    expect([count("LabelModel"), count("IntSliderModel"), count("DepthModel")]).toEqual([1, 2, 1]);
    const depth = models.find(({ model_name }) => model_name === "DepthModel")?.buffers?.[0].data ?? "";
    expect(Buffer.from(depth, "base64").readFloatLE(4)).toBe(2);
  });
});
