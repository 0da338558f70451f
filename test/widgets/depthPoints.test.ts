/** DepthView in a plain page, row by row: points in space, and one cursor in all that is shown (D9, D10). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserIsThere } from "../support/browser.js";
import { at, code, type DepthHost, depth, height, openDepthHost, width } from "./depthHost.js";

describe.runIf(browserIsThere())("DepthView by rows, 9 and 10", { timeout: 60_000 }, () => {
  let host: DepthHost;
  beforeAll(async () => {
    host = await openDepthHost();
    await host.loadPlotly();
  });
  beforeEach(() => host.open());
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const cloud = () => host.page.locator(".peel-cloud");
  const points = async () =>
    Number(/(\d+) points/.exec((await cloud().getAttribute("aria-label")) ?? "")?.[1]);

  it("D9 shows points in space that turn, move and come nearer by hand and by keys, without edges", async () => {
    await host.panel("Points");
    await expect.poll(points).toBeGreaterThan(60_000);
    const withoutEdges = await points();
    const drawn = await host.inked(".peel-cloud");
    expect(drawn).toBeGreaterThan(100_000);
    const box = await cloud().boundingBox();
    if (!box) throw new Error("no cloud");
    await host.page.mouse.move(box.x + 200, box.y + 150);
    await host.page.mouse.down();
    await host.page.mouse.move(box.x + 260, box.y + 150, { steps: 3 });
    await host.page.mouse.up();
    const { right, up } = await host.get("viewpoint");
    expect(right).toBeCloseTo((240 * 60) / box.width, 1);
    expect(up).toBe(0);
    await cloud().press("ArrowUp");
    await cloud().press("+");
    await cloud().press("Shift+ArrowLeft");
    expect(await host.get("viewpoint")).toEqual({ right, up: 5, zoom: 1.25, x: -0.05, y: 0 });
    await expect.poll(() => cloud().getAttribute("aria-label")).toContain("5 up, 1.3 times as near");
    // The camera is drawn, from elsewhere.
    expect(await host.inked(".peel-cloud-place .peel-overlay")).toBe(0);
    await host.set({ viewpoint: { right: 40, up: 0, zoom: 0.5, x: 0, y: 0 } });
    expect(await host.inked(".peel-cloud-place .peel-overlay")).toBeGreaterThan(200);
    await cloud().press("0");
    expect(await host.get("viewpoint")).toEqual({ right: 0, up: 0, zoom: 1, x: 0, y: 0 });
    await host.page.getByLabel("Leave out edges").fill("0");
    await expect.poll(points).toBe(width * height);
    expect(withoutEdges).toBeLessThan(width * height);
    const sizeOf = async (size: number) => {
      await host.set({ pointSize: size, viewpoint: { right: 40, up: 20, zoom: 1, x: 0, y: 0 } });
      await host.page.waitForTimeout(200);
      return host.inked(".peel-cloud");
    };
    expect(await sizeOf(3)).toBeGreaterThan(1.05 * (await sizeOf(0.5)));
  });

  it("D9 has the photo's colours or the depth's, and keeps to the slice", async () => {
    await host.panel("Points");
    await expect.poll(() => host.inked(".peel-cloud")).toBeGreaterThan(0);
    const first = await cloud().screenshot();
    await host.page.getByRole("radio", { name: "Depth", exact: true }).last().check({ force: true });
    expect(await host.get("pointColours")).toBe("depth");
    await expect.poll(async () => Buffer.compare(first, await cloud().screenshot())).not.toBe(0);
    const all = await host.inked(".peel-cloud");
    await host.set({ near: 3, far: 4 });
    await expect.poll(() => host.inked(".peel-cloud")).toBeLessThan(all / 2);
  });

  it("D10 moves one cursor through picture, points, profile, bar and histogram", async () => {
    await host.panel("Points");
    await expect.poll(points).toBeGreaterThan(0);
    await cloud().scrollIntoViewIfNeeded();
    const box = await cloud().boundingBox();
    if (!box) throw new Error("no cloud");
    // From the camera's place the cloud is the picture.
    const scale = Math.min(box.width / width, box.height / height);
    const [left, top] = [(box.width - scale * width) / 2, (box.height - scale * height) / 2];
    await host.page.mouse.move(box.x + left + 100.5 * scale, box.y + top + 200.5 * scale);
    await expect.poll(async () => (await host.get("cursor"))?.x).toBe(100);
    expect((await host.get("cursor"))?.y).toBe(200);
    expect(await host.text(".peel-value-metres")).toBe(depth.data[at(100, 200)].toFixed(2));
    const placeOf = (selector: string) =>
      host.page
        .locator(selector)
        .evaluate((element) => Number.parseFloat((element as HTMLElement).style.left));
    expect(await placeOf(".peel-histogram-mark")).toBeCloseTo(
      100 * code.positionOf(depth.data[at(100, 200)]),
      3,
    );
    expect(await placeOf(".peel-bar-mark")).toBeCloseTo(await placeOf(".peel-histogram-mark"), 6);
    expect(await host.inked(".peel-cloud-place .peel-overlay")).toBeGreaterThan(20);
    await host.page.mouse.move(5, 5);
    await expect.poll(() => host.get("cursor")).toBeNull();
    await host.panel("Profile");
    await host.page.mouse.move(...(await host.centre(150, 120)));
    const mark = () =>
      host.page
        .locator(".peel-chart")
        .evaluate(
          (element) => (element as never as { layout?: { shapes: { x0: number }[] } }).layout?.shapes,
        );
    await expect.poll(async () => (await mark())?.[0]?.x0).toBe(150);
  });
});
