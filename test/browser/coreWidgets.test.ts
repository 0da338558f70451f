/** Jupyter's core widgets in the real JupyterLab: every model opens, and hands and cells move them. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, startTestLab, type TestLab } from "../support/lab.js";
import { evaluate, runCell } from "./notebook.js";

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Core widgets" }],
};

/** One of each that shows itself, with something to show. */
const shown = `
const options = ["ash", "birch", "cedar"];
const all = {
  Accordion: new w.Accordion({ children: [new w.Label({ value: "inside" })], titles: ["Accordion"], selectedIndex: 0 }),
  Audio: new w.Audio({ autoplay: false }),
  BoundedFloatText: new w.BoundedFloatText(), BoundedIntText: new w.BoundedIntText(),
  Box: new w.Box({ children: [new w.Label({ value: "in a box" })] }),
  Button: new w.Button({ description: "Press" }), Checkbox: new w.Checkbox({ description: "Check" }),
  ColorPicker: new w.ColorPicker({ value: "#ff0000" }), ColorsInput: new w.ColorsInput({ value: ["red"] }),
  Combobox: new w.Combobox({ options }), Controller: new w.Controller(), DatePicker: new w.DatePicker(),
  Datetime: new w.Datetime(), Dropdown: new w.Dropdown({ options }), FileUpload: new w.FileUpload(),
  FloatLogSlider: new w.FloatLogSlider(), FloatProgress: new w.FloatProgress({ value: 30 }),
  FloatRangeSlider: new w.FloatRangeSlider({ value: [2, 5] }), FloatSlider: new w.FloatSlider(), FloatText: new w.FloatText(),
  FloatsInput: new w.FloatsInput({ value: [1.5] }), GridBox: new w.GridBox({ children: [new w.Label({ value: "grid" })] }),
  HBox: new w.HBox({ children: [new w.Label({ value: "h" })] }), HTML: new w.HTML({ value: "<b>html</b>" }),
  HTMLMath: new w.HTMLMath({ value: "$x^2$" }), Image: new w.Image({ value: new Uint8Array(), format: "png" }),
  IntProgress: new w.IntProgress({ value: 60 }), IntRangeSlider: new w.IntRangeSlider({ value: [2, 5] }),
  IntSlider: new w.IntSlider({ description: "Seed" }), IntText: new w.IntText(), IntsInput: new w.IntsInput({ value: [1] }),
  Label: new w.Label({ value: "a label" }), NaiveDatetime: new w.NaiveDatetime(), Output: new w.Output(),
  Password: new w.Password(), Play: new w.Play(), RadioButtons: new w.RadioButtons({ options }), Select: new w.Select({ options }),
  SelectMultiple: new w.SelectMultiple({ options }), SelectionRangeSlider: new w.SelectionRangeSlider({ options }),
  SelectionSlider: new w.SelectionSlider({ options }), Stack: new w.Stack({ children: [new w.Label({ value: "stack" })], selectedIndex: 0 }),
  Tab: new w.Tab({ children: [new w.Label({ value: "tab" })], titles: ["Tab"], selectedIndex: 0 }),
  TagsInput: new w.TagsInput({ value: ["tag"] }), Text: new w.Text({ description: "Name" }), Textarea: new w.Textarea(),
  Time: new w.Time(), ToggleButton: new w.ToggleButton({ description: "Toggle" }), ToggleButtons: new w.ToggleButtons({ options }),
  VBox: new w.VBox({ children: [new w.Label({ value: "v" })] }), Valid: new w.Valid({ value: true }), Video: new w.Video({ autoplay: false }),
};`;
const viewless =
  "[w.Layout, w.ButtonStyle, w.CheckboxStyle, w.DescriptionStyle, w.HTMLMathStyle, w.HTMLStyle, w.LabelStyle, w.ProgressStyle, w.SliderStyle, w.TextStyle, w.ToggleButtonStyle, w.ToggleButtonsStyle, w.ControllerAxis, w.ControllerButton].map((Model) => new Model())";

describe.runIf(browserIsThere())("core widgets", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  /** Players complain of the empty media that they were given; nobody else may. */
  const complaints = () => browser.problems.filter((problem) => !problem.includes("blob:")).join("\n");

  beforeAll(async () => {
    mkdirSync("test-results", { recursive: true });
    lab = await startTestLab();
    writeFileSync(join(lab.root, "core.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser({ viewport: { width: 1100, height: 3600 } });
    await openNotebook(browser.page, lab, "core.ipynb");
    await runCell(browser.page, 'import * as w from "@vision-peel/kernel"');
    await runCell(browser.page, shown);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  it("shows one of each without an error", async () => {
    const outputs = await runCell(browser.page, "new w.VBox({ children: Object.values(all) })");
    expect(outputs.map(({ output_type }) => output_type)).toEqual(["execute_result"]);
    const count = Number(await evaluate(browser.page, "Object.keys(all).length"));
    const children = browser.page.locator(".jp-OutputArea-output .widget-vbox").first().locator(":scope > *");
    await expect.poll(() => children.count()).toBe(count);
    await browser.page.screenshot({ path: "test-results/core-widgets.png" });
    const text = await browser.page.locator(".jp-Notebook").innerText();
    expect(text).not.toMatch(/Error displaying widget|model not found|Failed to load model class/);
    expect(complaints()).toBe("");
  });

  it("opens those that have no view of their own", async () => {
    expect(await evaluate(browser.page, `${viewless}.length`)).toBe("14");
    expect(complaints()).toBe("");
  });

  const view = (name: string) =>
    browser.page.locator(".jp-OutputArea-output .widget-vbox").first().locator(name).first();
  const value = (name: string) => evaluate(browser.page, `all.${name}.value`);

  it("hears hands", async () => {
    await evaluate(browser.page, "let clicks = 0; all.Button.onClick(() => clicks++); 0");
    await view(".widget-button").click();
    await expect.poll(() => evaluate(browser.page, "clicks")).toBe("1");
    await view(".widget-checkbox input").click();
    await expect.poll(() => value("Checkbox")).toBe("true");
    await view(".widget-dropdown select").selectOption("cedar");
    await expect.poll(() => value("Dropdown")).toBe("'cedar'");
    await view('.widget-text:has(label:text-is("Name")) input').fill("Ada");
    await expect.poll(() => value("Text")).toBe("'Ada'");
    await view(".widget-textarea textarea").fill("many\nlines");
    await expect.poll(() => value("Textarea")).toBe("'many\\nlines'");
    await view('.widget-radio label:has-text("birch")').click();
    await expect.poll(() => value("RadioButtons")).toBe("'birch'");
    await view(".widget-datepicker input").fill("2026-04-23");
    await expect.poll(() => value("DatePicker")).toBe("2026-04-23T00:00:00.000Z");
    const handle = view('.widget-slider:has(label:text-is("Seed")) .noUi-handle');
    await handle.focus();
    for (let i = 0; i < 3; i++) await browser.page.keyboard.press("ArrowRight");
    await expect.poll(() => value("IntSlider")).toBe("3");
  });

  it("obeys cells", async () => {
    await evaluate(
      browser.page,
      "all.IntProgress.value = 75; all.Label.value = 'from a cell'; all.Dropdown.value = 'birch'; 0",
    );
    await expect.poll(() => view(".widget-dropdown select").inputValue()).toBe("birch");
    await expect.poll(() => browser.page.locator(".jp-Notebook").innerText()).toContain("from a cell");
    expect(complaints()).toBe("");
  });
});
