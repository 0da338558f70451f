/** PointCloudView: points and picture point at each other; a DepthView beside it slices it. */
import { renderScene, sampleScene } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pointDefaults } from "../../widgets/dist/points/state.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

const size = { width: 96, height: 72 };
const scene = renderScene(sampleScene({ seed: 5 }), size);

describe.runIf(browserIsThere())("PointCloudView", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 1300, height: 900 } });
  });
  afterAll(() => host?.close());
  const get = (key: string) => host.get(key as never) as Promise<unknown>;
  const words = () => host.page.locator(".peel-beside").innerText();
  async function shown(controls: object = {}): Promise<void> {
    await host.showState({
      ...{ _view_name: "PointCloudView", ...pointDefaults, ...size },
      ...{ depth: scene.depth.data, photo: scene.photo.data, painted: null, residual: null, truth: null },
      ...{ cursorLink: null, rangeLink: null },
      ...controls,
    });
    await host.page.waitForSelector(".peel-cloud");
    await host.painted();
  }

  it("shows points of the slice, whose limits are moved by hand", async () => {
    await shown({ cursor: { x: 40, y: 40 } });
    await expect.poll(words).toMatch(/\d+ points/);
    await host.screenshot("point-cloud");
    await host.page.getByLabel("Far", { exact: true }).focus();
    await host.page.keyboard.press("PageDown");
    await host.page.keyboard.press("PageDown");
    await expect.poll(words).toMatch(/\d+ points of \d+ in the slice/);
    expect(await get("far")).toBeLessThan(20);
    await host.page.keyboard.press("End");
    expect(await get("far")).toBeNull();
  });

  it("points from the cloud into the picture, turns, and puts the picture away", async () => {
    await shown({ viewpoint: { right: 0, up: 0, zoom: 1, x: 0, y: 0 } });
    const cloud = host.page.locator(".peel-cloud");
    const box = await cloud.boundingBox();
    if (!box) throw new Error("no cloud");
    await host.screenshot("point-cloud-front");
    await host.page.mouse.move(box.x + 0.5 * box.width, box.y + 0.8 * box.height);
    await host.page.mouse.move(box.x + 0.5 * box.width, box.y + 0.85 * box.height);
    await expect.poll(() => get("cursor")).not.toBeNull();
    // From the camera a point lies where its pixel does.
    const { x, y } = (await get("cursor")) as { x: number; y: number };
    expect(Math.abs(x - 48) + Math.abs(y - 61)).toBeLessThan(4);
    await cloud.focus();
    await host.page.keyboard.press("ArrowRight");
    expect(await get("viewpoint")).toMatchObject({ right: 5 });
    await host.page.keyboard.press("p");
    expect(await host.page.locator(".peel-stage").isVisible()).toBe(false);
    await host.page.keyboard.press("p");
    expect(await host.page.locator(".peel-stage").isVisible()).toBe(true);
  });
});
