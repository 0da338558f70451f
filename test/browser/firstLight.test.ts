/** Tutorial 01 in the real JupyterLab, with the real kernel, by mouse and by keyboard. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, type TestLab, waitForKernel } from "../support/lab.js";
import { servers } from "../support/servers.js";
import { evaluate, isDirty, outputsOf, runAll, runCell } from "./notebook.js";

const notebook = "notebooks/tutorials/01-first-light.ipynb";
const pictures = "test-results";

describe.runIf(browserIsThere()).each(servers)(
  "tutorial 01, from $name",
  { timeout: 120_000 },
  ({ start }) => {
    let lab: TestLab;
    let browser: Browser;
    let view: Locator;
    let changedByOpening: boolean;

    beforeAll(async () => {
      mkdirSync(pictures, { recursive: true });
      lab = await start({ withNotebooks: true, withViews: true });
      browser = await launchBrowser({ viewport: { width: 1280, height: 1000 } });
      await openNotebook(browser.page, lab, notebook);
      changedByOpening = await isDirty(browser.page);
      await runAll(browser.page);
      view = browser.page.locator(".peel-view").first();
      await view.waitFor();
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      await lab?.close();
    });

    const handle = (name: "near" | "far") => view.locator(`.peel-handle-${name}`);
    const kernelNumber = async (expression: string) => Number(await evaluate(browser.page, expression));

    /** Colours of the visible picture, at a few places spread over it. */
    const samplePicture = () =>
      view
        .locator("canvas")
        .first()
        .evaluate((canvas: HTMLCanvasElement) => {
          const context = canvas.getContext("2d");
          const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
          const coloured = { grey: 0, vivid: 0 };
          for (let i = 0; i < data.length; i += 4 * 97) {
            const spread =
              Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]);
            coloured[spread > 100 ? "vivid" : "grey"]++;
          }
          return coloured;
        });

    it("is not changed by being opened", () => {
      expect(changedByOpening).toBe(false);
    });

    it("runs to its end without an error", async () => {
      const outputs = await outputsOf(browser.page);
      expect(outputs.flat().filter(({ output_type }) => output_type === "error")).toEqual([]);
      const shown = outputs.flat().flatMap(({ data }) => Object.keys(data ?? {}));
      expect(
        shown.filter((mime) => mime === "application/vnd.jupyter.widget-view+json").length,
      ).toBeGreaterThan(1);
      await view.scrollIntoViewIfNeeded();
      await browser.page.screenshot({ path: join(pictures, "first-light.png") });
      expect(browser.problems).toEqual([]);
    });

    it("moves the kernel's value when a handle is dragged", async () => {
      await evaluate(browser.page, "view.set({ near: 3, far: 4.5 }); view.near");
      await view.scrollIntoViewIfNeeded();
      const box = await handle("far").boundingBox();
      if (!box) throw new Error("no handle");
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await browser.page.mouse.move(x, y);
      await browser.page.mouse.down();
      await browser.page.mouse.move(x + 60, y, { steps: 8 });
      await browser.page.mouse.up();
      await expect.poll(() => kernelNumber("view.far")).toBeGreaterThan(4.6);
      expect(await kernelNumber("view.near")).toBe(3);
      const spoken = await handle("far").getAttribute("aria-valuetext");
      expect(Number.parseFloat(spoken ?? "")).toBeCloseTo(await kernelNumber("view.far"), 1);
    });

    it("moves it by keyboard", async () => {
      const before = await kernelNumber("view.near");
      await handle("near").focus();
      for (let i = 0; i < 5; i++) await browser.page.keyboard.press("ArrowRight");
      await expect.poll(() => kernelNumber("view.near")).toBeGreaterThan(before);
    });

    it("runs the handler in the cell when the view moves", async () => {
      await evaluate(
        browser.page,
        "let heard: number[] = []; view.onChange('near', ({ near }) => heard.push(near)); 0",
      );
      await handle("near").focus();
      await browser.page.keyboard.press("ArrowLeft");
      await expect.poll(() => kernelNumber("heard.length")).toBeGreaterThan(0);
      expect(await evaluate(browser.page, "heard.at(-1) === view.near")).toBe("true");
      // The tutorial's own handler writes into its Output.
      await expect
        .poll(() => evaluate(browser.page, "note.outputs[0]?.text"))
        .toMatch(/m holds [\d.]+ % of the picture/);
    });

    it("repaints when a cell sets the slice", async () => {
      await evaluate(browser.page, "view.set({ near: 0, far: Infinity, picture: 'depth' }); 0");
      await expect.poll(async () => (await samplePicture()).grey).toBeLessThan(20);
      await evaluate(browser.page, "view.set({ near: 3, far: 3.01 }); 0");
      await expect.poll(async () => (await samplePicture()).vivid).toBeLessThan(100);
      await evaluate(browser.page, "view.set({ near: 3, far: 4.5 }); 0");
    });

    it("reads the pixel under the pointer as the kernel decodes it", async () => {
      await view.scrollIntoViewIfNeeded();
      const box = await view.locator("canvas").first().boundingBox();
      if (!box) throw new Error("no picture");
      await browser.page.mouse.click(box.x + box.width * 0.3, box.y + box.height * 0.7);
      await expect.poll(() => evaluate(browser.page, "view.cursor !== null")).toBe("true");
      const metres = await kernelNumber("depth.data[view.cursor!.y * depth.width + view.cursor!.x]");
      expect(await view.innerText()).toContain(metres.toFixed(2));
    });

    it("tells a cell that sets nonsense what is wrong, and changes nothing", async () => {
      const [failure] = await runCell(browser.page, "view.near = -1");
      expect(failure).toMatchObject({ output_type: "error", ename: "ArgumentError" });
      expect(failure.evalue).toContain("near");
      expect(await kernelNumber("view.near")).toBe(3);
    });

    it("leaves the lab its shortcuts with modifiers, and none of a single letter", async () => {
      const count = () => browser.page.locator(".jp-Notebook .jp-Cell").count();
      const before = await count();
      expect(await isDirty(browser.page)).toBe(true);
      await view.locator(".peel-stage").focus();
      // In command mode A inserts a cell, and D twice deletes one.
      for (const key of ["a", "d", "d", "x"]) await browser.page.keyboard.press(key);
      expect(await count()).toBe(before);
      await browser.page.keyboard.press("Control+s");
      await expect.poll(() => isDirty(browser.page)).toBe(false);
    });

    it("is alive after the page is reloaded", async () => {
      await runCommand(browser.page, "docmanager:save");
      await browser.page.reload();
      await waitForKernel(browser.page);
      view = browser.page.locator(".peel-view").first();
      await view.waitFor();
      const before = await kernelNumber("view.far");
      await handle("far").focus();
      await browser.page.keyboard.press("ArrowRight");
      await expect.poll(() => kernelNumber("view.far")).toBeGreaterThan(before);
    });

    it("is legible in the dark", async () => {
      await browser.page.emulateMedia({ colorScheme: "dark" });
      await browser.page.waitForSelector('body[data-jp-theme-light="false"]', { state: "attached" });
      await view.scrollIntoViewIfNeeded();
      const colours = await view.evaluate((element) => {
        const text = getComputedStyle(element).color;
        return { text, ground: getComputedStyle(document.body).backgroundColor };
      });
      const lightness = (rgb: string) =>
        (rgb.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
      expect(lightness(colours.text)).toBeGreaterThan(lightness(colours.ground) + 200);
      await browser.page.screenshot({ path: join(pictures, "first-light-dark.png") });
      expect(browser.problems).toEqual([]);
    });
  },
);
