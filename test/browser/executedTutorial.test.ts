/** A tutorial that `peel execute` ran is read in the lab as if it had been run there: no kernel starts. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Notebook } from "../../cli/notebook/notebook.js";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { peelExecute } from "../support/executeNotebook.js";
import { openNotebook, runCommand, startTestLab, type TestLab } from "../support/lab.js";
import { isDirty, outputsOf } from "./notebook.js";

const tutorial = "notebooks/tutorials/01-first-light.ipynb";
const executed = "executed.ipynb";
const patience = { timeout: 30_000 };

describe.runIf(browserIsThere())("a tutorial executed without a browser", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  beforeAll(async () => {
    lab = await startTestLab({ withNotebooks: true, withViews: true });
    const { code, err } = await peelExecute([join(lab.root, tutorial), "-o", join(lab.root, executed)]);
    expect({ code, err }).toMatchObject({ code: 0 });
    browser = await launchBrowser({ viewport: { width: 1280, height: 1000 } });
    await openNotebook(browser.page, lab, tutorial);
    await runCommand(browser.page, "kernelmenu:shutdown");
    await runCommand(browser.page, "docmanager:open", {
      path: executed,
      kernelPreference: { shouldStart: false, autoStartDefault: false, canStart: true },
    });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  const panel = () => browser.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)");
  const view = () => panel().locator(".peel-view").first();

  it("shows every output, the view with its picture, and no error", async () => {
    const cells = (JSON.parse(readFileSync(join(lab.root, executed), "utf8")) as Notebook).cells;
    const expected = cells
      .filter(({ cell_type }) => cell_type === "code")
      .map(({ outputs }) => outputs?.length);
    const counts = async () => (await outputsOf(browser.page)).map((outputs) => outputs.length);
    await expect.poll(counts, patience).toEqual(expected);
    expect(expected.some((count) => (count ?? 0) > 0)).toBe(true);
    await view().scrollIntoViewIfNeeded();
    const colours = () =>
      view()
        .locator("canvas")
        .first()
        .evaluate((element) => {
          const { width, height } = element as HTMLCanvasElement;
          const data =
            (element as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
          const seen = new Set<number>();
          for (let i = 0; i < data.length; i += 4 * 97)
            seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
          return seen.size;
        });
    await expect.poll(colours, patience).toBeGreaterThan(100);
    expect(
      await panel().locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count(),
    ).toBe(0);
    expect(
      await panel()
        .getByText(/Loading widget|Error displaying widget|model not found/)
        .count(),
    ).toBe(0);
    await browser.page.screenshot({ path: "test-results/executed-tutorial.png" });
  });

  it("is explored without a kernel, and stays as it was on disk", async () => {
    const { page } = browser;
    const before = readFileSync(join(lab.root, executed), "utf8");
    await view().locator(".peel-stage").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => view().locator(".peel-value-metres").innerText(), patience).toMatch(/\d/);
    const near = view().getByLabel("Near limit in metres");
    await near.fill("3");
    await near.press("Enter");
    const handle = view().getByRole("slider", { name: "Near limit" });
    await expect.poll(() => handle.getAttribute("aria-valuetext"), patience).toBe("3 metres");
    expect(await lab.json("/api/kernels")).toEqual([]);
    expect(await isDirty(page)).toBe(false);
    expect(readFileSync(join(lab.root, executed), "utf8")).toBe(before);
  });
});
