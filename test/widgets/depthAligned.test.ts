/** DepthView shows depth as it compares it: aligned to the truth, where that is asked for (D12). */
import { readDepth } from "vision-peel";
import { alignDepth } from "vision-peel/metrics";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsThere } from "../support/browser.js";
import { at, code, type DepthHost, depth, openDepthHost, truth } from "./depthHost.js";

/** Right but for a factor of two. */
const half = depth.data.map((metres) => metres / 2);
const { scale } = alignDepth(half, truth.data, "scale");

describe.runIf(browserIsThere())("aligned depth", { timeout: 60_000 }, () => {
  let host: DepthHost;
  beforeAll(async () => {
    host = await openDepthHost();
    await host.loadPlotly();
  });
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const show = (controls: object) => host.show({ depth: { ...depth, data: half } as never, truth, controls });
  const save = async (name: RegExp) => {
    await host.press("s");
    const download = host.page.waitForEvent("download");
    await host.page.getByRole("menuitem", { name }).click();
    return (await download).path();
  };

  it("is what is scored, drawn, read, counted and saved; the decoded one is told beside it", async () => {
    const cells = async () => host.page.locator(".peel-table tr").nth(1).locator("td").allInnerTexts();
    await show({ panel: "compare" });
    await expect.poll(async () => Number.parseFloat((await cells())[1])).toBeLessThan(1);
    await host.choose("Scaled");
    await expect.poll(async () => Number.parseFloat((await cells())[1])).toBeGreaterThan(99);
    expect(await host.page.getByText(/^depth × (1\.9|2\.0)/).count()).toBe(1);
    // What is shown is the aligned depth: number, colour, bar and histogram; the decoded one is told beside it.
    await host.set({ cursor: { x: 100, y: 200 } });
    const number = async (name: string) => Number.parseFloat(await host.text(`.peel-value-${name}`));
    const [aligned, measured] = [await number("metres"), await number("truth")];
    expect(await host.text(".peel-field-decoded")).toMatch(/^aligned from\s+\d.* m$/s);
    expect(aligned / (await number("decoded"))).toBeCloseTo(2, 1);
    const told = Number.parseFloat((await host.text(".peel-value-error")).replace("−", "-"));
    expect(Math.abs(told - (100 * (aligned - measured)) / measured)).toBeLessThan(0.5);
    expect(await host.text(".peel-aligned")).toBe(`Aligned to the truth: depth × ${scale.toFixed(4)}`);
    expect((await host.colourOf(100, 200)).slice(0, 3)).toEqual([
      ...code.colourOf(Math.fround(scale * half[at(100, 200)])),
    ]);
    const nearest = Math.min(...half) * scale;
    const spoken = () => host.page.locator(".peel-canvas").getAttribute("aria-label");
    await expect.poll(spoken).toContain(`from ${Number(nearest.toPrecision(3))} metres`);
    await host.press("ArrowRight");
    await expect
      .poll(() => host.page.getByRole("status").first().textContent())
      .toMatch(/metres, aligned from .* metres, .*true .* metres, error/);
    const saved = await readDepth(await save(/NPY/));
    expect(saved.data[at(100, 200)]).toBe(Math.fround(scale * half[at(100, 200)]));
    expect(await host.text(".peel-notice")).toMatch(/^Saved as it is shown. Aligned to the truth: depth × /);
    await host.panel("Points");
    await host.set({ cursor: { x: 100, y: 200 } });
    await host.page.locator(".peel-stage").focus();
    await host.page.keyboard.press("Control+z");
    expect(await host.get("alignment")).toBe("none");
    expect(await host.page.locator(".peel-field-decoded").isVisible()).toBe(false);
    expect(await host.page.locator(".peel-aligned").isVisible()).toBe(false);
    await expect.poll(spoken).toContain(`from ${Number(Math.min(...half).toPrecision(3))} metres`);
  });

  it("is what profile, measures and slice are of", async () => {
    const measures = [{ from: { x: 60, y: 200 }, to: { x: 250, y: 190 } }];
    await host.show({
      depth: { ...depth, data: half } as never,
      truth,
      controls: { measures, panel: "measure" },
    });
    const metres = async () =>
      Number.parseFloat(await host.page.locator(".peel-table td").first().innerText());
    const before = await metres();
    await host.set({ alignment: "scale" });
    expect((await metres()) / before).toBeCloseTo(scale, 2);
    await host.set({ panel: "profile", cursor: { x: 100, y: 200 } });
    const drawn = () =>
      host.page.locator(".peel-chart").evaluate((graph) => {
        const { data } = graph as unknown as { data?: { y: number[] }[] };
        return data?.[0].y[100];
      });
    await expect.poll(drawn, { timeout: 20_000 }).toBe(Math.fround(scale * half[at(100, 200)]));
    await host.set({ alignment: "none" });
    await expect.poll(drawn).toBe(half[at(100, 200)]);
    // The slice is one of aligned metres.
    const here = scale * half[at(100, 200)];
    await host.set({ near: 0.98 * here, far: 1.02 * here, alignment: "scale" });
    expect((await host.colourOf(100, 200))[3]).toBe(255);
    await host.set({ alignment: "none" });
    expect((await host.colourOf(100, 200))[3]).toBeLessThan(128);
  });
});
