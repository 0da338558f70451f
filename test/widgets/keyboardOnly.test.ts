/** One sitting without a mouse: slice, measure, pick a direction, relight, isolate a class, compare, export. */
import { readFile } from "node:fs/promises";
import { corrupt, decodeDepth, encodeDepth, renderScene, sampleScene } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { depthDefaults } from "../../widgets/dist/depth/state.js";
import { normalDefaults } from "../../widgets/dist/normal/state.js";
import { regionsOf } from "../../widgets/dist/segmentation/regions.js";
import { segmentationDefaults } from "../../widgets/dist/segmentation/state.js";
import { browserIsThere } from "../support/browser.js";
import { enter, focused, pressKeys, tabTo } from "./byKeys.js";
import { type Host, openHost } from "./host.js";

const [width, height] = [160, 120];
const scene = renderScene(sampleScene({ seed: 5 }), { width, height });
const painted = corrupt(encodeDepth(scene.depth), { seed: 1 });
const photo = scene.photo.data;

describe.runIf(browserIsThere())("by keys alone", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 900, height: 1300 } });
  });
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const get = (key: string) => host.get(key as never) as Promise<unknown>;
  const press = (...keys: string[]) => pressKeys(host, ...keys);

  it("slices, measures, compares and saves depth", async () => {
    await host.showState({
      ...{ _view_name: "DepthView", ...depthDefaults, width, height, photo, residual: null },
      ...{ depth: decodeDepth(painted).data, painted: painted.data, truth: scene.depth.data },
    });
    await enter(host);
    await press("ArrowRight", "Shift+ArrowDown", "[");
    const near = (await get("near")) as number;
    expect(near).toBeGreaterThan(0);
    await press("Shift+ArrowUp", "Shift+ArrowUp", "Shift+ArrowUp", "]");
    expect(await get("far")).not.toBe(depthDefaults.far);
    await press("m", "Enter", "Shift+ArrowRight", "Shift+ArrowRight", "Enter");
    expect(await get("measures")).toHaveLength(1);
    await press("Escape", "d");
    expect(await get("picture")).toBe("error");
    await press("d");
    await tabTo(host, /^Compare/);
    await press("Enter");
    await expect.poll(() => host.page.locator(".peel-panel").innerText()).toContain("AbsRel");
    await enter(host);
    const [download] = await Promise.all([
      host.page.waitForEvent("download"),
      (async () => {
        await press("s");
        await expect.poll(() => focused(host)).not.toBe("");
        for (let steps = 0; steps < 20 && !/NPY|\.npy/i.test(await focused(host)); steps++)
          await press("ArrowDown");
        await press("Enter");
      })(),
    ]);
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(1, 6).toString()).toBe("NUMPY");
  });

  it("picks a direction and relights", async () => {
    await host.showState({
      ...{ _view_name: "NormalView", ...normalDefaults, width, height, photo, painted: null, residual: null },
      ...{ normals: scene.normals.data, truth: scene.normals.data, depth: null, fieldOfView: 60 },
    });
    await enter(host);
    await press("Shift+ArrowDown", "Shift+ArrowDown", "d");
    expect(await get("direction")).not.toBeNull();
    await press("l");
    expect(await get("picture")).toBe("relit");
    const light = await get("light");
    await tabTo(host, /ball|direction|light/i);
    await press("ArrowLeft", "ArrowUp");
    await expect.poll(() => get("light")).not.toEqual(light);
  });

  it("isolates a region and reads its share", async () => {
    await host.showState({
      ...{ _view_name: "SegmentationView", ...segmentationDefaults, width, height, photo, painted: null },
      ...{ ids: scene.instances.data, margin: null, truth: null, areInstances: true },
      regions: regionsOf(scene.instances),
    });
    await enter(host);
    await press("2");
    expect(await get("isolated")).toHaveLength(1);
    await press("2");
    expect(await get("isolated")).toEqual([]);
    await tabTo(host, /^Opacity/);
    await press("Home");
    expect(await get("opacity")).toBe(0);
  });
});
