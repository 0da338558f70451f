/**
 * Jupyter's core widgets in the real JupyterLab: every model is opened; what takes hands is moved by
 * hands and read by the kernel; what a cell sets is seen.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, startTestLab, type TestLab } from "../support/lab.js";
import { boxes } from "./coreModels/boxes.js";
import { choices } from "./coreModels/choices.js";
import { type Entry, patience } from "./coreModels/entry.js";
import { gamepad, unplug } from "./coreModels/gamepad.js";
import { lists } from "./coreModels/lists.js";
import { media } from "./coreModels/media.js";
import { numbers } from "./coreModels/numbers.js";
import { texts } from "./coreModels/texts.js";
import { times } from "./coreModels/times.js";
import { ask, deleteLastCell, lastOutput, runCell } from "./notebook.js";

const table: Record<string, Entry> = {
  ...numbers,
  ...texts,
  ...choices,
  ...times,
  ...lists,
  ...boxes,
  ...media,
  ...gamepad,
};

/**
 * A player complains of the bytes that are no film; the page's half of a Controller that was closed goes
 * on looking for gamepads.
 */
const harmless = /blob:|no comm channel defined/;

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Core widgets" }],
};

const schemaPath = createRequire(new URL("../../kernel-ext/", import.meta.url)).resolve(
  "@jupyter-widgets/schema/jupyterwidgetmodels.latest.json",
);

it("the table has every model of the schema", () => {
  const schema: { model: { name: string } }[] = JSON.parse(readFileSync(schemaPath, "utf8"));
  const names = schema.map(({ model }) => model.name.replace(/Model$/, ""));
  expect(names).toHaveLength(69);
  expect(Object.keys(table).sort()).toEqual(names.sort());
});

describe.runIf(browserIsThere())("core widgets in the page", { timeout: 180_000 }, () => {
  let lab: TestLab;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync("test-results", { recursive: true });
    lab = await startTestLab();
    writeFileSync(join(lab.root, "core.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser({ viewport: { width: 1100, height: 900 } });
    await openNotebook(browser.page, lab, "core.ipynb");
    await runCell(browser.page, 'import * as w from "@vision-peel/kernel"');
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  it.each(Object.entries(table))("%s", async (name, { make, gesture, heard, set, seen }) => {
    const { page } = browser;
    const problems = browser.problems.length;
    const outputs = await runCell(page, `${make};\nx`);
    expect(outputs.map(({ output_type, evalue }) => evalue ?? output_type)).toEqual(["execute_result"]);
    const view = lastOutput(page).locator(":scope > *").first();
    await view.waitFor();
    await gesture?.(view, page);
    if (heard) {
      const [expression, value] = heard;
      await expect.poll(() => ask(page, expression), patience).toEqual(value);
    }
    if (set) await ask(page, "0", set);
    await seen(view, page);
    if (name in gamepad) {
      await unplug(page);
      await expect.poll(() => ask(page, "pad.axes.length"), patience).toBe(0);
    }
    expect(await lastOutput(page).innerText()).not.toMatch(/Error displaying widget|model not found/);
    const said = browser.problems.slice(problems).filter((problem) => !harmless.test(problem));
    expect(said).toEqual([]);
  });

  afterEach(async () => {
    await unplug(browser.page);
    await deleteLastCell(browser.page);
    await ask(browser.page, "0", "w.Widget.closeAll()");
  });
});
