/**
 * From prompt to metric and back in the real JupyterLab: what is changed is done again with all that follows, and nothing
 * before it.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, startTestLab, type TestLab, waitForKernel } from "../support/lab.js";
import { patience } from "./coreModels/entry.js";
import { ask, lastOutput, runCell } from "./notebook.js";

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Steps" }],
};
const code = `import { type GenerateRequest, estimateDepth, openGenerator, renderPlain, samplePlain } from "vision-peel";
import { StepView } from "@vision-peel/widgets";
let painted = 0;
const embedded = await openGenerator("embedded");
const counted = { ...embedded, generate: (request: GenerateRequest) => { painted++; return embedded.generate(request); } };
const scene = renderPlain(samplePlain({ seed: 7 }), { width: 128, height: 128 });
const view = new StepView({ result: await estimateDepth(scene.photo, { generator: counted, seed: 1 }), truth: scene.depth });
view`;

describe.runIf(browserIsThere())("a picture step by step in JupyterLab", { timeout: 180_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    writeFileSync(join(lab.root, "steps.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser();
    await openNotebook(browser.page, lab, "steps.ipynb");
    await runCell(browser.page, code);
    await view().waitFor();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  const view = () => lastOutput(browser.page).locator(".peel-view");
  const tab = (name: string) => view().getByRole("tab", { name: new RegExp(`^${name}`) });
  /** How often each step has been done, as its tab tells. */
  const runs = () =>
    view()
      .getByRole("tab")
      .evaluateAll((tabs) => tabs.map((one) => Number((one as HTMLElement).dataset.runs)));
  const score = async () => (await tab("Scored").innerText()).split("\n").at(-1);
  const step = () => ask(browser.page, "view.step");

  it("walks from the photo to the scores, and back", async () => {
    const { page } = browser;
    await tab("Photo").click();
    for (const name of ["prompt", "painted", "decoded", "scored"]) {
      await page.keyboard.press("ArrowRight");
      await expect.poll(step, patience).toBe(name);
    }
    await page.keyboard.press("Home");
    await expect.poll(step, patience).toBe("photo");
    expect(await runs()).toEqual([1, 1, 1, 1, 1]);
    expect(await ask(page, "painted")).toBe(1);
  });

  it("reads why a clicked pixel says its metres", async () => {
    await tab("Decoded").click();
    await view()
      .locator(".peel-stage")
      .click({ position: { x: 100, y: 140 } });
    const why = view().getByRole("region", { name: "Why the pixel says this" });
    await expect.poll(() => why.innerText(), patience).toContain("nearest edge of the walk");
    const said = /says ([\d.]+)\s*m/.exec(await why.innerText())?.[1];
    await expect
      .poll(() => ask(browser.page, "view.result.depth.data[view.cursor.y * 128 + view.cursor.x]"), patience)
      .toBeCloseTo(Number(said), 1);
  });

  it("decodes by another option, and scores again: nothing is painted", async () => {
    const { page } = browser;
    const before = await score();
    const field = view().getByLabel("c, m", { exact: true });
    await field.fill("5");
    await field.press("Enter");
    await expect.poll(runs, patience).toEqual([1, 1, 1, 2, 2]);
    expect(await score()).not.toBe(before);
    expect(await ask(page, "[painted, view.result.decoding.c]")).toEqual([1, 5]);
    // And back: an empty field is the paper's c.
    await field.fill("");
    await field.press("Enter");
    await expect.poll(runs, patience).toEqual([1, 1, 1, 3, 3]);
    expect(await score()).toBe(before);
    expect(await ask(page, "painted")).toBe(1);
  });

  it("says what a decoder refuses, and stays as it was", async () => {
    await ask(browser.page, "view.redecode({ c: 5 }) && 1");
    await expect.poll(runs, patience).toEqual([1, 1, 1, 4, 4]);
    await view().getByLabel("Sky within, levels of white").fill("300");
    await view().getByLabel("Sky within, levels of white").press("Enter");
    await expect(ask(browser.page, "view.redecode({ endLevels: -3 })")).rejects.toThrow("endLevels");
    expect(await runs()).toEqual([1, 1, 1, 4, 4]);
  });

  it("paints again with other words: the photo stays, all else is done again", async () => {
    const { page } = browser;
    await tab("Prompt").click();
    const words = view().getByRole("textbox", { name: "Prompt" });
    await words.fill("Generate a surface normal map of the input image.");
    await view().getByRole("button", { name: "Paint again" }).click();
    await expect.poll(runs, { ...patience, timeout: 60_000 }).toEqual([1, 2, 2, 5, 5]);
    expect(await ask(page, "[painted, view.result.prompt]")).toEqual([
      2,
      "Generate a surface normal map of the input image.",
    ]);
    // Decode options are kept.
    expect(await ask(page, "view.result.decoding.c")).toBe(5);
  });

  it("is still explored after the notebook is saved and its kernel gone", async () => {
    const { page } = browser;
    // What is stored is what the cell has shown.
    await runCell(page, "view");
    await view().waitFor();
    await runCommand(page, "docmanager:save");
    await ask(page, "1", "setTimeout(() => process.exit(0), 200);").catch(() => {});
    await page.reload();
    await waitForKernel(page);
    const stored = page.locator(".jp-OutputArea-output .peel-view").last();
    await stored.getByRole("tab", { name: /^Painted/ }).click();
    await stored.getByRole("tab", { name: /^Decoded/ }).click();
    expect(await stored.locator(".peel-why li").count()).toBeGreaterThan(3);
    mkdirSync("test-results", { recursive: true });
    await page.screenshot({ path: "test-results/steps-lab.png" });
  });
});
