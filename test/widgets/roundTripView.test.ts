/** RoundTripView: what it computes is the codecs' own; the hand moves a disturbance and sees what it does. */
import { corrupt, decodeDepth, encodeDepth, renderScene, sampleScene } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layerOf, stateOfLayers } from "../../widgets/dist/layers/given.js";
import { errorsByDistance, roundTrip, summaryOf } from "../../widgets/dist/roundTrip/roundTrip.js";
import { roundTripDefaults } from "../../widgets/dist/roundTrip/state.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

const size = { width: 96, height: 72 };
const scene = renderScene(sampleScene({ seed: 5 }), size);
const depth = layerOf("map", scene.depth, "truth");
const none = { drift: 0, noise: 0, grid: 0, edges: 0, ring: 0, jpeg: 0, shift: 0 };

describe("a round trip", () => {
  it("is encode, corrupt, decode", () => {
    const { painted, disturbed, decoded } = roundTrip(depth, roundTripDefaults);
    const exact = encodeDepth(scene.depth);
    expect(painted.data).toEqual(exact.data);
    expect(disturbed.data).toEqual(corrupt(exact, { seed: 1 }).data);
    expect(decoded.data).toEqual(decodeDepth(corrupt(exact, { seed: 1 })).data);
  });

  it("loses less than a step of the code where nothing disturbs it, and more with every disturbance", () => {
    const worst = (changes: object): number => {
      const { error } = roundTrip(depth, { ...roundTripDefaults, ...none, ...changes });
      return [...(error.data as Float32Array)]
        .filter(Number.isFinite)
        .reduce((sum, one) => sum + Math.abs(one), 0);
    };
    const quiet = worst({});
    for (const changes of [{ drift: 6 }, { noise: 5 }, { grid: 4 }, { edges: 2 }, { jpeg: 40 }, { shift: 3 }])
      expect(worst(changes), JSON.stringify(changes)).toBeGreaterThan(1.5 * quiet);
  });

  it("loses ever more with distance", () => {
    const { error } = roundTrip(depth, { ...roundTripDefaults, ...none });
    const bins = errorsByDistance(scene.depth.data, error.data as Float32Array);
    expect(bins.length).toBeGreaterThan(8);
    expect(bins.reduce((sum, { pixels }) => sum + pixels, 0)).toBe(
      scene.depth.data.filter(Number.isFinite).length,
    );
    expect(bins.at(-1)?.median).toBeGreaterThan(bins[0].median);
  });

  it("knows normals and classes", () => {
    const normals = layerOf("map", scene.normals, "truth");
    expect(summaryOf(roundTrip(normals, { ...roundTripDefaults, ...none }))).toMatch(
      /off by at most 0\.\d\d°/,
    );
    const labels = layerOf("map", scene.classes, "truth");
    expect(summaryOf(roundTrip(labels, { ...roundTripDefaults, ...none }))).toBe(
      "100.00\u00a0% of the pixels keep their class",
    );
    const blurred = summaryOf(roundTrip(labels, { ...roundTripDefaults, edges: 3, noise: 15 }));
    expect(Number.parseFloat(blurred)).toBeLessThan(99);
  });
});

describe.runIf(browserIsThere())("RoundTripView", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 1100, height: 1000 } });
  });
  afterAll(() => host?.close());
  const get = (key: string) => host.get(key as never) as Promise<unknown>;
  const said = () => host.page.locator("[role=status]").first().innerText();
  async function shown(layer = depth): Promise<void> {
    await host.showState({
      ...{ _view_name: "RoundTripView", ...roundTripDefaults, cursorLink: null },
      ...stateOfLayers([layer], size),
      cursor: { x: 50, y: 40 },
    });
    await host.page.waitForSelector(".peel-stage");
    await host.painted();
  }

  it("follows a slider, and goes back to nothing and to what was published", async () => {
    await shown();
    await host.screenshot("round-trip");
    const first = await said();
    await host.page.getByLabel("Noise", { exact: true }).focus();
    await host.page.keyboard.press("End");
    await expect.poll(said).not.toBe(first);
    expect(await get("noise")).toBe(20);
    await host.page.getByRole("button", { name: "nothing does" }).click();
    await expect.poll(said).toMatch(/95 % by at most 0\.0\d\d/);
    expect(await get("drift")).toBe(0);
    // Changes closer together than this are one gesture.
    await host.page.waitForTimeout(600);
    await host.page.getByRole("button", { name: "published pictures are" }).click();
    await expect.poll(said).toBe(first);
    await host.page.keyboard.press("Control+z");
    expect(await get("drift")).toBe(0);
  });

  it("follows by a preview where the picture is large, and then goes the whole way", async () => {
    const wide = { width: 480, height: 360 };
    const large = layerOf("map", renderScene(sampleScene({ seed: 5 }), wide).depth, "truth");
    await host.showState({
      ...{ _view_name: "RoundTripView", ...roundTripDefaults, ...stateOfLayers([large], wide) },
      ...{ cursorLink: null, cursor: { x: 200, y: 300 } },
    });
    const whole = (controls: object) => summaryOf(roundTrip(large, { ...roundTripDefaults, ...controls }));
    await expect.poll(said).toBe(whole({}));
    await host.page.getByLabel("Noise", { exact: true }).focus();
    await host.page.keyboard.press("End");
    await expect.poll(said).toContain("preview of every third pixel");
    await expect.poll(said).toBe(whole({ noise: 20 }));
    const { decoded } = roundTrip(large, { ...roundTripDefaults, noise: 20 });
    expect(await host.page.locator(".peel-readout").innerText()).toContain(
      (decoded.data as Float32Array)[300 * 480 + 200].toFixed(2),
    );
  });

  it("shows four pictures with one cursor, and other noise by N", async () => {
    await shown();
    expect(await host.page.locator(".peel-stage-name:visible").allInnerTexts()).toEqual([
      ...["painted", "disturbed", "decoded", "error"],
    ]);
    await host.page.locator(".peel-stage").nth(1).focus();
    await host.page.keyboard.press("n");
    expect(await get("seed")).toBe(2);
  });
});
