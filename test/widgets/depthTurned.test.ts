/** DepthView by hands that go further than they have to: limits past each other, colours turned round, two fingers. */
import { colormapTable } from "vision-peel/color";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserIsThere } from "../support/browser.js";
import { at, code, type DepthHost, depth, openDepthHost } from "./depthHost.js";

describe.runIf(browserIsThere())("DepthView turned round", { timeout: 60_000 }, () => {
  let host: DepthHost;
  beforeAll(async () => {
    host = await openDepthHost();
  });
  beforeEach(() => host.open());
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const slice = async () => [await host.get("near"), await host.get("far")] as const;
  const middleOf = async (selector: string) => {
    const box = await host.page.locator(selector).boundingBox();
    if (!box) throw new Error(`${selector} is not seen.`);
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };

  it.each(["near", "far"] as const)(
    "the %s limit, dragged past the other one, becomes that one",
    async (name) => {
      await host.set({ near: 2, far: 4 });
      const { page } = host;
      const [x, y] = await middleOf(`.peel-handle-${name}`);
      const track = await page.locator(".peel-track").boundingBox();
      const to = (track?.x ?? 0) + (track?.width ?? 0) * code.positionOf(name === "near" ? 8 : 1);
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(to, y, { steps: 12 });
      const [near, far] = await slice();
      expect([near, far]).toEqual(name === "near" ? [4, expect.closeTo(8, 0)] : [expect.closeTo(1, 1), 2]);
      // The other handle has the focus now, and what the screen reader says of it.
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      expect(await focused()).toBe(name === "near" ? "Far limit" : "Near limit");
      // And back again, in the same drag.
      await page.mouse.move(x, y, { steps: 12 });
      const back = await slice();
      expect(back[0]).toBeCloseTo(2, 1);
      expect(back[1]).toBeCloseTo(4, 1);
      await page.mouse.up();
      expect(await focused()).toBe(name === "near" ? "Near limit" : "Far limit");
    },
  );

  it("a limit that is typed beyond the other one takes it along", async () => {
    await host.set({ near: 2, far: 4 });
    const type = async (label: string, text: string) => {
      await host.page.getByLabel(label).fill(text);
      await host.page.getByLabel(label).press("Enter");
      return slice();
    };
    expect(await type("Near limit in metres", "5")).toEqual([5, 5]);
    expect(await type("Far limit in metres", "8")).toEqual([5, 8]);
    expect(await type("Far limit in metres", "1.5")).toEqual([1.5, 1.5]);
    expect(await type("Near limit in metres", "∞")).toEqual([1.5, 1.5]);
  });

  it("colours run backwards from far to near, and are turned round by a button", async () => {
    await host.set({ colormap: "viridis", colourRange: { near: 1, far: 9 }, panel: "colours" });
    const metres = depth.data[at(100, 200)];
    const table = colormapTable("viridis");
    const last = table.length / 3 - 1;
    const colour = (share: number) => [
      ...table.subarray(3 * Math.round(share * last), 3 * Math.round(share * last) + 3),
    ];
    const shown = async () => (await host.colourOf(100, 200)).slice(0, 3);
    expect(await shown()).toEqual(colour((metres - 1) / 8));
    await host.page.getByRole("button", { name: "Turn the colours round" }).click();
    await host.painted();
    expect(await host.get("colourRange")).toEqual({ near: 9, far: 1 });
    expect(await shown()).toEqual(colour(1 - (metres - 1) / 8));
    // On the bar near stays at the left, in its new colour.
    const bar = await host.page.locator(".peel-bar-colours").evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      return [...(canvas.getContext("2d")?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
    });
    for (const [k, level] of bar.entries()) expect(Math.abs(level - colour(1)[k])).toBeLessThan(6);
    await host.page.getByLabel("Colours to limit in metres").fill("12");
    await host.page.getByLabel("Colours to limit in metres").press("Enter");
    expect(await host.get("colourRange")).toEqual({ near: 9, far: 12 });
  });

  it("two fingers on the points come nearer and move them; one turns them", async () => {
    await host.panel("Points");
    await host.page.locator(".peel-cloud").scrollIntoViewIfNeeded();
    const [x, y] = await middleOf(".peel-cloud");
    const wide = (await host.page.locator(".peel-cloud").boundingBox())?.width ?? 1;
    const session = await host.context.newCDPSession(host.page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...places: (readonly [number, number])[]) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: places.map(([a, b], id) => ({ x: a, y: b, id })),
      });
    await touch("touchStart", [x - 30, y]);
    await touch("touchStart", [x - 30, y], [x + 30, y]);
    for (const step of [10, 20, 30]) await touch("touchMove", [x - 30, y], [x + 30 + step * 2, y]);
    await host.painted();
    const pinched = await host.get("viewpoint");
    expect(pinched.zoom).toBeCloseTo(2, 1);
    expect(pinched.x).toBeCloseTo(30 / wide, 2);
    expect([pinched.right, pinched.up]).toEqual([0, 0]);
    await touch("touchEnd");
    await touch("touchStart", [x, y]);
    for (const step of [5, 10, 15]) await touch("touchMove", [x + step, y]);
    await touch("touchEnd");
    const after = await host.get("viewpoint");
    expect([after.zoom, after.x]).toEqual([pinched.zoom, pinched.x]);
    expect(after.right).toBeCloseTo((240 * 15) / wide, 0);
    await host.page.waitForTimeout(200);
    // The page itself was not zoomed.
    expect(await host.page.evaluate(() => window.visualViewport?.scale)).toBe(1);
  });
});
