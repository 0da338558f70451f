/**
 * The pictures of README and docs/, made by the code that they show. PEEL_UPDATE_PICTURES=1 makes them anew: look at
 * what has changed before you commit.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { shareOff } from "../support/comparePictures.js";
import { fontStyle, settled, small } from "../support/docPictures.js";
import { notebookFolder, notebookOf, peelExecute } from "../support/executeNotebook.js";
import { openNotebook, runCommand, startTestLab, type TestLab } from "../support/lab.js";
import { peel } from "../support/peel.js";
import { evaluate, runAll } from "./notebook.js";

const updates = process.env.PEEL_UPDATE_PICTURES === "1";
const folder = "docs/pictures";

const given = `import { corrupt, decodeDepth, decodeNormals, decodeSemantic, encodeDepth, encodeNormals, encodeSemantic, renderScene, sampleScene } from "vision-peel";
import { DepthView, NormalView, SegmentationView } from "@vision-peel/widgets";
const truth = renderScene(sampleScene({ seed: 7, kind: "room" }), { width: 480, height: 360 });
const { photo } = truth;
const painted = corrupt(encodeDepth(truth.depth), { seed: 1 });
const depth = decodeDepth(painted);
const paintedNormals = corrupt(encodeNormals(truth.normals), { seed: 1 });
const normals = decodeNormals(paintedNormals);
const paintedClasses = corrupt(encodeSemantic(truth.classes), { seed: 2 });
const labels = decodeSemantic(paintedClasses, truth.classes.legend);
const measures = [{ from: { x: 90, y: 300 }, to: { x: 375, y: 285 } }, { from: { x: 220, y: 250 }, to: { x: 380, y: 250 } }];`;

/** Names of files, and the cell that each shows. */
const shown: Readonly<Record<string, string>> = {
  "depth-view":
    "new DepthView({ depth, painted, photo, near: 2.9, far: 6, isolines: true, measures, cursor: { x: 240, y: 220 } })",
  "depth-view-points":
    'new DepthView({ depth, painted, photo, panel: "points", viewpoint: { right: -20, up: -34, zoom: 0.8, x: 0, y: 0 } })',
  "depth-view-compare":
    'new DepthView({ depth, painted, photo, truth: truth.depth, picture: "error", panel: "compare" })',
  "normal-view":
    "new NormalView({ normals, painted: paintedNormals, photo, direction: [0, 1, 0], cone: 25 })",
  "normal-view-relit":
    'new NormalView({ normals, painted: paintedNormals, photo, picture: "relit", light: [-0.6, 0.6, 0.53], albedo: "photo" })',
  "segmentation-view":
    'new SegmentationView({ labels, painted: paintedClasses, photo, palette: "okabeIto", minMargin: 45, ambiguous: "unknown", panel: "margin" })',
  "segmentation-view-compare":
    'new SegmentationView({ labels, painted: paintedClasses, photo, truth: truth.classes, overlay: "agreement", panel: "compare" })',
  "segmentation-view-cut-out":
    'new SegmentationView({ labels, painted: paintedClasses, photo, isolated: labels.legend.filter(({ name }) => ["table", "sofa", "vase", "lamp"].includes(name)).map(({ id }) => id), surroundings: "dimmed", drawing: "contour", panel: "cutOut" })',
};

async function isAsCommitted(name: string, png: Buffer): Promise<string | undefined> {
  const path = join(folder, `${name}.png`);
  if (updates) writeFileSync(path, await small(png));
  const off = existsSync(path) ? await shareOff(png, readFileSync(path)) : 1;
  if (off <= 0.01) return undefined;
  mkdirSync("test-results", { recursive: true });
  writeFileSync(join("test-results", `doc-${name}.png`), png);
  return `${name}: ${(100 * off).toFixed(1)} % of the pixels`;
}

describe.runIf(browserIsThere())("pictures of docs/", { timeout: 180_000 }, () => {
  const files = notebookFolder();
  let browser: Browser;
  let lab: TestLab;
  afterAll(async () => {
    files.remove();
    await browser?.close();
    await lab?.close();
  });
  beforeAll(async () => {
    browser = await launchBrowser({ colorScheme: "light", viewport: { width: 720, height: 1100 } });
    await browser.page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
  });

  it("show what their cells show", async () => {
    const path = files.write("pictures.ipynb", notebookOf(given, ...Object.values(shown)));
    expect(await peelExecute([path, "--inplace"])).toMatchObject({ code: 0 });
    expect(await peel("bake", path, "-o", files.at("pictures.html"))).toMatchObject({ code: 0 });
    await browser.page.goto(pathToFileURL(files.at("pictures.html")).href);
    await browser.page.addStyleTag({ content: fontStyle() });
    await browser.page.evaluate(() => document.fonts.ready.then(() => undefined));
    const different: (string | undefined)[] = [];
    for (const [index, name] of Object.keys(shown).entries()) {
      const output = browser.page.locator(".output").nth(index);
      await output.scrollIntoViewIfNeeded();
      await output.locator(".peel-stage canvas").first().waitFor();
      different.push(
        await isAsCommitted(name, await settled(() => output.screenshot({ animations: "disabled" }))),
      );
    }
    expect(different.filter(Boolean)).toEqual([]);
  });

  it("show the first tutorial in JupyterLab", async () => {
    lab = await startTestLab({ withNotebooks: true, withViews: true });
    const { page } = browser;
    await page.setViewportSize({ width: 1200, height: 900 });
    await openNotebook(page, lab, "notebooks/tutorials/01-first-light.ipynb");
    await runCommand(page, "application:toggle-left-area");
    await runAll(page);
    await evaluate(page, "view.set({ near: 2.2, far: 4.4, isolines: true, cursor: { x: 150, y: 170 } }); 0");
    await page.addStyleTag({ content: fontStyle() });
    const view = page.locator(".peel-view", { has: page.locator(".peel-handle-near") }).first();
    await view.scrollIntoViewIfNeeded();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const png = await settled(() => page.screenshot({ animations: "disabled" }));
    expect(await isAsCommitted("first-light", png)).toBeUndefined();
  });
});
