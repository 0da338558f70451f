/** On a full screen the picture is larger than before, whatever panel is open, and nothing lies over it. */
import { corrupt, decodeDepth, encodeDepth, renderScene, sampleScene } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { depthDefaults } from "../../widgets/dist/depth/state.js";
import { normalDefaults } from "../../widgets/dist/normal/state.js";
import { regionsOf } from "../../widgets/dist/segmentation/regions.js";
import { segmentationDefaults } from "../../widgets/dist/segmentation/state.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

const [width, height] = [160, 120];
const scene = renderScene(sampleScene({ seed: 5 }), { width, height });
const painted = corrupt(encodeDepth(scene.depth), { seed: 1 });
const given = { width, height, photo: scene.photo.data };
const states: Record<string, (panel: string) => object> = {
  DepthView: (panel) => ({
    ...{ _view_name: "DepthView", ...depthDefaults, ...given, residual: null, panel },
    ...{ depth: decodeDepth(painted).data, painted: painted.data, truth: scene.depth.data },
  }),
  NormalView: (panel) => ({
    ...{ _view_name: "NormalView", ...normalDefaults, ...given, painted: null, residual: null, panel },
    ...{ normals: scene.normals.data, truth: scene.normals.data, depth: null, fieldOfView: 60 },
  }),
  SegmentationView: (panel) => ({
    ...{
      _view_name: "SegmentationView",
      ...segmentationDefaults,
      ...given,
      painted: null,
      margin: null,
      panel,
    },
    ...{ ids: scene.classes.data, regions: regionsOf(scene.classes), truth: scene.classes.data },
    ...{ areInstances: false, prompt: null },
  }),
};

describe.runIf(browserIsThere())("a view on a full screen", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 1280, height: 800 } });
  });
  afterAll(() => host?.close());

  async function boxes() {
    const { page } = host;
    return page.evaluate(() => {
      const box = (selector: string) => {
        const { left, top, right, bottom } = document
          .querySelector(selector)
          ?.getBoundingClientRect() as DOMRect;
        return { left, top, right, bottom };
      };
      return { stage: box(".peel-stage"), below: box(".peel-below") };
    });
  }

  it.each([
    ["SegmentationView", "compare"],
    ["SegmentationView", "instances"],
    ["DepthView", "points"],
    ["DepthView", "compare"],
    ["NormalView", "compare"],
  ])("%s with %s open", async (view, panel) => {
    const { page } = host;
    await host.showState(states[view](panel));
    const small = await page.locator(".peel-stage").boundingBox();
    await page.locator(".peel-stage").focus();
    await page.keyboard.press("f");
    await expect
      .poll(() => page.evaluate("document.fullscreenElement?.className"))
      .toMatch(/peel-fullscreen/);
    await host.painted();
    const { stage, below } = await boxes();
    await host.screenshot(`full-${view}-${panel}`);
    expect((stage.right - stage.left) * (stage.bottom - stage.top)).toBeGreaterThan(
      (small?.width ?? 0) * (small?.height ?? 0),
    );
    // Beside each other, both within the screen.
    expect(stage.right).toBeLessThanOrEqual(below.left);
    expect(below.right).toBeLessThanOrEqual(1280);
    expect(Math.max(stage.bottom, below.bottom)).toBeLessThanOrEqual(800);
    await page.keyboard.press("f");
    await expect.poll(() => page.evaluate("document.fullscreenElement")).toBeNull();
  });

  it("stacks on a narrow one", async () => {
    const { page } = host;
    await page.setViewportSize({ width: 420, height: 800 });
    await host.showState(states.DepthView("compare"));
    await page.locator(".peel-stage").focus();
    await page.keyboard.press("f");
    await expect
      .poll(() => page.evaluate("document.fullscreenElement?.className"))
      .toMatch(/peel-fullscreen/);
    await host.painted();
    const { stage, below } = await boxes();
    expect(stage.bottom).toBeLessThanOrEqual(below.top + 1);
    expect(stage.bottom - stage.top).toBeGreaterThan(250);
    await page.keyboard.press("f");
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
