import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, type TestLab, waitForKernel } from "../support/lab.js";
import { servers } from "../support/servers.js";

const pictures = new URL("../../test-results/", import.meta.url).pathname;

/** A notebook of code cells. */
function notebook(...sources: (string | { source: string; html: string })[]): string {
  const cells = sources.map((cell, i) => {
    const { source, html } = typeof cell === "string" ? { source: cell, html: undefined } : cell;
    const display = { output_type: "display_data", data: { "text/html": html }, metadata: {} };
    const outputs = html ? [display] : [];
    return {
      cell_type: "code",
      id: `c${i}`,
      metadata: { trusted: true },
      execution_count: null,
      outputs,
      source,
    };
  });
  const metadata = {
    kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" },
  };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells });
}

describe.runIf(browserIsThere()).each(servers)(
  "JupyterLab in a browser, from $name",
  { timeout: 90_000 },
  ({ start }) => {
    let lab: TestLab;
    let browser: Browser;
    beforeAll(async () => {
      mkdirSync(pictures, { recursive: true });
      lab = await start({ withNotebooks: true });
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      await lab?.close();
    });

    /** A cold kernel needs seconds before its first cell. */
    const patiently = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });
    const outputs = () => browser.page.locator(".jp-OutputArea-output");

    it("opens the address that the server prints, and drops the token from it", async () => {
      const { page } = browser;
      writeFileSync(join(lab.root, "first.ipynb"), notebook("1 + 1"));
      await page.goto(lab.url.replace("/lab?", "/lab/tree/first.ipynb?"));
      await waitForKernel(page);
      expect(page.url()).not.toContain("token");
      expect(await page.locator(".jp-Notebook").count()).toBe(1);
    });

    it("runs cells with coloured code, completes and restarts", async () => {
      const { page } = browser;
      writeFileSync(
        join(lab.root, "run.ipynb"),
        notebook("const answer: number = 42;\nanswer", "console.log('done')"),
      );
      await openNotebook(page, lab, "run.ipynb");
      await runCommand(page, "notebook:run-all-cells");
      await patiently(() => outputs().allTextContents()).toEqual(["42", "done\n"]);
      // Colours come from CodeMirror's parser, which JupyterLab finds by the kernel's language_info.
      const colours = await page
        .locator(".cm-line span")
        .evaluateAll((spans) => new Set(spans.map((span) => getComputedStyle(span).color)).size);
      expect(colours).toBeGreaterThan(2);
      await runCommand(page, "docmanager:save");
      expect(readFileSync(join(lab.root, "run.ipynb"), "utf8")).toContain('"text/plain": [\n       "42"');
      await page.evaluate(async () => {
        interface App {
          shell: { currentWidget: { sessionContext: { session: { kernel: { restart(): Promise<void> } } } } };
        }
        const { shell } = (window as unknown as { jupyterapp: App }).jupyterapp;
        await shell.currentWidget.sessionContext.session.kernel.restart();
      });
      await runCommand(page, "notebook:run-all-cells");
      await patiently(() => outputs().allTextContents()).toEqual(["42", "done\n"]);
    });

    it("stops a runaway cell by the stop button", async () => {
      const { page } = browser;
      writeFileSync(join(lab.root, "loop.ipynb"), notebook("'warm'", "while (true) {}"));
      await openNotebook(page, lab, "loop.ipynb");
      const ended = runCommand(page, "notebook:run-all-cells").catch(() => {});
      await patiently(() => outputs().allTextContents()).toEqual(["'warm'"]);
      await patiently(() => page.locator(".jp-InputArea-prompt").allTextContents()).toEqual(["[1]:", "[*]:"]);
      await page.locator('[data-jp-item-name="interrupt"]').first().click();
      await ended;
      await patiently(async () => (await outputs().allTextContents()).join()).toMatch(/interrupt/i);
    });

    it("runs no script of a foreign notebook that calls itself trusted, and runs its own after a reload", async () => {
      const { page } = browser;
      const scripted = (name: string) => `<b>shown</b><img src="data:," onerror="window.ran_${name} = 1">`;
      writeFileSync(join(lab.root, "foreign.ipynb"), notebook({ source: "1", html: scripted("foreign") }));
      await openNotebook(page, lab, "foreign.ipynb");
      await patiently(() => outputs().allTextContents()).toEqual(["shown"]);
      const ran = (name: string) => page.evaluate((key) => key in window, `ran_${name}`);
      expect(await ran("foreign")).toBe(false);

      const code = `import { html } from "@vision-peel/kernel";\nhtml\`${scripted("own")}\``;
      writeFileSync(join(lab.root, "own.ipynb"), notebook(code));
      await openNotebook(page, lab, "own.ipynb");
      await runCommand(page, "notebook:run-all-cells");
      await patiently(() => ran("own")).toBe(true);
      await runCommand(page, "docmanager:save");
      await openNotebook(page, lab, "own.ipynb");
      await patiently(() => ran("own")).toBe(true);
    });

    it("was healthy all the time and asked nobody else", () => {
      expect(browser.problems).toEqual([]);
    });

    for (const colorScheme of ["light", "dark"] as const) {
      it(`follows the desktop: ${colorScheme}`, async () => {
        const own = await launchBrowser({ colorScheme });
        try {
          await openNotebook(own.page, lab, "notebooks/tutorials/01-first-light.ipynb");
          const isLight = () => own.page.evaluate(() => document.body.dataset.jpThemeLight);
          await patiently(isLight).toBe(String(colorScheme === "light"));
          await own.page.screenshot({ path: join(pictures, `lab-${colorScheme}.png`) });
          expect(own.problems).toEqual([]);
        } finally {
          await own.close();
        }
      });
    }
  },
);
