/** Two pictures of one view: beyond a bar, in two stages that move together, in turn; by hand, by keys, by cells. */
import { readImage } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { referenceOf } from "../../widgets/dist/depth/reference.js";
import { depthDefaults } from "../../widgets/dist/depth/state.js";
import { depthToStore } from "../../widgets/dist/depth/store.js";
import { browserIsThere } from "../support/browser.js";
import { at, code, type DepthHost, depth, height, openDepthHost, photo, truth, width } from "./depthHost.js";
import { idOf, width as segmentsWide, state } from "./segmentationScene.js";

it("depth is held against the truth, the truth against depth, and either against what is asked for", () => {
  const names = ["photo", "painted", "depth", "truth"] as const;
  expect(referenceOf("depth", null, names)).toBe("truth");
  expect(referenceOf("truth", null, names)).toBe("depth");
  expect(referenceOf("depth", null, ["photo", "depth"])).toBe("photo");
  expect(referenceOf("depth", "painted", names)).toBe("painted");
  expect(referenceOf("depth", "truth", ["photo", "depth"])).toBe("photo");
  expect(referenceOf("depth", null, ["depth"])).toBe("depth");
});

it("a notebook that is opened does not blink by itself, but stands side by side", () => {
  const kept = (beside: "blink" | "side") => {
    const shown = { depth, painted: undefined, photo: undefined, truth: undefined };
    const { stateAt } = depthToStore(shown, { ...depthDefaults, beside });
    return stateAt({ width, height, factor: 1 }).beside;
  };
  expect([kept("blink"), kept("side")]).toEqual(["none", "side"]);
});

describe.runIf(browserIsThere())("beside each other", { timeout: 60_000 }, () => {
  let host: DepthHost;
  beforeAll(async () => {
    host = await openDepthHost();
  });
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const stages = () => host.page.locator(".peel-stage");
  const names = () => host.page.locator(".peel-stage-name:visible").allInnerTexts();
  const boxOf = async (index: number) => {
    const box = await stages().nth(index).boundingBox();
    if (!box) throw new Error(`no stage ${index}`);
    return box;
  };
  /** The colour at a share of a stage's canvas. */
  const colourOn = (index: number, u: number, v: number) =>
    host.page
      .locator(".peel-canvas")
      .nth(index)
      .evaluate(
        (node, [x, y]) => {
          const canvas = node as HTMLCanvasElement;
          const { data } =
            canvas.getContext("2d")?.getImageData(x * canvas.width, y * canvas.height, 1, 1) ?? {};
          return [...(data ?? [])].slice(0, 3);
        },
        [u, v] as const,
      );
  const [u, v] = [100.5 / width, 200.5 / height];
  const [found, right] = [depth, truth].map(({ data }) => [...code.colourOf(data[at(100, 200)])]);
  const viewOf = (index: number) =>
    host.page
      .locator(".peel-canvas")
      .nth(index)
      .evaluate((node) => (node as HTMLCanvasElement).toDataURL());

  it("depth and truth stand side by side, at one zoom, whichever is moved", async () => {
    await host.open({ beside: "side" });
    await expect.poll(() => stages().count()).toBe(2);
    expect(await names()).toEqual(["Depth", "Truth"]);
    const [left, beside] = [await boxOf(0), await boxOf(1)];
    expect([beside.y, beside.width, beside.height]).toEqual([left.y, left.width, left.height]);
    expect(beside.x).toBeGreaterThanOrEqual(left.x + left.width);
    await host.painted();
    expect(await colourOn(0, u, v)).toEqual(found);
    expect(await colourOn(1, u, v)).toEqual(right);
    // The same picture on both sides is the same to the pixel, wherever it is moved.
    await host.set({ reference: "depth" });
    expect(await viewOf(1)).toBe(await viewOf(0));
    const { page } = host;
    await page.mouse.move(beside.x + 0.7 * beside.width, beside.y + 0.4 * beside.height);
    await page.keyboard.down("Control");
    for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await host.painted();
    const zoomed = await viewOf(0);
    expect(await viewOf(1)).toBe(zoomed);
    await page.mouse.down();
    await page.mouse.move(beside.x + 0.5 * beside.width, beside.y + 0.5 * beside.height, { steps: 4 });
    await page.mouse.up();
    await host.painted();
    const panned = await viewOf(0);
    expect(panned).not.toBe(zoomed);
    expect(await viewOf(1)).toBe(panned);
    await stages().first().press("0");
    await host.painted();
    expect(await viewOf(1)).toBe(await viewOf(0));
    // One cursor in both.
    await page.mouse.move(beside.x + u * beside.width, beside.y + v * beside.height);
    await host.painted();
    expect(await host.get("cursor")).toEqual({ x: 100, y: 200 });
    expect(await page.locator(".peel-marker:visible").count()).toBe(2);
    // Keys on the other one mean the same.
    await stages().nth(1).press("Shift+ArrowLeft");
    expect(await host.get("cursor")).toEqual({ x: 90, y: 200 });
    await stages().nth(1).press("v");
    expect(await host.get("beside")).toBe("blink");
    await expect.poll(() => stages().count()).toBe(1);
    await host.set({ beside: "none" });
    expect(await names()).toEqual([]);
    expect((await boxOf(0)).width).toBeGreaterThan(left.width);
  });

  it("both are on the picture that is saved", async () => {
    const save = async (name: RegExp) => {
      await stages().first().press("s");
      const download = host.page.waitForEvent("download");
      await host.page.getByRole("menuitem", { name }).click();
      return readImage(await (await download).path());
    };
    await host.open({ beside: "side" });
    await host.painted();
    const seen = await save(/as seen/);
    const canvas = await host.page
      .locator(".peel-canvas")
      .first()
      .evaluate((node) => {
        const { width: wide, height: high } = node as HTMLCanvasElement;
        return { wide, high };
      });
    expect(seen.width).toBe(2 * canvas.wide + 6);
    const colour = (left: number) => {
      const i = 3 * (Math.floor(v * canvas.high) * seen.width + left + Math.floor(u * canvas.wide));
      return [...seen.data.subarray(i, i + 3)];
    };
    expect([colour(0), colour(canvas.wide + 6)]).toEqual([found, right]);
    await host.showState({ ...state, beside: "side" });
    await host.painted();
    expect((await save(/with its legend/)).width).toBe(2 * canvas.wide + 6);
  });

  it("a measure drawn on either is seen on both", async () => {
    await host.open({ beside: "side", tool: "measure" });
    const inked = (index: number) =>
      host.page
        .locator(".peel-stage .peel-overlay")
        .nth(index)
        .evaluate((node) => {
          const canvas = node as HTMLCanvasElement;
          const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
          return data.filter((level, i) => i % 4 === 3 && level > 0).length;
        });
    const box = await boxOf(1);
    await host.page.mouse.move(box.x + 60, box.y + 150);
    await host.page.mouse.down();
    await host.page.mouse.move(box.x + 200, box.y + 160, { steps: 3 });
    await host.page.mouse.up();
    await host.painted();
    expect(await host.get("measures")).toHaveLength(1);
    expect(await inked(0)).toBeGreaterThan(200);
    expect(await inked(1)).toBe(await inked(0));
  });

  it("the truth lies beyond a bar that is dragged, in place", async () => {
    await host.open({ swipe: 0.2 });
    expect(await host.colourOf(100, 200)).toEqual([...right, 255]);
    const bar = host.page.locator(".peel-swipe");
    expect(await bar.getAttribute("aria-label")).toBe("Bar between Depth and Truth");
    await bar.press("End");
    await host.painted();
    expect(await host.colourOf(100, 200)).toEqual([...found, 255]);
    await bar.press("Home");
    await host.set({ reference: "photo" });
    expect((await host.colourOf(100, 200)).slice(0, 3)).not.toEqual(right);
    expect(await host.page.locator(".peel-swipe-right").innerText()).toBe("Photo");
  });

  it("blinks between both, tells which is seen, and stops", async () => {
    await host.open({ beside: "blink" });
    await expect.poll(names).toEqual(["Depth"]);
    await expect.poll(names, { timeout: 5000 }).toEqual(["Truth"]);
    await host.painted();
    await expect.poll(() => colourOn(0, u, v)).toEqual(right);
    await expect.poll(() => colourOn(0, u, v), { timeout: 5000 }).toEqual(found);
    await expect.poll(names, { timeout: 5000 }).toEqual(["Truth"]);
    await host.set({ beside: "none" });
    expect(await colourOn(0, u, v)).toEqual(found);
    expect(await names()).toEqual([]);
  });

  it("a key that is held names what it shows", async () => {
    await host.open({ near: 1 });
    await host.page.locator(".peel-stage").focus();
    for (const [key, name] of [
      ["b", "Truth"],
      [" ", "Without the slice"],
    ]) {
      await host.page.keyboard.down(key);
      expect(await names()).toEqual([name]);
      await host.page.keyboard.up(key);
      expect(await names()).toEqual([]);
    }
  });

  it("depth without a truth is compared with the photo; alone it is with nothing", async () => {
    await host.show({ depth, photo, controls: { panel: "compare" } });
    await host.page.getByLabel("Beside it", { exact: true }).selectOption("side");
    expect(await names()).toEqual(["Depth", "Photo"]);
    await host.show({ depth: { width, height, data: depth.data } as never });
    expect(await host.page.getByRole("button", { name: "Compare" }).count()).toBe(0);
    await host.press("v");
    expect([await host.get("beside"), await host.get("swipe")]).toEqual(["none", null]);
  });

  it("normals stand beside the truth and the normals of depth, and their worst places are a press away", async () => {
    const { normalState, trueWorst } = await import("./normalScene.js");
    await host.showState({ ...normalState, beside: "side" });
    await expect.poll(names).toEqual(["Normals", "Truth"]);
    await host.set({ reference: "ofDepth" } as never);
    expect(await names()).toEqual(["Normals", "Normals of depth"]);
    await stages().first().press("v");
    expect(await host.get("beside" as never)).toBe("blink");
    await host.set({ beside: "none", reference: null, panel: "compare" } as never);
    const chips = host.page.locator(".peel-panel .peel-chip");
    await expect.poll(() => chips.count(), { timeout: 10_000 }).toBe(5);
    await chips.first().click();
    expect([await host.get("picture" as never), await host.get("cursor" as never)]).toEqual([
      "error",
      trueWorst,
    ]);
  });

  it("in a narrow window they stand one above the other", async () => {
    await host.show({ depth, truth, controls: { beside: "side" }, width: 340 });
    await host.painted();
    const [above, below] = [await boxOf(0), await boxOf(1)];
    expect(below.y).toBeGreaterThanOrEqual(above.y + above.height);
    expect(below.width).toBe(above.width);
    expect(await host.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(
      true,
    );
  });

  it("regions and true regions stand side by side and blink, or the bare picture where there is no truth", async () => {
    await host.showState({ ...state, opacity: 1, beside: "side" });
    await expect.poll(names).toEqual(["decoded", "truth"]);
    await host.painted();
    const chairs = [255, 0, 0];
    // The chair's right edge: in truth it ends two pixels further left.
    const [x, y] = [69.5 / segmentsWide, 0.5];
    expect(await colourOn(0, x, y)).toEqual(chairs);
    expect(await colourOn(1, x, y)).toEqual([0, 255, 0]);
    await host.set({ overlay: "truth" } as never);
    expect(await names()).toEqual(["truth", "decoded"]);
    expect(await colourOn(1, x, y)).toEqual(chairs);
    await host.set({ isolated: [idOf("wall")], overlay: "regions" } as never);
    expect(await colourOn(1, x, y)).toEqual([100, 100, 100]);
    await stages().nth(1).press("i");
    await host.set({ isolated: [], beside: "blink", overlay: "truth" } as never);
    await expect.poll(() => colourOn(0, x, y), { timeout: 5000 }).toEqual(chairs);
    await expect.poll(() => colourOn(0, x, y), { timeout: 5000 }).toEqual([0, 255, 0]);
    await host.showState({ ...state, truth: null, opacity: 1, beside: "side" });
    await host.painted();
    expect(await names()).toEqual(["decoded", "picture"]);
    expect(await colourOn(1, x, y)).toEqual([100, 100, 100]);
  });
});
