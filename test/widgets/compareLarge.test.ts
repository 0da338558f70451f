/** Comparing a large picture with its truth leaves the page free to do other things. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { depthDefaults } from "../../widgets/dist/depth/state.js";
import { segmentationDefaults } from "../../widgets/dist/segmentation/state.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

/** What the page has done meanwhile. */
interface Meanwhile {
  frames: number;
  shares: string[];
  longest: number;
}
declare const window: { meanwhile: Meanwhile } & Window & typeof globalThis;

const side = 4096;

describe.runIf(browserIsThere())("a comparison of 4096 × 4096 pixels", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost();
  });
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });

  /** Counts frames, and what the panel says of its progress, from now on. */
  const watch = () =>
    host.page.evaluate(() => {
      const meanwhile: Meanwhile = { frames: 0, shares: [], longest: 0 };
      window.meanwhile = meanwhile;
      const look = (): void => {
        meanwhile.frames++;
        const share = document
          .querySelector(".peel-panel")
          ?.textContent?.match(/(Aligning|Comparing) …/)?.[1];
        if (share && meanwhile.shares.at(-1) !== share) meanwhile.shares.push(share);
        if (window.meanwhile === meanwhile) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries())
          meanwhile.longest = Math.max(meanwhile.longest, duration);
      }).observe({ type: "longtask" });
    });
  const meanwhile = () => host.page.evaluate(() => window.meanwhile);

  it("of depth, aligned and scored", async () => {
    await host.page.evaluate(
      ([n, defaults]) => {
        const plane = (scale: number): Float32Array => {
          const metres = new Float32Array(n * n);
          for (let i = 0; i < metres.length; i++) metres[i] = scale * (0.5 + (10 * (i % n)) / n);
          return metres;
        };
        const nothing = { painted: null, photo: null, residual: null };
        const state = { ...defaults, ...nothing, width: n, height: n, depth: plane(0.5), truth: plane(1) };
        (window as never as { show: (...a: unknown[]) => void }).show(state, {}, undefined);
      },
      [side, depthDefaults] as const,
    );
    await host.painted();
    await watch();
    await host.set({ alignment: "scale", panel: "compare" });
    const cells = host.page.locator(".peel-table tr").nth(1).locator("td");
    await expect.poll(() => cells.first().innerText(), { timeout: 90_000 }).toBe("0.0000");
    const { frames, shares, longest } = await meanwhile();
    console.info(`depth: ${frames} frames, longest task ${Math.round(longest)} ms`);
    expect(shares).toEqual(["Aligning", "Comparing"]);
    expect(frames).toBeGreaterThan(10);
    expect(await cells.last().innerText()).toBe(String(side * side));
    expect(await host.page.locator(".peel-aligned").innerText()).toBe("Aligned to the truth: depth × 2.0000");
  });

  it("of classes, scored by region, near borders, and by things", async () => {
    await host.page.evaluate(
      ([n, defaults]) => {
        const plane = (shift: number): Uint16Array => {
          const ids = new Uint16Array(n * n);
          for (let i = 0; i < ids.length; i++)
            ids[i] = 1 + (((((i % n) + shift) >> 8) + 3 * (Math.floor(i / n) >> 8)) % 7);
          return ids;
        };
        const regions = Array.from({ length: 8 }, (_, i) => ({
          id: i + 1,
          name: `class ${i + 1}`,
          colour: [i, 9, 9],
        }));
        const nothing = { painted: null, photo: null, margin: null, prompt: null, cursorLink: null };
        const planes = { ids: plane(0), truth: plane(9) };
        const state = { ...defaults, ...nothing, ...planes, regions, areInstances: false };
        (window as never as { show: (...a: unknown[]) => void }).show(
          { _view_name: "SegmentationView", ...state, width: n, height: n },
          {},
          undefined,
        );
      },
      [side, segmentationDefaults] as const,
    );
    await host.painted();
    // The legend counts pieces when the hand rests; that is no part of the comparison.
    await host.page.waitForTimeout(3000);
    await watch();
    await host.set({ band: 12, panel: "compare" } as never);
    const summary = host.page.locator(".peel-compare p").first();
    await expect.poll(() => summary.innerText(), { timeout: 90_000 }).toContain("boundary IoU");
    const { frames, shares, longest } = await meanwhile();
    console.info(`classes: ${frames} frames, longest task ${Math.round(longest)} ms`);
    expect(shares).toEqual(["Comparing"]);
    expect(frames).toBeGreaterThan(10);
  });
});
