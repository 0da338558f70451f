import { DepthMap, encodeDepth } from "vision-peel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { stateAsCode } from "../../widgets/dist/shared/page/shell/copyState.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

describe("stateAsCode", () => {
  it("writes what differs from the start, as TypeScript", () => {
    const defaults = { near: 0, far: Infinity, cursor: null, picture: "depth", hidden: [] as string[] };
    expect(stateAsCode(defaults, defaults)).toBe("view.set({});");
    expect(
      stateAsCode({ ...defaults, near: 1.5, cursor: { x: 3, y: 4 }, hidden: ["exit sign"] }, defaults),
    ).toBe('view.set({ near: 1.5, cursor: { x: 3, y: 4 }, hidden: ["exit sign"] });');
    expect(stateAsCode({ far: Infinity }, { far: 3 })).toBe("view.set({ far: Infinity });");
    expect(stateAsCode({ areas: { "exit sign": 2 } }, {})).toBe('view.set({ areas: { "exit sign": 2 } });');
  });
});

describe.runIf(browserIsThere())("the frame of a view", () => {
  let host: Host;
  const depth = new DepthMap({
    width: 40,
    height: 30,
    data: new Float32Array(1200).map((_, i) => 1 + i / 200),
  });
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 700, height: 600 } });
    await host.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  beforeEach(() => host.show({ depth, painted: encodeDepth(depth) }));
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const stage = () => host.page.locator(".peel-stage");
  const menu = () => host.page.getByRole("menu", { name: "Save and copy (S)" });

  it("opens its menu by key, walks it, and gives the focus back", async () => {
    await stage().focus();
    await host.page.keyboard.press("s");
    expect(await menu().isVisible()).toBe(true);
    const focused = () => host.page.evaluate("document.activeElement.textContent");
    expect(await focused()).toMatch(/^Save the picture/);
    await host.page.keyboard.press("End");
    expect(await focused()).toMatch(/^Copy the state/);
    await host.page.keyboard.press("ArrowDown");
    expect(await focused()).toMatch(/^Save the picture/);
    await host.page.keyboard.press("c");
    expect(await focused()).toMatch(/^Copy the state/);
    await host.page.keyboard.press("Escape");
    expect(await menu().isVisible()).toBe(false);
    expect(await stage().evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it("saves the picture as seen", async () => {
    const download = host.page.waitForEvent("download");
    await host.page.getByRole("button", { name: "Save and copy (S)" }).click();
    await host.page.getByRole("menuitem", { name: /^Save the picture/ }).click();
    expect((await download).suggestedFilename()).toBe("depth-seen.png");
  });

  it("takes a drag of the whole slice back as one step", async () => {
    await host.set({ near: 2, far: 4 });
    await host.page.waitForTimeout(600);
    await host.page.locator(".peel-track").scrollIntoViewIfNeeded();
    const track = await host.page.locator(".peel-track").boundingBox();
    const middle = await host.page.locator(".peel-range").boundingBox();
    if (!track || !middle) throw new Error("no bar");
    const [x, y] = [middle.x + middle.width / 2, track.y + track.height / 2];
    await host.page.mouse.move(x, y);
    await host.page.mouse.down();
    for (let i = 1; i <= 6; i++) {
      await host.page.mouse.move(x + 10 * i, y);
      await host.page.waitForTimeout(30);
    }
    await host.page.mouse.up();
    expect(await host.get("near")).toBeGreaterThan(2);
    await stage().focus();
    await host.page.keyboard.press("Control+z");
    expect([await host.get("near"), await host.get("far")]).toEqual([2, 4]);
  });

  it("takes changes back and makes them again, a drag as one step", async () => {
    await stage().focus();
    await host.set({ near: 2 });
    await host.set({ near: 2.5 });
    await host.page.waitForTimeout(600);
    await host.set({ far: 4 });
    await host.page.keyboard.press("Control+z");
    expect([await host.get("near"), await host.get("far")]).toEqual([2.5, null]);
    await host.page.keyboard.press("Control+z");
    expect([await host.get("near"), await host.get("far")]).toEqual([0, null]);
    await host.page.keyboard.press("Control+z");
    expect(await host.get("near")).toBe(0);
    await host.page.keyboard.press("Control+Shift+z");
    await host.page.keyboard.press("Control+Shift+z");
    expect([await host.get("near"), await host.get("far")]).toEqual([2.5, 4]);
  });

  it("fills the screen and comes back", async () => {
    await stage().focus();
    await host.page.keyboard.press("f");
    await expect.poll(() => host.page.evaluate("document.fullscreenElement?.className")).toMatch(/peel-view/);
    const box = await stage().boundingBox();
    expect(box?.height).toBeGreaterThan(300);
    await host.page.keyboard.press("f");
    await expect.poll(() => host.page.evaluate("document.fullscreenElement")).toBeNull();
  });
});
