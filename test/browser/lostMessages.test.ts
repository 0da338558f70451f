/** Views go on living when the connection to their kernel is made anew, and when an answer is lost with the old one. */
import { writeFileSync } from "node:fs";
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
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Lost" }],
};
const side = 256;
const code = `import { VBox } from "@vision-peel/kernel";
import { DepthView } from "@vision-peel/widgets";
import { DepthMap } from "vision-peel/image";
const data = Float32Array.from({ length: ${side * side} }, (_, i) => 2 + (i % ${side}) / 99);
const view = new DepthView({ depth: new DepthMap({ width: ${side}, height: ${side}, data }), near: 2 });
view`;

describe.runIf(browserIsThere())("views whose messages are lost", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  /** How many of the next messages that are large enough for planes are lost. */
  let losing = 0;
  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    writeFileSync(join(lab.root, "lost.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser();
    await browser.page.routeWebSocket(/\/channels/, (page) => {
      const server = page.connectToServer();
      server.onMessage((message) => {
        if (losing > 0 && message.length > side * side) losing--;
        else page.send(message);
      });
    });
    await openNotebook(browser.page, lab, "lost.ipynb");
    await runCell(browser.page, code);
    await views(browser.page).first().waitFor();
    await runCommand(browser.page, "docmanager:save");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  const views = (page: Page) => page.locator(".jp-OutputArea-output .peel-view");
  async function isLive(page: Page, i: number): Promise<void> {
    const near = views(page).nth(i).getByLabel("Near limit in metres");
    let metres = 2;
    const hears = async () => {
      metres += 0.01;
      await ask(page, `view.near = ${metres.toFixed(2)}`);
      await page.waitForTimeout(100);
      return (await near.inputValue()) === metres.toFixed(2);
    };
    // Once may be chance: a stored view begins with what its model has just heard.
    const hearsTwice = async () => (await hears()) && (await hears());
    await expect.poll(hearsTwice, { timeout: 30_000, interval: 300 }).toBe(true);
    await near.fill("2.5");
    await near.press("Enter");
    await expect.poll(() => ask(page, "view.near"), patience).toBe(2.5);
  }

  it("ask again for planes that did not come", async () => {
    const { page } = browser;
    losing = 1;
    await page.reload();
    await waitForKernel(page);
    await isLive(page, 0);
    expect(losing).toBe(0);
  });

  it("are live, though what is stored of them is still being unpacked when their model comes", async () => {
    const { page } = browser;
    // The scripts that show a stored view come late, after the live model that was asked for first.
    let late = 0;
    await page.route(/\/extensions\/.*\.js/, async (route) => {
      if (route.request().frame().url().includes("/lab")) late++;
      await new Promise((resolve) => setTimeout(resolve, late > 3 ? 1500 : 0));
      await route.continue();
    });
    await page.reload();
    await waitForKernel(page);
    await isLive(page, 0);
    await page.unroute(/\/extensions\/.*\.js/);
  });

  it("are whole, and can be shown elsewhere, after the page was connected anew", async () => {
    const { page } = browser;
    await page.evaluate(async () => {
      interface Kernel {
        reconnect(): Promise<void>;
      }
      const { shell } = (
        window as unknown as {
          jupyterapp: { shell: { currentWidget: { sessionContext: { session: { kernel: Kernel } } } } };
        }
      ).jupyterapp;
      await shell.currentWidget.sessionContext.session.kernel.reconnect();
    });
    await runCell(page, "new VBox({ children: [view] })");
    await expect.poll(() => views(page).count(), patience).toBe(2);
    await isLive(page, 0);
    await isLive(page, 1);
  });

  it("come to life in a notebook that was opened without its kernel, and is then given it", async () => {
    const { page } = browser;
    await ask(page, "view.near = 3");
    await runCommand(page, "docmanager:save");
    await runCommand(page, "application:close");
    const kernelPreference = { shouldStart: false, autoStartDefault: false, canStart: true };
    await runCommand(page, "docmanager:open", { path: "lost.ipynb", kernelPreference });
    await expect.poll(() => views(page).count(), patience).toBe(2);
    await page.evaluate(async () => {
      const kernels = await (await fetch(`${location.origin}/api/kernels`)).json();
      interface App {
        shell: { currentWidget: { sessionContext: { changeKernel(model: object): Promise<unknown> } } };
      }
      const { shell } = (window as unknown as { jupyterapp: App }).jupyterapp;
      await shell.currentWidget.sessionContext.changeKernel({ id: kernels[0].id });
    });
    await isLive(page, 0);
  });
});
