import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { type BrowserContext, chromium, type Page } from "playwright-core";

const chromiumPath = process.env.PEEL_CHROMIUM ?? "/usr/bin/chromium";

/**
 * True if browser tests can run; else says so in one line, or throws where nothing may skip.
 *
 * @example describe.runIf(browserIsThere())("the page", () => { … });
 */
export function browserIsThere(): boolean {
  if (existsSync(chromiumPath)) return true;
  const advice = `There is no ${chromiumPath}: install Chromium or set PEEL_CHROMIUM.`;
  if (process.env.PEEL_CI === "1") throw new Error(advice);
  console.log(`Browser tests are skipped. ${advice}`);
  return false;
}

export interface Browser {
  context: BrowserContext;
  page: Page;
  /** What went wrong in the page so far: errors on its console, uncaught errors, requests to elsewhere. */
  problems: string[];
  /** the folder that its processes name on their command lines */
  profile: string;
  close(): Promise<void>;
}

export interface BrowserOptions {
  colorScheme?: "light" | "dark";
  viewport?: { width: number; height: number };
  /** more switches of Chromium */
  switches?: string[];
}

/** Errors that JupyterLab itself logs in a healthy session. */
const harmless = [/yjs#509/, /Add Yjs type to a document/];

/** Starts a headless Chromium with a fresh profile and one page. */
export async function launchBrowser({
  colorScheme = "light",
  viewport = { width: 1280, height: 900 },
  switches = [],
}: BrowserOptions = {}): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), "peel-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    colorScheme,
    viewport,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...switches,
    ],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const problems: string[] = [];
  page.on("pageerror", (error) =>
    problems.push(`uncaught: ${error.stack || error.message || inspect(error)}`),
  );
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !harmless.some((known) => known.test(text)))
      problems.push(`${text} (${message.location().url})`);
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1") problems.push(`asks ${request.url()}`);
  });
  return {
    context,
    page,
    problems,
    profile,
    async close() {
      try {
        await context.close();
      } finally {
        rmSync(profile, { recursive: true, force: true });
      }
    },
  };
}
