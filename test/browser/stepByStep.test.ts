/**
 * The step-by-step views in the real JupyterLab: by hand to the kernel, by a cell to the eye, and out of a saved
 * notebook whose kernel is gone.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, startTestLab, type TestLab, waitForKernel } from "../support/lab.js";
import { patience } from "./coreModels/entry.js";
import { ask, lastOutput, runCell } from "./notebook.js";

const kernelspec = { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" };
const notebook = {
  ...{ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Step by step" }],
};
const given = `import { corrupt, decodeDepth, encodeDepth, renderScene, sampleScene } from "vision-peel";
import { CodeCube, CompareView, ErrorView, FigureGrid, PointCloudView, RateView, RoundTripView, RunView } from "@vision-peel/widgets";
const scene = renderScene(sampleScene({ seed: 5 }), { width: 160, height: 120 });
const painted = corrupt(encodeDepth(scene.depth), { seed: 1 });
const depth = decodeDepth(painted);`;

interface Case {
  readonly code: string;
  /** what a hand does, and what the kernel then knows */
  readonly byHand: (view: Locator) => Promise<void>;
  readonly known: readonly [expression: string, value: unknown];
  /** what a cell sets, and what is then seen */
  readonly byCell: string;
  readonly seen: (view: Locator) => Promise<unknown>;
  readonly expected: unknown;
  /** what can still be done when no kernel is there */
  readonly later: (view: Locator) => Promise<void>;
}
const press = (key: string) => async (view: Locator) => view.locator(".peel-stage").first().press(key);
const checked = (name: string) => async (view: Locator) =>
  view.getByRole("radio", { name, exact: true }).isChecked();
const fieldOf = (label: string) => async (view: Locator) =>
  view.getByLabel(label, { exact: true }).first().inputValue();

const cases: Readonly<Record<string, Case>> = {
  CompareView: {
    code: "new CompareView({ pictures: { exact: scene.depth, decoded: depth, photo: scene.photo } })",
    byHand: press("v"),
    known: ["view.mode", "side"],
    byCell: 'view.set({ mode: "difference" })',
    seen: checked("difference"),
    expected: true,
    async later(view) {
      await view.getByRole("radio", { name: "in turn" }).check({ force: true });
      await view.locator(".peel-stage").first().press("ArrowRight");
      await expect.poll(() => view.locator(".peel-readout").innerText()).toContain("m");
    },
  },
  ErrorView: {
    code: "new ErrorView({ prediction: depth, truth: scene.depth })",
    byHand: press("w"),
    known: ["view.cursor !== null", true],
    byCell: "view.set({ most: 0.25 })",
    seen: async (view) => view.getByText("Strongest colour at").locator("..").innerText(),
    expected: expect.stringContaining("0.25"),
    async later(view) {
      await view.locator(".peel-stage").first().press("w");
      await expect.poll(() => view.locator(".peel-readout").innerText()).toContain("m");
    },
  },
  CodeCube: {
    code: "new CodeCube({ painted })",
    byHand: async (view) => view.getByRole("radio", { name: "how far off" }).check({ force: true }),
    known: ["view.colouring", "residual"],
    byCell: "view.set({ leastResidual: 12 })",
    seen: fieldOf("Only what is off by"),
    expected: "12",
    async later(view) {
      await view.locator(".peel-stage").first().press("ArrowRight");
      await expect.poll(() => view.locator(".peel-readout").innerText()).toContain("levels");
      await view.locator(".peel-cube").press("ArrowRight");
    },
  },
  RoundTripView: {
    code: "new RoundTripView({ map: scene.depth })",
    byHand: async (view) => view.getByRole("button", { name: "nothing does" }).click(),
    known: ["[view.noise, view.drift]", [0, 0]],
    byCell: "view.set({ jpeg: 60 })",
    seen: fieldOf("JPEG"),
    expected: "60",
    async later(view) {
      const before = await view.getByRole("status").first().innerText();
      await view.getByRole("button", { name: "published pictures are" }).click();
      await expect.poll(() => view.getByRole("status").first().innerText()).not.toBe(before);
    },
  },
  PointCloudView: {
    code: "new PointCloudView({ depth, photo: scene.photo })",
    byHand: async (view) => view.locator(".peel-cloud").press("ArrowRight"),
    known: ["view.viewpoint.right", 29],
    byCell: "view.set({ far: 4 })",
    seen: async (view) => view.locator(".peel-beside").innerText(),
    expected: expect.stringMatching(/points of .* in the slice/),
    later: async (view) => view.locator(".peel-cloud").press("ArrowUp"),
  },
  FigureGrid: {
    code: `new FigureGrid({ columns: ["photo", "depth"], rows: { "a room": [scene.photo, depth] }, caption: "A room." })`,
    byHand: async (view) => view.getByLabel("Width", { exact: true }).press("ArrowLeft"),
    known: ["view.widthMm < 174", true],
    byCell: 'view.set({ caption: "Another caption." })',
    seen: async (view) => view.locator(".peel-figure-sheet").innerText(),
    expected: expect.stringContaining("Another caption."),
    async later(view) {
      await view.getByLabel("Width", { exact: true }).press("ArrowLeft");
      expect(await view.locator(".peel-figure-sheet image").count()).toBe(2);
    },
  },
  RateView: {
    code: 'new RateView({ pairs: [0, 1].map((i) => ({ prompt: "a room", first: scene.photo, second: painted })), rater: "ann" })',
    byHand: press("t"),
    known: ["view.votes", [{ pair: "1", rater: "ann", choice: "tie" }]],
    byCell: 'view.set({ rater: "ben" })',
    seen: fieldOf("Your name"),
    expected: "ben",
    async later(view) {
      await view.locator(".peel-stage").first().press("a");
      await expect.poll(() => view.getByRole("status").first().innerText()).toContain("rated");
    },
  },
};

describe.runIf(browserIsThere())("step by step in JupyterLab", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync("test-results", { recursive: true });
    lab = await startTestLab({ withViews: true });
    writeFileSync(join(lab.root, "stepByStep.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser({ viewport: { width: 1280, height: 1000 } });
    await openNotebook(browser.page, lab, "stepByStep.ipynb");
    expect(await runCell(browser.page, given)).toEqual([]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  it.each(Object.entries(cases))("%s: by hand, by a cell", async (name, { code, ...one }) => {
    const { page, problems } = browser;
    expect(await runCell(page, `Object.assign(globalThis, { ${name}Made: ${code} }), 0`)).toMatchObject([
      { output_type: "execute_result" },
    ]);
    await runCell(page, `(globalThis as any).${name}Made`);
    const view = lastOutput(page).locator(".peel-view");
    await view.waitFor();
    await view.scrollIntoViewIfNeeded();
    const inKernel = (expression: string) => ask(page, `((view) => ${expression})(globalThis.${name}Made)`);
    await one.byHand(view);
    await expect.poll(() => inKernel(one.known[0]), patience).toEqual(one.known[1]);
    await inKernel(`${one.byCell} && 1`);
    await expect.poll(() => one.seen(view), patience).toEqual(one.expected);
    expect(problems).toEqual([]);
  });

  it("shows a run, and cancels it", async () => {
    const { page } = browser;
    await runCell(
      page,
      `const run = new RunView({ title: "slow", work: async ({ signal, onProgress }: any) => {
         for (let done = 0; done < 1000 && !signal.aborted; done++) {
           onProgress({ stage: "painting", done, total: 1000 });
           await new Promise((next) => setTimeout(next, 50));
         }
         signal.throwIfAborted();
       } });
       run`,
    );
    const view = lastOutput(page).locator(".peel-view");
    await expect.poll(() => view.getByRole("status").innerText(), patience).toMatch(/\d+ of 1/);
    await view.getByRole("button", { name: "Cancel" }).click();
    await expect.poll(() => view.getByRole("status").innerText(), patience).toContain("cancelled");
  });

  it("explores all of them after the notebook is saved and its kernel gone", async () => {
    const { page } = browser;
    // What is stored is what cells have shown.
    for (const name of Object.keys(cases)) await runCell(page, `(globalThis as any).${name}Made`);
    await runCommand(page, "docmanager:save");
    await ask(page, "1", "setTimeout(() => process.exit(0), 200);").catch(() => {});
    await page.reload();
    await waitForKernel(page);
    const outputs = page.locator(".jp-OutputArea-output:has(.peel-view)");
    const count = Object.keys(cases).length;
    await expect.poll(() => outputs.count(), patience).toBeGreaterThan(2 * count);
    for (const [i, one] of Object.values(cases).entries()) {
      const view = outputs.nth((await outputs.count()) - count + i).locator(".peel-view");
      await view.scrollIntoViewIfNeeded();
      await one.later(view);
    }
    await page.screenshot({ path: "test-results/step-by-step-lab.png" });
  });
});
