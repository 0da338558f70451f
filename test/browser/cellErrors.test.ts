/** What goes wrong without a running cell is shown in JupyterLab where somebody looks: under the cell it belongs to. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, startTestLab, type TestLab } from "../support/lab.js";
import { lastOutput, outputsOf, runCell } from "./notebook.js";

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Errors" }],
};

describe.runIf(browserIsThere())("errors in the page", { timeout: 180_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    writeFileSync(join(lab.root, "errors.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser({ viewport: { width: 1100, height: 900 } });
    await openNotebook(browser.page, lab, "errors.ipynb");
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  it("of a handler stand under the cell that has registered it, in an Output in the Output", async () => {
    const { page } = browser;
    await runCell(
      page,
      `import { Button, Output, VBox } from "@vision-peel/kernel";
const plain = new Button({ description: "plain" }), caught = new Button({ description: "caught" }), out = new Output();
plain.onClick(() => { throw new Error("of the handler") });
caught.onClick(() => out.capture(() => { console.log("in out"); throw new Error("in the output") }));
new VBox({ children: [plain, caught, out] })`,
    );
    const view = lastOutput(page);
    await view.getByRole("button", { name: "caught" }).click();
    await view.locator(".widget-output").getByText("Error: in the output").waitFor();
    expect(await outputsOf(page).then((all) => all.at(-1)?.length)).toBe(1);
    await view.getByRole("button", { name: "plain" }).click();
    await expect
      .poll(async () => (await outputsOf(page)).at(-1)?.at(-1))
      .toMatchObject({
        output_type: "stream",
        name: "stderr",
        text: expect.stringMatching(/of the handler.*Cell \[1\]:3:\d+/s),
      });
  });

  it("that end the kernel say under the cell why", async () => {
    const { page } = browser;
    const dying = runCell(page, "process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})");
    await expect
      .poll(async () => (await outputsOf(page)).at(-1)?.at(-1))
      .toMatchObject({ output_type: "error", ename: "KernelDied" });
    const dialog = page.locator(".jp-Dialog");
    await dialog
      .getByRole("button")
      .first()
      .click({ timeout: 15_000 })
      .catch(() => {});
    await dying.catch(() => {});
  });
});
