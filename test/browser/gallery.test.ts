/**
 * Every view as people see it, in both themes, beside the committed pictures. PEEL_UPDATE_PICTURES=1 makes them, and
 * docs/views.md, anew: look at what has changed before you commit.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "../cli/peel.js";
import { browserIsThere, launchBrowser } from "../support/browser.js";
import { shareOff } from "../support/comparePictures.js";
import { fontStyle, settled, small } from "../support/docPictures.js";
import { notebookFolder, peelExecute } from "../support/executeNotebook.js";
import { galleryPage, galleryPaths, picturesFolder, readGallery } from "./gallery.js";

const galleries = galleryPaths.map(readGallery);
const updates = process.env.PEEL_UPDATE_PICTURES === "1";

it("docs/views.md is made of the gallery's notebooks", () => {
  const page = galleryPage(galleries);
  if (updates) writeFileSync("docs/views.md", page);
  expect(readFileSync("docs/views.md", "utf8")).toBe(page);
});

/** Where text above has broken heights, a picture would begin between two pixels: another page, another picture. */
async function onWholePixels(output: Locator): Promise<void> {
  await output.evaluate((element) => {
    const top = element.getBoundingClientRect().top + window.scrollY;
    Object.assign((element as HTMLElement).style, { position: "relative", top: `${Math.ceil(top) - top}px` });
  });
}

describe.runIf(browserIsThere()).each(galleryPaths)("%s", { timeout: 180_000 }, (galleryPath) => {
  const gallery = galleries[galleryPaths.indexOf(galleryPath)];
  const files = notebookFolder();
  const page = files.at("gallery.html");
  beforeAll(async () => {
    const run = files.at("gallery.ipynb");
    const { code, err } = await peelExecute([galleryPath, "-o", run]);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(peel(["bake", run, "-o", page])).toMatchObject({ code: 0 });
    mkdirSync(picturesFolder, { recursive: true });
    mkdirSync("test-results", { recursive: true });
  }, 180_000);
  afterAll(() => files.remove());

  it.each(["light", "dark"] as const)("looks in %s as it did", async (colorScheme) => {
    const browser = await launchBrowser({ colorScheme, viewport: { width: 720, height: 1100 } });
    const different: string[] = [];
    try {
      await browser.page.emulateMedia({ reducedMotion: "reduce", colorScheme });
      await browser.page.goto(pathToFileURL(page).href);
      await browser.page.addStyleTag({ content: fontStyle() });
      await browser.page.evaluate(() => document.fonts.ready.then(() => undefined));
      const outputs = browser.page.locator(".output");
      expect(await outputs.count()).toBe(gallery.entries.length);
      for (const [index, { name }] of gallery.entries.entries()) {
        const output = outputs.nth(index);
        await output.scrollIntoViewIfNeeded();
        await output.locator(".peel-stage canvas, .main-svg, .peel-figure-sheet svg").first().waitFor();
        await onWholePixels(output);
        const png = await settled(() => output.screenshot({ animations: "disabled" }));
        const path = join(picturesFolder, `${name}-${colorScheme}.png`);
        if (updates) writeFileSync(path, await small(png));
        const seen = existsSync(path) ? await shareOff(png, readFileSync(path)) : 1;
        if (seen > 0.01) {
          different.push(`${name}: ${(100 * seen).toFixed(1)} % of the pixels`);
          writeFileSync(join("test-results", `gallery-${name}-${colorScheme}.png`), png);
        }
      }
      expect(different).toEqual([]);
      expect(browser.problems).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
