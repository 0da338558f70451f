/**
 * What hands and cells have changed in a view is in the notebook once that is saved: it is seen when it is opened again,
 * without a kernel, and in a baked page. And no view claims that a kernel listens which is gone.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "../cli/peel.js";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, startTestLab, type TestLab, waitForKernel } from "../support/lab.js";
import { patience } from "./coreModels/entry.js";
import { ask, runCell } from "./notebook.js";

const notebook = {
  ...{ nbformat: 4, nbformat_minor: 5 },
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Kept" }],
};
const given = `import { estimateDepth, renderPlain, samplePlain } from "vision-peel";
import { DepthView, RateView, RunView, StepView } from "@vision-peel/widgets";
const scene = renderPlain(samplePlain({ seed: 7 }), { width: 128, height: 128 });
const result = await estimateDepth(scene.photo, { seed: 1 });
const steps = new StepView({ result, truth: scene.depth });
const rate = new RateView({ pairs: [0, 1, 2].map((i) => ({ prompt: "p" + i, first: scene.photo, second: result.painted })), rater: "ann" });
const depth = new DepthView({ depth: scene.depth });`;
const storedMime = "application/vnd.vision-peel.view+json";

interface Stored {
  readonly view: string;
  readonly state: Record<string, never>;
  readonly planes: Record<string, { data: string }>;
}
interface Saved {
  cells: { outputs?: { data?: Record<string, unknown> }[] }[];
}

describe.runIf(browserIsThere())("the state of views", { timeout: 240_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    writeFileSync(join(lab.root, "kept.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser({ viewport: { width: 1280, height: 1000 } });
    await openNotebook(browser.page, lab, "kept.ipynb");
    await runCell(browser.page, given);
    for (const name of ["steps", "rate", "depth"]) await runCell(browser.page, name);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  const view = (page: Page, label: string) =>
    page
      .locator(".jp-OutputArea-output .peel-view, [data-peel-view] .peel-view")
      .and(page.getByRole("group", { name: label, exact: true }));
  const storedOf = (name: string): Stored => {
    const { cells } = JSON.parse(readFileSync(join(lab.root, "kept.ipynb"), "utf8")) as Saved;
    const all = cells.flatMap(({ outputs = [] }) => outputs).map(({ data }) => data?.[storedMime] as Stored);
    return all.filter((one) => one?.view === name).at(-1) as Stored;
  };
  const press = async (page: Page, label: string, key: string) => {
    await view(page, label).scrollIntoViewIfNeeded();
    await view(page, label).locator(".peel-stage").first().press(key);
  };
  const decoded = (page: Page) =>
    view(page, "Step view")
      .getByRole("tab", { name: /^Decoded/ })
      .innerText();
  let seen = "";

  it("is saved as hands and cells have left it", async () => {
    const { page } = browser;
    await view(page, "Depth view").waitFor();
    await runCommand(page, "docmanager:save");
    const before = storedOf("StepView");
    const first = await decoded(page);
    await view(page, "Step view").getByLabel("c, m", { exact: true }).fill("6");
    await view(page, "Step view").getByLabel("c, m", { exact: true }).press("Enter");
    await expect.poll(() => decoded(page), patience).not.toBe(first);
    await press(page, "Step view", "ArrowRight");
    seen = await decoded(page);
    await press(page, "Rate view", "t");
    await expect.poll(() => ask(page, "rate.votes.length"), patience).toBe(1);
    await ask(page, "depth.set({ near: 2, far: 5 })");
    await runCommand(page, "docmanager:save");

    const now = storedOf("StepView");
    expect(now.state.cursor).not.toBeNull();
    expect(now.state.options).toContainEqual(expect.objectContaining({ name: "c", value: 6 }));
    // The photo is what it was; what was decoded is not.
    expect(now.planes.plane0).toEqual(before.planes.plane0);
    expect(now.planes.plane2.data).not.toBe(before.planes.plane2.data);
    expect(storedOf("RateView").state.votes).toEqual([{ pair: "1", rater: "ann", choice: "tie" }]);
    expect(storedOf("DepthView").state).toMatchObject({ near: 2, far: 5 });
    // A save of the same changes nothing, and the view was not made anew.
    const text = readFileSync(join(lab.root, "kept.ipynb"), "utf8");
    await runCommand(page, "docmanager:save");
    expect(readFileSync(join(lab.root, "kept.ipynb"), "utf8")).toBe(text);
    expect(await decoded(page)).toBe(seen);
  });

  it("takes a decode back by Ctrl+Z, and makes it again", async () => {
    const { page } = browser;
    await view(page, "Step view")
      .getByRole("tab", { name: /^Painted/ })
      .click();
    await press(page, "Step view", "Control+z");
    await expect.poll(() => ask(page, "steps.result.decoding"), patience).toEqual({});
    expect(await ask(page, "steps.step")).toBe("painted");
    await press(page, "Step view", "Control+Shift+Z");
    await expect.poll(() => ask(page, "steps.result.decoding"), patience).toEqual({ c: 6 });
    await view(page, "Step view")
      .getByRole("tab", { name: /^Decoded/ })
      .click();
    await runCommand(page, "docmanager:save");
  });

  it("is seen again without a kernel; what a hand changes then is saved, too", async () => {
    const { page } = browser;
    await runCommand(page, "kernelmenu:shutdown");
    const c = view(page, "Step view").getByLabel("c, m", { exact: true });
    await expect.poll(() => c.isDisabled(), patience).toBe(true);
    expect(await view(page, "Step view").innerText()).toContain("no kernel listens");
    await runCommand(page, "application:close");
    await runCommand(page, "docmanager:open", {
      path: "kept.ipynb",
      kernelPreference: { shouldStart: false, autoStartDefault: false, canStart: true },
    });
    await view(page, "Step view").waitFor();
    expect(await decoded(page)).toBe(seen);
    expect(await c.inputValue()).toBe("6");
    expect(await view(page, "Depth view").getByLabel("Near limit in metres").inputValue()).toBe("2.00");
    await press(page, "Rate view", "a");
    const near = view(page, "Depth view").getByLabel("Near limit in metres");
    await near.fill("3");
    await near.press("Enter");
    await runCommand(page, "docmanager:save");
    expect(storedOf("RateView").state.votes).toHaveLength(2);
    expect(storedOf("DepthView").state.near).toBe(3);
    await runCommand(page, "application:close");
  });

  it("is in a baked page", async () => {
    const [from, to] = ["kept.ipynb", "kept.html"].map((name) => join(lab.root, name));
    expect(peel(["bake", from, "-o", to])).toMatchObject({ code: 0 });
    const baked = await launchBrowser();
    try {
      await baked.page.goto(pathToFileURL(to).href);
      await view(baked.page, "Step view").scrollIntoViewIfNeeded();
      expect(await decoded(baked.page)).toBe(seen);
      await view(baked.page, "Rate view").scrollIntoViewIfNeeded();
      await expect.poll(() => view(baked.page, "Rate view").innerText(), patience).toMatch(/\b2 rated\b/);
    } finally {
      await baked.close();
    }
  });

  it("tells when the kernel of a run or of steps is gone", async () => {
    const { page } = browser;
    await openNotebook(page, lab, "kept.ipynb");
    await waitForKernel(page);
    await runCell(page, given);
    await runCell(page, "steps");
    await runCell(
      page,
      `const run = new RunView({ title: "slow", work: async ({ signal, onProgress }: any) => {
         for (let done = 0; ; done++) {
           onProgress({ stage: "painting", done, total: 1e6 });
           await new Promise((next) => setTimeout(next, 50));
           signal.throwIfAborted();
         }
       } });
       run`,
    );
    const run = page.locator(".jp-OutputArea-output .peel-view").last();
    const words = () => run.getByRole("status").innerText();
    await expect.poll(words, patience).toMatch(/\d+ of 1/);
    await page.evaluate(async () => {
      interface Context {
        sessionContext: { restartKernel(): Promise<void> };
      }
      const { shell } = (window as unknown as { jupyterapp: { shell: { currentWidget: Context } } })
        .jupyterapp;
      await shell.currentWidget.sessionContext.restartKernel();
    });
    await expect.poll(words, patience).toContain("its kernel is gone");
    expect(await run.getByRole("button", { name: "Cancel" }).isVisible()).toBe(false);
    const steps = view(page, "Step view").last();
    await expect.poll(() => steps.getByLabel("c, m", { exact: true }).isDisabled(), patience).toBe(true);
  });
});
