/** What `peel install` leaves, in a Jupyter that is not ours: the kernel decodes, the views are alive. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { peel } from "../cli/peel.js";
import { browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook } from "../support/lab.js";
import { referenceIsThere, startReferenceServer } from "../support/referenceServer.js";
import { evaluate, outputsOf, runAll } from "./notebook.js";

it.runIf(browserIsThere() && referenceIsThere())(
  "tutorial 01 runs on jupyter-server with the installed kernel and views",
  { timeout: 240_000 },
  async () => {
    const lab = await startReferenceServer({ withNotebooks: true });
    const browser = await launchBrowser();
    try {
      expect(peel(["install", "--prefix", lab.prefixDir]).code).toBe(0);
      // JupyterLab as we build it has a widget manager; the installed one must not be in its way.
      const manager = "share/jupyter/labextensions/@jupyter-widgets/jupyterlab-manager";
      expect(existsSync(join(lab.prefixDir, manager))).toBe(true);
      const { page } = browser;
      await openNotebook(page, lab, "notebooks/tutorials/01-first-light.ipynb");
      await runAll(page);
      await page.locator(".peel-view").first().waitFor();
      const outputs = (await outputsOf(page)).flat();
      expect(outputs.filter(({ output_type }) => output_type === "error")).toEqual([]);
      expect(await evaluate(page, "process.argv[1]")).toContain(join(lab.prefixDir, "share/jupyter/peel"));
      expect(browser.problems).toEqual([]);
    } finally {
      await browser.close();
      await lab.close();
    }
  },
);
