/** A widget made for anywidget, by no package of ours, in the real JupyterLab with the real kernel. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, startTestLab, type TestLab } from "../support/lab.js";

const code = `
import { Widget } from "@vision-peel/kernel/widgets";
class Counter extends Widget<{ count: number; _esm: string; _anywidget_id: string }> {
  constructor() {
    super({
      modelName: "AnyModel", modelModule: "anywidget", modelModuleVersion: "~0.11.*",
      viewName: "AnyView", viewModule: "anywidget", viewModuleVersion: "~0.11.*",
      state: { count: 3, _anywidget_id: "counter", _esm: \`export default {
        render({ model, el }) {
          const button = document.createElement("button");
          const show = () => { button.textContent = "count " + model.get("count"); };
          button.id = "counter";
          button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
          model.on("change:count", show);
          show();
          el.append(button);
        },
      }\` },
    });
  }
}
const counter = new Counter();
counter.onChange("count", ({ count }, { origin }) => { if (origin === "page") counter.set({ count: count * 10 }); });
counter`;

describe.runIf(browserIsThere())("anywidget", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    mkdirSync(join(lab.root, "notebooks"), { recursive: true });
    const cell = {
      cell_type: "code",
      id: "a",
      metadata: {},
      source: code,
      outputs: [],
      execution_count: null,
    };
    const kernelspec = { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" };
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells: [cell] };
    writeFileSync(join(lab.root, "notebooks", "any.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  it("shows its view and speaks with the kernel both ways", async () => {
    const { page, problems } = browser;
    await openNotebook(page, lab, "notebooks/any.ipynb");
    await runCommand(page, "notebook:run-all-cells");
    const button = page.locator("#counter");
    await button.waitFor();
    expect(await button.textContent()).toBe("count 3");
    await button.click();
    await expect.poll(() => button.textContent()).toBe("count 40");
    expect(problems).toEqual([]);
  });
});
