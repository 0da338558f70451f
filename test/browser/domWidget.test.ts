/** A widget whose front end is a file beside the notebook, in the real JupyterLab. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, startTestLab, type TestLab, waitForKernel } from "../support/lab.js";
import { patience } from "./coreModels/entry.js";
import { ask, lastOutput, runCell } from "./notebook.js";

const front = (label: string, call = "show()") => `
interface Model {
  get(name: "count"): number;
  set(name: "count", value: number): void;
  save_changes(): void;
  on(name: string, handler: () => void): void;
}
export default {
  render({ model, el }: { model: Model; el: HTMLElement }): () => void {
    const button = document.createElement("button");
    button.className = "counter";
    const show = (): void => { button.textContent = \`${label} \${model.get("count")}\`; };
    button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
    model.on("change:count", show);
    ${call};
    el.append(button);
    return () => button.remove();
  },
};
`;

const metadata = { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } };
const viewMime = "application/vnd.jupyter.widget-view+json";

/** A notebook with a saved model whose front end marks the page as soon as it runs. */
function savedNotebook(): object {
  const model = {
    _model_name: "AnyModel",
    _model_module: "anywidget",
    _model_module_version: "~0.11.*",
    _view_name: "AnyView",
    _view_module: "anywidget",
    _view_module_version: "~0.11.*",
    _anywidget_id: "stranger",
    _css: "body { outline: 7px solid red }",
    _esm: `document.body.dataset.stranger = "ran";
      export default { render({ model, el }) { el.textContent = "stranger " + model.get("count"); } };`,
    count: 4,
    layout: "IPY_MODEL_stranger-layout",
  };
  const layout = {
    _model_name: "LayoutModel",
    _model_module: "@jupyter-widgets/base",
    _model_module_version: "2.0.0",
  };
  const entry = (state: typeof model | typeof layout) => ({
    model_name: state._model_name,
    model_module: state._model_module,
    model_module_version: state._model_module_version,
    state,
  });
  const state = { stranger: entry(model), "stranger-layout": entry(layout) };
  const widgets = {
    "application/vnd.jupyter.widget-state+json": { version_major: 2, version_minor: 0, state },
  };
  const view = { version_major: 2, version_minor: 0, model_id: "stranger" };
  const data = { "text/plain": "a widget", [viewMime]: view };
  const outputs = [{ output_type: "display_data", metadata: {}, data }];
  const cell = { cell_type: "code", id: "a", metadata: {}, source: "", execution_count: 1, outputs };
  return { nbformat: 4, nbformat_minor: 5, metadata: { ...metadata, widgets }, cells: [cell] };
}

describe.runIf(browserIsThere())("DomWidget", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  const write = (name: string, text: string | object) =>
    writeFileSync(join(lab.root, name), typeof text === "string" ? text : JSON.stringify(text));

  beforeAll(async () => {
    lab = await startTestLab({ withViews: true });
    browser = await launchBrowser();
    const title = { cell_type: "markdown", id: "t", metadata: {}, source: "# Own" };
    write("own.ipynb", { nbformat: 4, nbformat_minor: 5, metadata, cells: [title] });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  it("is clicked, drawn again when its file changes, and mended after a mistake", async () => {
    const { page, problems } = browser;
    write("counter.ts", front("first"));
    write("counter.css", ".counter { padding-left: 31px }");
    await openNotebook(page, lab, "own.ipynb");
    await runCell(
      page,
      `import { DomWidget } from "@vision-peel/kernel";
const counter = new DomWidget({ esm: "./counter.ts", css: "./counter.css", state: { count: 1 } });
const heard: [number, string][] = [];
counter.onChange("count", ({ count }, { origin }) => heard.push([count, origin]));
counter`,
    );
    const view = lastOutput(page);
    const button = view.locator("button.counter");
    const padding = () => button.evaluate((element) => getComputedStyle(element).paddingLeft);
    await button.click();
    await expect.poll(() => button.textContent(), patience).toBe("first 2");
    await expect.poll(() => ask(page, "heard"), patience).toEqual([[2, "page"]]);
    expect(await padding()).toBe("31px");
    await ask(page, "0", "counter.set({ count: 40 })");
    await expect.poll(() => button.textContent(), patience).toBe("first 40");

    write("counter.ts", front("second"));
    await expect.poll(() => view.innerText(), patience).toBe("second 40");
    write("counter.css", ".counter { padding-left: 17px }");
    await expect.poll(padding, patience).toBe("17px");
    await button.click();
    await expect.poll(() => ask(page, "counter.get('count')"), patience).toBe(41);

    const fault = view.getByRole("alert");
    write("counter.ts", front("third", "show("));
    await expect
      .poll(() => fault.innerText(), patience)
      .toMatch(/counter\.ts cannot be loaded.*counter\.ts:15:10 /s);
    write("counter.ts", front("fourth", "noSuchThing.call()"));
    await expect
      .poll(() => fault.innerText(), patience)
      .toMatch(/counter\.ts has failed: noSuchThing is not defined/);
    write("counter.ts", front("fifth"));
    await expect.poll(() => view.innerText(), patience).toBe("fifth 41");
    await button.click();
    await expect.poll(() => ask(page, "counter.get('count')"), patience).toBe(42);
    await expect.poll(() => button.textContent(), patience).toBe("fifth 42");

    await runCommand(page, "docmanager:save");
    await page.reload();
    await waitForKernel(page);
    await expect.poll(() => button.textContent(), patience).toBe("fifth 42");
    expect(problems).toEqual([]);
  });

  it("runs nothing of a saved notebook that is not trusted, until it is", async () => {
    const { page, problems } = browser;
    write("stranger.ipynb", savedNotebook());
    await page.addInitScript(() => {
      const modules: Blob[] = [];
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        if (blob instanceof Blob && blob.type === "text/javascript") modules.push(blob);
        return make.call(URL, blob);
      };
      Object.assign(window, { modules });
    });
    await openNotebook(page, lab, "stranger.ipynb");
    const modules = () =>
      page.evaluate(() =>
        Promise.all((window as unknown as { modules: Blob[] }).modules.map((blob) => blob.text())),
      );
    const marks = () =>
      page.evaluate(() => [document.body.dataset.stranger, getComputedStyle(document.body).outlineWidth]);
    // The model is made, and loads a front end of nothing.
    await expect.poll(modules, patience).toHaveLength(1);
    expect((await modules()).join()).not.toContain("stranger");
    expect((await marks())[0]).toBe(undefined);
    expect((await marks())[1]).not.toBe("7px");

    const trusting = runCommand(page, "notebook:trust");
    await page.locator(".jp-Dialog button.jp-mod-accept").click();
    await trusting;
    const output = page.locator(".jp-Notebook .jp-OutputArea-output");
    await expect.poll(() => output.innerText(), patience).toBe("stranger 4");
    expect(await marks()).toEqual(["ran", "7px"]);
    expect(problems).toEqual([]);
  });
});
