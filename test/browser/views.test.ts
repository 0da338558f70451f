/** NormalView and SegmentationView in the real JupyterLab: by hand to the kernel, by a cell to the hand. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, startTestLab, type TestLab } from "../support/lab.js";
import { evaluate, runCell } from "./notebook.js";

describe.runIf(browserIsThere())("views in JupyterLab", { timeout: 120_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync("test-results", { recursive: true });
    lab = await startTestLab({ withViews: true });
    const kernelspec = { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" };
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells: [] };
    writeFileSync(join(lab.root, "views.ipynb"), JSON.stringify(notebook));
    browser = await launchBrowser({ viewport: { width: 1280, height: 1000 } });
    await openNotebook(browser.page, lab, "views.ipynb");
    const outputs = await runCell(
      browser.page,
      `import { decodeNormals, encodeNormals, renderScene, sampleScene } from "vision-peel";
       import { NormalView, SegmentationView } from "@vision-peel/widgets";
       const scene = renderScene(sampleScene({ seed: 5 }), { width: 320, height: 240 });
       const heard: unknown[] = [];`,
    );
    expect(outputs).toEqual([]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  it("NormalView: a direction picked on the ball is the kernel's, one set by a cell is shown", async () => {
    const { page, problems } = browser;
    await runCell(
      page,
      `const painted = encodeNormals(scene.normals);
       const normalView = new NormalView({ normals: decodeNormals(painted), painted, photo: scene.photo });
       normalView.onChange("direction", ({ direction }) => heard.push(direction));
       normalView`,
    );
    const view = page.locator(".peel-view", { has: page.locator(".peel-ball") });
    await view.waitFor();
    await view.locator(".peel-ball").scrollIntoViewIfNeeded();
    await view.locator(".peel-ball").click({ position: { x: 72, y: 30 } });
    await expect.poll(async () => Number(await evaluate(page, "heard.length"))).toBeGreaterThan(0);
    expect(Number(await evaluate(page, "normalView.direction![1]"))).toBeGreaterThan(0.5);
    await evaluate(page, "normalView.set({ direction: [0, 1, 0], cone: 30, picture: 'relit' }); 1");
    await expect.poll(() => view.getByLabel("Within").inputValue()).toBe("30");
    expect(await view.locator(".peel-choice").first().inputValue()).toBe("relit");
    await view.scrollIntoViewIfNeeded();
    await page.screenshot({ path: "test-results/normal-view-in-lab.png" });
    expect(problems).toEqual([]);
  });

  it("SegmentationView: a class isolated by hand is the kernel's, an opacity set by a cell is shown", async () => {
    const { page, problems } = browser;
    await runCell(
      page,
      `const segmentationView = new SegmentationView({ labels: scene.classes, photo: scene.photo });
       segmentationView`,
    );
    const view = page.locator(".peel-view", { has: page.getByLabel("Opacity") });
    await view.waitFor();
    const stage = view.locator(".peel-stage");
    await stage.scrollIntoViewIfNeeded();
    const box = await stage.boundingBox();
    await stage.click({ position: { x: (box?.width ?? 0) / 2, y: 0.95 * (box?.height ?? 0) } });
    await stage.press("i");
    await expect.poll(() => evaluate(page, "segmentationView.isolated.length")).toBe("1");
    await evaluate(page, "segmentationView.opacity = 0.25; 1");
    await expect.poll(() => view.getByLabel("Opacity").inputValue()).toBe("0.25");
    expect(problems).toEqual([]);
  });
});
