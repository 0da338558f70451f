/** axe-core finds nothing serious in any view, in light and in dark, with every panel, menu and sheet open. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { describe, expect, it } from "vitest";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";
import { viewStates } from "./viewStates.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe calls serious or critical, each with the first place where it is. */
async function faults({ page }: Host): Promise<string[]> {
  const { violations } = (await page.evaluate(() =>
    (window as unknown as { axe: { run(within: string): Promise<unknown> } }).axe.run("#view"),
  )) as AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
}

describe.runIf(browserIsThere())("views without barriers", { timeout: 120_000 }, () => {
  it.each(
    (["light", "dark"] as const).flatMap((scheme) =>
      Object.keys(viewStates).map((name) => ({ scheme, name })),
    ),
  )("$name in $scheme", async ({ scheme, name }) => {
    const host = await openHost({ colorScheme: scheme, viewport: { width: 900, height: 1400 } });
    try {
      await host.showState(viewStates[name]);
      await host.page.locator(".peel-view").waitFor();
      await host.page.addScriptTag({ content: axe });
      expect(await faults(host)).toEqual([]);
      const openers = host.page.locator("#view button[aria-expanded]");
      for (let index = 0; index < (await openers.count()); index++) {
        await openers.nth(index).click();
        await host.painted();
        const opened = await openers.nth(index).innerText();
        expect({ opened, faults: await faults(host) }).toEqual({ opened, faults: [] });
        await host.page.keyboard.press("Escape");
      }
      const stage = host.page.locator(".peel-stage").first();
      if ((await stage.count()) === 0) return;
      await stage.focus();
      await host.page.keyboard.press("?");
      expect(await faults(host)).toEqual([]);
    } finally {
      await host.close();
    }
  });
});
