import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

describe.runIf(browserIsThere())("DepthView at its limits", () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ colorScheme: "dark" });
  });
  afterAll(() => host.close());

  it("shows one pixel", async () => {
    await host.show({ depth: { width: 1, height: 1, data: Float32Array.of(2) } as never });
    expect(await host.colourAt(0.5, 0.5)).toEqual([220, 255, 0, 255]);
    expect(host.problems).toEqual([]);
  });

  it("shows 4096 × 4096 pixels, drags through them and reads the last one", async () => {
    await host.showRamp(4096);
    await host.set({ near: 3, far: 4 });
    expect((await host.colourAt(0.3, 0.5))[3]).toBe(255);
    expect((await host.colourAt(0.9, 0.5))[3]).toBeLessThan(128);
    await host.set({ cursor: { x: 4095, y: 4095 } });
    expect(await host.page.locator(".peel-value-metres").innerText()).toBe("10.50");
    const canvas = await host.page.locator(".peel-canvas").evaluate((node: HTMLCanvasElement) => node.width);
    expect(canvas).toBeLessThan(1000);
    expect(host.problems).toEqual([]);
  });

  it(
    "shows 4096 × 4096 pixels as points, in a colormap and with lines of equal depth",
    { timeout: 60_000 },
    async () => {
      await host.showRamp(4096);
      await host.set({ colormap: "turbo", isolines: true, panel: "points" });
      const cloud = host.page.locator(".peel-cloud");
      await expect
        .poll(() => cloud.getAttribute("aria-label"), { timeout: 30_000 })
        .toMatch(/^Cloud of 41\d{5} points/);
      expect(await host.page.locator(".peel-panel").innerText()).toContain("one in 2 × 2 pixels");
      expect(host.problems).toEqual([]);
    },
  );

  it("shows where nothing is known and where there is only sky", async () => {
    await host.show({ depth: { width: 2, height: 1, data: Float32Array.of(Number.NaN, Infinity) } as never });
    await host.set({ cursor: { x: 0, y: 0 } });
    expect(await host.page.locator(".peel-value-metres").innerText()).toBe("unknown");
    await host.set({ cursor: { x: 1, y: 0 } });
    expect(await host.page.locator(".peel-value-metres").innerText()).toBe("∞");
    expect(host.problems).toEqual([]);
  });

  it.each([1000, 65_504, 1e6])("shows 2 m and %d m, counts both, and keeps most pixels", async (far) => {
    const data = new Float32Array(64 * 48).fill(2).fill(far, 2000);
    await host.show({ depth: { width: 64, height: 48, data } as never });
    const histogram = host.page.locator(".peel-histogram-canvas");
    await expect.poll(() => histogram.getAttribute("aria-label")).toContain("99 % within");
    await host.page.getByRole("button", { name: /farthest 1 %/ }).click();
    expect(await host.get("far")).toBe(far);
    await host.set({ colormap: "turbo", isolines: true, cursor: { x: 63, y: 47 } });
    expect(await host.page.locator(".peel-value-metres").innerText()).toBe(String(far));
    await host.set({ sweep: true });
    await host.set({ sweep: false });
    expect(host.problems).toEqual([]);
  });

  it("shows a picture that is thinner than a screen pixel", async () => {
    const data = new Float32Array(3000 * 2).fill(2);
    await host.show({ depth: { width: 3000, height: 2, data } as never });
    const inked = await host.page.locator(".peel-canvas").evaluate((node: HTMLCanvasElement) => {
      const bytes = node.getContext("2d")?.getImageData(0, 0, node.width, node.height).data ?? [];
      return bytes.filter((level, i) => i % 4 === 3 && level > 0).length / node.width;
    });
    expect(inked).toBeGreaterThanOrEqual(1);
  });

  it.each([
    [4096, 1],
    [1, 4096],
    [3, 2000],
  ])("shows %d × %d pixels thick enough to be read, and all of them at 0", async (width, height) => {
    const data = Float32Array.from({ length: width * height }, (_, i) => 1 + i / 2000);
    await host.show({ depth: { width, height, data } as never, controls: { panel: "points" } });
    const { page } = host;
    const stage = await page.locator(".peel-stage").boundingBox();
    if (!stage) throw new Error("no stage");
    expect(stage.height).toBeGreaterThanOrEqual(120);
    const thickness = () =>
      page.locator(".peel-canvas").evaluate((node: HTMLCanvasElement, isWide) => {
        const { width: wide, height: high } = node;
        const context = node.getContext("2d");
        const line = isWide
          ? context?.getImageData(10, 0, 1, high).data
          : context?.getImageData(0, 10, wide, 1).data;
        return (line ?? new Uint8ClampedArray()).filter((level, i) => i % 4 === 3 && level > 0).length;
      }, width > height);
    expect(await thickness()).toBeGreaterThanOrEqual(20);
    // The first pixel is under the pointer.
    const side = Math.round(24 / Math.min(width, height));
    const position =
      width > height ? { x: side / 2, y: stage.height / 2 } : { x: stage.width / 2, y: side / 2 };
    await page.locator(".peel-stage").hover({ position });
    await host.painted();
    const cursor = await host.get("cursor");
    expect(width > height ? cursor : cursor && { ...cursor, x: 0 }).toEqual({ x: 0, y: 0 });
    await page.locator(".peel-stage").press("End");
    await page.locator(".peel-stage").press("0");
    await host.painted();
    expect(await thickness()).toBeLessThan(4);
    // In space, too.
    await expect
      .poll(() =>
        page
          .locator(".peel-cloud")
          .boundingBox()
          .then((box) => box?.height),
      )
      .toBeGreaterThanOrEqual(100);
    expect(host.problems).toEqual([]);
  });

  it("is light on dark where the reader prefers it", async () => {
    const lightness = await host.page.locator(".peel-view").evaluate((node) => {
      const text = getComputedStyle(node).color.match(/[\d.]+/g) ?? [];
      return Number(text[0]);
    });
    expect(lightness).toBeGreaterThan(200);
  });
});
