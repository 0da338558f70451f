/** Widgets outlive the page: what was there, bytes too, is there again, and still speaks to the kernel. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, type TestLab, waitForKernel } from "../support/lab.js";
import { servers } from "../support/servers.js";
import { patience } from "./coreModels/entry.js";
import { ask, lastOutput, runCell } from "./notebook.js";

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Reload" }],
};

const made = `import * as w from "@vision-peel/kernel";
const slider = new w.IntSlider({ value: 7 }), range = new w.FloatRangeSlider({ value: [2, 5] });
const name = new w.Text({ value: "Ada" }), check = new w.Checkbox({ value: true });
const tree = new w.Dropdown({ options: { ash: 1, birch: 2 }, value: 2 });
const day = new w.DatePicker({ value: new Date(Date.UTC(2026, 3, 23)) }), tags = new w.TagsInput({ value: ["oak"] });
const colour = new w.ColorPicker({ value: "#00ff00" }), log = new w.Output();
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="31" height="9"/>');
const image = new w.Image({ value: svg, format: "svg+xml" }), upload = new w.FileUpload();
upload.value = [{ name: "a.bin", type: "", size: 2, lastModified: 1, content: new Uint8Array([8, 9]) }];
log.appendStdout("kept");
const all = [slider, range, name, check, tree, day, tags, colour, log, image, upload];
new w.VBox({ children: all })`;

describe.runIf(browserIsThere()).each(servers)(
  "widgets after a reload, from $name",
  { timeout: 180_000 },
  ({ start }) => {
    let lab: TestLab;
    let browser: Browser;

    beforeAll(async () => {
      lab = await start();
      writeFileSync(join(lab.root, "reload.ipynb"), JSON.stringify(notebook));
      browser = await launchBrowser({ viewport: { width: 1100, height: 1100 } });
      await openNotebook(browser.page, lab, "reload.ipynb");
      await runCell(browser.page, made);
      await lastOutput(browser.page).locator(".widget-upload").waitFor();
      await runCommand(browser.page, "docmanager:save");
      await browser.page.reload();
      await waitForKernel(browser.page);
      await lastOutput(browser.page).locator(".widget-upload").waitFor();
    }, 180_000);
    afterAll(async () => {
      await browser?.close();
      await lab?.close();
    });

    it("shows every one as it was", async () => {
      const view = lastOutput(browser.page);
      const text = await view.innerText();
      for (const part of ["7", "2.00", "5.00", "oak", "kept", "(1)"]) expect(text).toContain(part);
      expect(await view.locator(".widget-text input").first().inputValue()).toBe("Ada");
      expect(await view.locator("select").inputValue()).toBe("birch");
      expect(await view.locator('input[type="date"]').inputValue()).toBe("2026-04-23");
      expect(await view.locator('input[type="color"]').inputValue()).toBe("#00ff00");
      expect(await view.locator('input[type="checkbox"]').isChecked()).toBe(true);
      const width = () => view.locator("img").evaluate((image) => (image as HTMLImageElement).naturalWidth);
      await expect.poll(width, patience).toBe(31);
    });

    it("hears hands and obeys cells", async () => {
      const { page } = browser;
      const view = lastOutput(page);
      await view.locator(".noUi-handle").first().focus();
      await page.keyboard.press("ArrowRight");
      await view.locator("select").selectOption("ash");
      await view.locator('input[type="checkbox"]').click();
      const now = "[slider.value, tree.value, check.value, [...upload.value[0].content]]";
      await expect.poll(() => ask(page, now), patience).toEqual([8, 1, false, [8, 9]]);
      await ask(
        page,
        "0",
        "name.value = 'Grace'; image.value = Buffer.from(String(svg).replace('31', '57'))",
      );
      await expect
        .poll(() => view.locator(".widget-text input").first().inputValue(), patience)
        .toBe("Grace");
      const width = () => view.locator("img").evaluate((image) => (image as HTMLImageElement).naturalWidth);
      await expect.poll(width, patience).toBe(57);
      expect(browser.problems).toEqual([]);
    });

    /** The kernel's open channels, of one target or of all. */
    const channels = (target?: string) =>
      browser.page.evaluate(async (target_name) => {
        interface Kernel {
          requestCommInfo(content: object): Promise<{ content: { comms: object } }>;
        }
        const { shell } = (
          window as unknown as {
            jupyterapp: { shell: { currentWidget: { sessionContext: { session: { kernel: Kernel } } } } };
          }
        ).jupyterapp;
        const { kernel } = shell.currentWidget.sessionContext.session;
        const { content } = await kernel.requestCommInfo({ target_name });
        return Object.keys(content.comms);
      }, target);

    it("leaves no channel of a page that is gone", async () => {
      await expect.poll(() => channels("jupyter.widget.control"), patience).toEqual([]);
    });

    it("leaves none of its gamepad's either", async () => {
      const { page } = browser;
      await page.addInitScript(() => {
        const button = { value: 0, pressed: false, touched: false };
        const pad = { id: "Pad", index: 0, mapping: "standard", connected: true, timestamp: 1 };
        const plugged = { ...pad, axes: [0, 0], buttons: [button] };
        Object.defineProperty(navigator, "getGamepads", { configurable: true, value: () => [plugged] });
      });
      await runCell(page, "const pad = new w.Controller(); pad");
      const ids = () => ask(page, "[...pad.axes, ...pad.buttons].map(({ modelId }) => modelId)");
      await expect.poll(ids, patience).toEqual([]);
      const counts: number[] = [];
      for (let turn = 0; turn < 4; turn++) {
        await runCommand(page, "docmanager:save");
        await page.reload();
        await waitForKernel(page);
        await expect.poll(ids, patience).toHaveLength(3);
        await expect.poll(() => channels("jupyter.widget.control"), patience).toEqual([]);
        counts.push((await channels()).length);
      }
      expect(new Set(counts).size).toBe(1);
    });
  },
);
