/** The site that `npm run docs` makes: whole, without a link that leads nowhere, and alive in a browser without a network. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSite } from "../../site/build.js";
import { chapters } from "../../site/contents.js";
import { markdownPage } from "../../site/markdownPage.js";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";

const out = mkdtempSync(join(tmpdir(), "peel-site-"));
let made: ReturnType<typeof buildSite>;
beforeAll(() => {
  made = buildSite(out, () => {});
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

const pages = () =>
  readdirSync(out, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html"));

describe("the site", () => {
  it("holds every page of docs/", () => {
    const listed = chapters.flatMap((chapter) => chapter.pages);
    expect(listed.length).toBe(new Set(listed).size);
    const written = readdirSync("docs").filter((name) => name.endsWith(".md"));
    expect(written.filter((name) => !listed.includes(`docs/${name}`))).toEqual([]);
    expect(made.names).toBeGreaterThan(700);
  });

  it("has no link that leads nowhere", () => {
    const lost: string[] = [];
    for (const page of pages()) {
      // What a notebook prints may look like a link.
      if (page.startsWith("notebooks/") || page.startsWith("live/")) continue;
      const html = readFileSync(join(out, page), "utf8");
      for (const [, to, place] of html.matchAll(
        /<(?:a|img|iframe)[^>]*\s(?:href|src)="([^":#]*)(#[^"]*)?"/g,
      )) {
        const target = to === "" ? page : normalize(join(dirname(page), decodeURI(to)));
        if (!existsSync(join(out, target))) lost.push(`${page}: ${to}`);
        else if (place && target.endsWith(".html")) {
          const id = decodeURIComponent(place.slice(1));
          const there = readFileSync(join(out, target), "utf8");
          if (!there.toLowerCase().includes(`id="${id.toLowerCase()}"`)) lost.push(`${page}: ${to}${place}`);
        }
      }
    }
    expect(lost).toEqual([]);
  });

  it("says what each name does, takes, throws, and how it is used", () => {
    const codecs = readFileSync(join(out, "reference/vision-peel-codecs.html"), "utf8");
    const [, decodeDepth] = /<section class="api" id="decodeDepth">([\s\S]*?)<\/section>/.exec(codecs) ?? [];
    expect(decodeDepth).toContain("Throws");
    expect(decodeDepth).toContain("Example");
    expect(decodeDepth).toContain("metres");
  });

  it("refuses a page with a link that leads nowhere", () => {
    expect(() => markdownPage("docs/x.md", "[there](nowhere.md)", new Set())).toThrow(
      "docs/x.md leads to nowhere.md, which is not there",
    );
  });
});

describe.runIf(browserIsThere())("the site in a browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser({ viewport: { width: 1100, height: 900 } });
    await browser.page.context().setOffline(true);
  });
  afterAll(() => browser?.close());
  const open = (page: string) => browser.page.goto(pathToFileURL(join(out, page)).href);
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

  it("has live examples that explore", async () => {
    await open("docs/depth-view.html");
    const view = browser.page.frameLocator("iframe").first().locator(".peel-view");
    await view.waitFor();
    const near = view.getByRole("slider", { name: "Near limit" });
    const before = await near.getAttribute("aria-valuenow");
    await near.press("ArrowRight");
    expect(await near.getAttribute("aria-valuenow")).not.toBe(before);
    expect(browser.problems).toEqual([]);
  });

  it("opens notebooks that explore, and leads back", async () => {
    await open("notebooks/tutorials/01-first-light.html");
    await browser.page.locator("[data-peel-view]").first().scrollIntoViewIfNeeded();
    await browser.page.locator(".peel-view").first().waitFor();
    await browser.page.getByRole("link", { name: "← Peel" }).click();
    await browser.page.getByRole("heading", { name: "Peel", exact: true }).waitFor();
  });

  it.each(["index.html", "docs/evaluation.html", "reference/vision-peel-image.html"])(
    "%s has no barriers",
    async (page) => {
      await open(page);
      await browser.page.addScriptTag({ content: axe });
      const { violations } = (await browser.page.evaluate("axe.run()")) as {
        violations: { id: string; impact: string; nodes: { html: string }[] }[];
      };
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 150)}`)).toEqual([]);
    },
  );

  it("finds names, and folds its contents away where there is no room", async () => {
    await browser.page.setViewportSize({ width: 420, height: 800 });
    await open("index.html");
    const link = browser.page.locator("nav").getByText("Troubleshooting", { exact: false }).first();
    expect(await link.isVisible()).toBe(false);
    await browser.page.getByText("Contents", { exact: true }).click();
    expect(await link.isVisible()).toBe(true);
    const wide = await browser.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(420);
  });
});
