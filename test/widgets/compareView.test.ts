/** CompareView in a plain page in real Chromium: modes, readout, difference, keys. */
import { corrupt, DepthMap, decodeDepth, encodeDepth, RgbImage } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareDefaults } from "../../widgets/dist/compare/state.js";
import { layerOf, stateOfLayers } from "../../widgets/dist/layers/given.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

const [width, height] = [64, 48];
/** Metres grow to the right; the other is 10 cm farther, and unknown in its first column. */
const near = new DepthMap({
  width,
  height,
  data: Float32Array.from({ length: width * height }, (_, i) => 1 + (i % width) / 16),
});
const far = new DepthMap({
  width,
  height,
  data: near.data.map((metres, i) => (i % width === 0 ? Number.NaN : metres + 0.1)),
});
const half = new RgbImage({ width: 32, height: 24, data: new Uint8Array(3 * 32 * 24).fill(90) });

function stateOf(controls: object = {}): object {
  const layers = [
    layerOf("a", near, "near"),
    layerOf("b", far, "far"),
    layerOf("c", half, "photo"),
    layerOf("d", decodeDepth(corrupt(encodeDepth(near), { seed: 1 })), "noisy"),
  ];
  return {
    _view_name: "CompareView",
    ...compareDefaults,
    ...stateOfLayers(layers, { width, height }),
    ...{ first: "near", second: "far", cursorLink: null },
    ...controls,
  };
}

describe.runIf(browserIsThere())("CompareView", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost();
  });
  afterAll(() => host?.close());
  const set = (changes: object) => host.set(changes as never);
  const get = (key: string) => host.get(key as never) as Promise<unknown>;
  const text = (selector: string) => host.page.locator(selector).first().textContent();
  const shown = async (controls?: object) => {
    await host.showState(stateOf(controls));
    await host.page.waitForSelector(".peel-stage");
    await host.painted();
  };

  it("has a bar between the two, which a drag moves, while the pictures stay", async () => {
    await shown();
    const before = await host.colourAt(0.25, 0.5);
    // Left of the bar the near one's colours, right of it the far one's.
    expect(before).not.toEqual(await host.colourAt(0.75, 0.5));
    const box = await host.page.locator(".peel-stage").boundingBox();
    if (!box) throw new Error("no stage");
    await host.page.mouse.move(box.x + 0.5 * box.width, box.y + 0.5 * box.height);
    await host.page.mouse.down();
    await host.page.mouse.move(box.x + 0.2 * box.width, box.y + 50);
    await host.page.mouse.up();
    expect(await get("swipe")).toBeCloseTo(0.2, 2);
    await host.painted();
    expect(await host.colourAt(0.25, 0.5)).not.toEqual(before);
  });

  it("reads every picture at one place, each in its own size", async () => {
    await shown({ cursor: { x: 32, y: 20 } });
    const line = await text(".peel-fields");
    expect(line).toContain("near");
    expect(line).toMatch(/3\.00\sm/);
    expect(line).toMatch(/3\.10\sm/);
    expect(line).toContain("90 90 90");
  });

  it("tells how far apart the two are", async () => {
    await shown({ mode: "difference", cursor: { x: 10, y: 10 } });
    await host.page.waitForFunction(() =>
      document.querySelector("[role=status]")?.textContent?.includes("mean"),
    );
    expect(await text("[role=status]")).toMatch(/mean 0\.100\sm · median 0\.100\sm · 1\.6\s% without/);
    expect(await text(".peel-field-difference")).toMatch(/\+0\.10\sm/);
    expect(await host.page.locator(".peel-legend").getAttribute("aria-label")).toContain("far − near");
  });

  it("does not subtract colours from metres", async () => {
    await shown({ second: "photo" });
    expect(await host.page.locator("input[value=difference]").isDisabled()).toBe(true);
    await host.page.locator(".peel-stage").focus();
    const seen: unknown[] = [];
    for (let i = 0; i < 4; i++) {
      await host.page.keyboard.press("v");
      seen.push(await get("mode"));
    }
    expect(seen).toEqual(["side", "blink", "all", "swipe"]);
  });

  it("shows all at once, moved together", async () => {
    await shown({ mode: "all" });
    const stages = host.page.locator(".peel-stage");
    expect(await stages.count()).toBe(4);
    await stages.nth(2).focus();
    await host.page.keyboard.press("+");
    await host.painted();
    const zoomed = await host.page.evaluate(() =>
      [...document.querySelectorAll(".peel-stage")].map((stage) => stage.classList.contains("peel-zoomed")),
    );
    expect(zoomed).toEqual([true, true, true, true]);
    await set({ mode: "swipe" });
    expect(await stages.count()).toBe(1);
  });

  it("changes the two, and picks the second by its number", async () => {
    await shown();
    await host.page.locator(".peel-stage").focus();
    await host.page.keyboard.press("x");
    expect([await get("first"), await get("second")]).toEqual(["far", "near"]);
    await host.page.keyboard.press("4");
    expect(await get("second")).toBe("noisy");
    await host.page.keyboard.press("Control+z");
    expect(await get("second")).toBe("near");
  });

  it("looks well in dark and narrow", async () => {
    for (const [name, mode] of [
      ["swipe", "swipe"],
      ["difference", "difference"],
      ["all", "all"],
    ]) {
      await shown({ mode, cursor: { x: 20, y: 20 } });
      await host.page.waitForTimeout(100);
      await host.screenshot(`compare-${name}`);
    }
  });
});
