/** A saved notebook holds the planes of a view once: packed, in the output that shows it. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
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
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Small" }],
};

/** Depth with something of a room in it, and as large as people have it. */
const depthCode = (side: number) => `{
  const side = ${side}, data = new Float32Array(side * side);
  for (let y = 0, i = 0; y < side; y++)
    for (let x = 0; x < side; x++, i++) data[i] = 2 + Math.hypot(x - side / 2, y - side / 3) / side + 0.01 * Math.sin(x * y);
  return new DepthMap({ width: side, height: side, data });
}`;
const code = (side: number, i: number) => `import { DepthView } from "@vision-peel/widgets";
import { DepthMap } from "vision-peel/image";
const view${i} = new DepthView({ depth: ((): DepthMap => ${depthCode(side)})() });
view${i}`;

interface SavedModel {
  model_name: string;
  state: Record<string, unknown>;
  buffers?: { data: string }[];
}

describe.runIf(browserIsThere())("files of notebooks with views", { timeout: 240_000 }, () => {
  const sides = process.env.PEEL_CI ? [1024, 1024, 1024, 4096] : [512, 1024];
  let lab: TestLab;
  let browser: Browser;
  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    writeFileSync(join(lab.root, "small.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  const path = () => join(lab.root, "small.ipynb");
  const views = (page: Page) => page.locator(".jp-OutputArea-output .peel-view");
  const depthModels = (): SavedModel[] => {
    const { metadata } = JSON.parse(readFileSync(path(), "utf8"));
    const { state } = metadata.widgets["application/vnd.jupyter.widget-state+json"];
    return (Object.values(state) as SavedModel[]).filter(({ model_name }) => model_name === "DepthModel");
  };
  const save = async (page: Page): Promise<number> => {
    // Markers of what keeps the page busy: a timer that comes late.
    await page.evaluate(() => {
      const state = window as unknown as { late: number; stop: boolean };
      Object.assign(state, { late: 0, stop: false });
      let before = performance.now();
      const tick = (): void => {
        const now = performance.now();
        state.late = Math.max(state.late, now - before);
        before = now;
        if (!state.stop) setTimeout(tick, 5);
      };
      tick();
    });
    await runCommand(page, "docmanager:save");
    return page.evaluate(() => {
      const state = window as unknown as { late: number; stop: boolean };
      state.stop = true;
      return state.late;
    });
  };

  it("do not hold the planes a second time", async () => {
    const { page } = browser;
    await openNotebook(page, lab, "small.ipynb");
    for (const [i, side] of sides.entries()) {
      await runCell(page, code(side, i));
      await expect.poll(() => views(page).count(), patience).toBe(i + 1);
    }
    const late = await save(page);
    const models = depthModels();
    expect(models).toHaveLength(sides.length);
    for (const { state, buffers } of models) {
      expect(buffers).toBeUndefined();
      expect(state.is_kept_in_output).toBe(true);
    }
    const megabytes = statSync(path()).size / 2 ** 20;
    console.log(
      `${sides.join(", ")}: ${megabytes.toFixed(1)} MB, saving keeps the page busy ${late.toFixed(0)} ms`,
    );
    // At most 2 MiB, as base64, and the still picture for each.
    expect(megabytes).toBeLessThan(3.5 * sides.length);
  });

  it("do not grow when a cell is run again and again", async () => {
    const { page } = browser;
    const before = statSync(path()).size;
    for (let i = 0; i < 8; i++) await runCommand(page, "notebook:run-cell");
    await expect.poll(() => views(page).count(), patience).toBe(sides.length);
    await save(page);
    for (const { buffers } of depthModels()) expect(buffers).toBeUndefined();
    expect(statSync(path()).size).toBeLessThan(before * 1.02 + 8 * 4096);
  });

  it("give the live model, whole, after a reload of the page", async () => {
    const { page } = browser;
    await page.reload();
    await waitForKernel(page);
    await expect.poll(() => views(page).count(), patience).toBe(sides.length);
    const near = views(page).first().getByLabel("Near limit in metres");
    // Until the page has heard of all models it shows what is stored, and hears of no change.
    const told = async () => {
      await ask(page, "view0.near = view0.near === 2.25 ? 2 : 2.25");
      return near.inputValue();
    };
    await expect.poll(told, { timeout: 120_000, interval: 500 }).toBe("2.25");
    await near.fill("2.5");
    await near.press("Enter");
    await expect.poll(() => ask(page, "view0.near"), patience).toBe(2.5);
  });

  it("explore without a kernel, with the controls as they stood when it was saved", async () => {
    const { page } = browser;
    await save(page);
    await runCommand(page, "kernelmenu:shutdown");
    await runCommand(page, "application:close");
    await runCommand(page, "docmanager:open", {
      path: "small.ipynb",
      kernelPreference: { shouldStart: false, autoStartDefault: false, canStart: true },
    });
    await expect.poll(() => views(page).count(), patience).toBe(sides.length);
    const near = views(page).first().getByLabel("Near limit in metres");
    await expect.poll(() => near.inputValue(), patience).toBe("2.50");
    await views(page).first().locator(".peel-stage").focus();
    await page.keyboard.press("ArrowRight");
    const metres = views(page).first().locator(".peel-value-metres");
    await expect.poll(() => metres.innerText(), patience).toMatch(/^\d\.\d\d$/);
    expect(await page.getByText("model not found").count()).toBe(0);
  });
});
