import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { type Browser, type CDPSession, chromium, type Page } from "playwright-core";
import { installViews } from "./openViews.js";
import type { ViewName } from "./viewNames.js";

const chromiumPath = process.env.PEEL_CHROMIUM ?? "/usr/bin/chromium";
export const browserIsThere = existsSync(chromiumPath);

/** The views in a page of a real browser. */
export interface ViewPage {
  readonly page: Page;
  readonly protocol: CDPSession;
  /** Opens a view of a square picture made in the page; resolves to the milliseconds until it was painted. */
  open(view: ViewName, side: number): Promise<number>;
  /** Ends the view that is open. */
  end(): Promise<void>;
  /** Seconds of work of the page's main thread so far. */
  busySeconds(): Promise<number>;
  close(): Promise<void>;
}

const entry = `
export { render } from "./widgets/dist/page.js";
export { stateOf } from "./bench/cases/views/states.ts";
`;

async function bundleViews(): Promise<string> {
  const esbuild = createRequire(resolve("widgets/package.json"))("esbuild");
  const { outputFiles } = await esbuild.build({
    stdin: { contents: entry, resolveDir: resolve(".") },
    ...{ bundle: true, minify: true, write: false, platform: "browser", format: "iife", globalName: "peel" },
    external: ["plotly.js-dist-min"],
  });
  return outputFiles[0].text;
}

let bundle: Promise<string> | undefined;

/** Starts a headless Chromium with one page that holds nothing but the views. */
export async function openViewPage(): Promise<ViewPage> {
  bundle ??= bundleViews();
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc"],
  });
  const page = await browser.newPage({ viewport: { width: 1100, height: 1400 } });
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Performance.enable");
  await page.setContent("<!doctype html><title>views</title><div id=view></div>");
  await page.addScriptTag({ content: await bundle });
  await page.evaluate(installViews);
  const call = (name: string, ...args: unknown[]) =>
    page.evaluate(
      ([n, a]) =>
        (window as unknown as Record<string, (...all: unknown[]) => unknown>)[n as string](
          ...(a as unknown[]),
        ),
      [name, args] as const,
    );
  return {
    page,
    protocol,
    open: (view, side) => call("openView", view, side) as Promise<number>,
    end: () => call("endView") as Promise<void>,
    async busySeconds() {
      const { metrics } = await protocol.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
    },
    close: () => browser.close(),
  };
}
