/** NormalView and SegmentationView in the real JupyterLab: by hand to the kernel, by a cell to the hand. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, runCommand, startTestLab, type TestLab } from "../support/lab.js";
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

  it("DepthView: controls, panels with Plotly, and two views that move together in the page", async () => {
    const { page, problems } = browser;
    await runCell(
      page,
      `import { display } from "@vision-peel/kernel";
       import { decodeDepth, encodeDepth } from "vision-peel";
       import { DepthView, LinkedCursor, LinkedRange } from "@vision-peel/widgets";
       const paintedDepth = encodeDepth(scene.depth);
       const shared = { linkedCursor: new LinkedCursor(), linkedRange: new LinkedRange() };
       const decoded = decodeDepth(paintedDepth);
       const depthView = new DepthView({ depth: decoded, painted: paintedDepth, photo: scene.photo, truth: scene.depth, ...shared });
       const besideView = new DepthView({ depth: scene.depth, ...shared });
       const moves: string[] = [];
       shared.linkedRange.onChange(({ near }, { origin }) => moves.push(origin + " " + near));
       await display(depthView);
       besideView`,
    );
    const views = page.locator(".peel-view", { has: page.getByRole("slider", { name: "Near limit" }) });
    await expect.poll(() => views.count()).toBe(2);
    const [first, beside] = [views.nth(0), views.nth(1)];
    // What a cell sets is shown, in both.
    await evaluate(
      page,
      "shared.linkedRange.set({ near: 2, far: 6 }); depthView.set({ colormap: 'turbo', panel: 'profile' }); 1",
    );
    for (const view of [first, beside])
      await expect.poll(() => view.getByLabel("Near limit in metres").inputValue()).toBe("2.00");
    await expect.poll(() => first.locator(".peel-chart .main-svg").count()).toBeGreaterThan(0);
    // What a hand moves is moved in the other view, and known to the kernel.
    const handle = first.getByRole("slider", { name: "Near limit" });
    await handle.scrollIntoViewIfNeeded();
    await handle.press("PageUp");
    const shown = await first.getByLabel("Near limit in metres").inputValue();
    expect(await beside.getByLabel("Near limit in metres").inputValue()).toBe(shown);
    await expect
      .poll(() => evaluate(page, "String([depthView.near, besideView.near])"))
      .toContain(`${Number(shown)},`);
    await expect
      .poll(
        async () =>
          new Set(
            String(await evaluate(page, "String([depthView.near, besideView.near])"))
              .replaceAll("'", "")
              .split(","),
          ).size,
      )
      .toBe(1);
    expect(String(await evaluate(page, "moves.at(-1)"))).toContain("page");
    await first.locator(".peel-stage").press("ArrowRight");
    await expect.poll(() => beside.locator(".peel-value-x").innerText()).toBe("160");
    await expect
      .poll(() => evaluate(page, "String([depthView.cursor!.x, besideView.cursor!.x])"))
      .toContain("160,160");
    await first.getByRole("button", { name: "Points", exact: true }).click();
    await expect.poll(() => evaluate(page, "depthView.panel")).toContain("points");
    await expect
      .poll(() => first.locator(".peel-cloud").getAttribute("aria-label"))
      .toMatch(/^Cloud of \d+ points/);
    await first.scrollIntoViewIfNeeded();
    await page.screenshot({ path: "test-results/depth-view-in-lab.png" });
    expect(problems).toEqual([]);
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

  it("SegmentationView: what the hand moves is the kernel's, what a cell sets is shown", async () => {
    const { page, problems } = browser;
    await runCell(
      page,
      `import { corrupt, decodeSemantic, encodeSemantic, LabelMap } from "vision-peel";
       const legend = { floor: "red", wall: "blue", ceiling: "lime", table: "yellow", sofa: "magenta" };
       const exact = new LabelMap({ ...scene.classes, legend: scene.classes.legend });
       const paintedClasses = corrupt(encodeSemantic(exact), { seed: 1 });
       const colours = Object.fromEntries(exact.legend.map(({ name, colour }) => [name, "rgb(" + colour + ")"]));
       const decoded = decodeSemantic(paintedClasses, colours);
       const segmentationView = new SegmentationView({ labels: decoded, painted: paintedClasses, photo: scene.photo,
         truth: exact, prompt: "Segment the room." });
       segmentationView.onChange(["isolated", "minMargin", "confusion"], (change) => heard.push(change));
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
    await evaluate(page, "segmentationView.set({ opacity: 0.25, isolated: [], panel: 'margin' }); 1");
    await expect.poll(() => view.getByLabel("Opacity").inputValue()).toBe("0.25");
    // The margin moves by hand, and the kernel's result with it.
    await view.getByRole("radio", { name: "Leave unknown" }).check({ force: true });
    await view.getByRole("slider", { name: "Margin under" }).fill("30");
    const unknown = "segmentationView.result.data.filter((id) => id === 65535).length";
    await expect.poll(async () => Number(await evaluate(page, unknown))).toBeGreaterThan(0);
    expect(await evaluate(page, "segmentationView.map === decoded")).toBe("true");
    const row = view.locator(".peel-legend-row", { hasText: "unknown" });
    await expect.poll(() => row.innerText()).toContain(`${await evaluate(page, unknown)} px`);
    // Compared with the truth: a cell of the matrix is a property.
    await evaluate(page, "segmentationView.set({ panel: 'compare', overlay: 'agreement' }); 1");
    await view.locator(".peel-matrix button").first().click();
    await expect.poll(() => evaluate(page, "segmentationView.confusion !== null")).toBe("true");
    await evaluate(page, "segmentationView.confusion = null; 1");
    await expect.poll(() => view.locator(".peel-matrix button[aria-pressed=true]").count()).toBe(0);
    expect(await view.locator(".peel-prompt").innerText()).toContain("Segment the room.");
    await view.scrollIntoViewIfNeeded();
    await page.screenshot({ path: "test-results/segmentation-view-in-lab.png" });
    expect(Number(await evaluate(page, "heard.length"))).toBeGreaterThan(3);
    expect(problems).toEqual([]);
  });

  it("SegmentationView: a saved notebook explores it without a kernel", async () => {
    const { page, problems } = browser;
    await runCommand(page, "docmanager:save");
    await runCommand(page, "kernelmenu:shutdown");
    await runCommand(page, "application:close");
    const saved = JSON.parse(readFileSync(join(lab.root, "views.ipynb"), "utf8"));
    delete saved.metadata.widgets;
    writeFileSync(join(lab.root, "bare.ipynb"), JSON.stringify(saved));
    await runCommand(page, "docmanager:open", {
      path: "bare.ipynb",
      kernelPreference: { shouldStart: false, autoStartDefault: false, canStart: true },
    });
    const view = page.locator(".peel-view", { has: page.getByLabel("Opacity") });
    await view.waitFor();
    // Ids and margins are decoded again from the painting that is kept.
    await view.getByRole("button", { name: "Margin", exact: true }).click();
    await view.getByRole("slider", { name: "Margin under" }).fill("30");
    await view.getByRole("radio", { name: "Leave unknown" }).check({ force: true });
    const unknown = view.locator(".peel-legend-row", { hasText: "unknown" });
    await expect.poll(() => unknown.innerText()).toMatch(/[1-9]\d* px/);
    const stage = view.locator(".peel-stage");
    await stage.focus();
    await stage.press("ArrowRight");
    await expect.poll(() => view.locator(".peel-value-truth").innerText()).not.toBe("");
    // It was saved as a cell had left it, with where both agree; D goes round.
    expect(await view.getByRole("radio", { name: "Agreement" }).isChecked()).toBe(true);
    await stage.press("d");
    expect(await view.getByRole("radio", { name: "Decoded" }).isChecked()).toBe(true);
    await stage.press("d");
    expect(await view.getByRole("radio", { name: "Truth" }).isChecked()).toBe(true);
    // JupyterLab has its own when a kernel is shut down.
    expect(problems.filter((problem) => problem.includes("vision-peel"))).toEqual([]);
  });
});
