import { corrupt, decodeDepth, depthCode, encodeDepth, renderScene, sampleScene } from "vision-peel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

const { photo, depth: truth } = renderScene(sampleScene({ seed: 7 }), { width: 160, height: 120 });
const painted = corrupt(encodeDepth(truth), { seed: 1 });
const depth = decodeDepth(painted);
const code = depthCode();

describe.runIf(browserIsThere())("DepthView in a plain page", () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 900, height: 760 } });
  });
  beforeEach(() => host.show({ depth, painted, photo }));
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });

  const text = (selector: string) => host.page.locator(selector).innerText();
  const near = () => host.page.getByRole("slider", { name: "Near limit" });
  const far = () => host.page.getByRole("slider", { name: "Far limit" });
  const stage = () => host.page.locator(".peel-stage");
  const boxOf = async (selector: string) => {
    const box = await host.page.locator(selector).boundingBox();
    if (!box) throw new Error(`${selector} is not seen`);
    return box;
  };
  const pixelCentre = async (x: number, y: number) => {
    const box = await boxOf(".peel-stage");
    return [box.x + ((x + 0.5) / 160) * box.width, box.y + ((y + 0.5) / 120) * box.height] as const;
  };

  it("drags a limit by mouse and tells the model, with the numbers shown", async () => {
    const track = await boxOf(".peel-track");
    const grip = await boxOf(".peel-handle-near");
    const y = track.y + track.height / 2;
    const start = grip.x + grip.width / 2;
    await host.page.mouse.move(start, y);
    await host.page.mouse.down();
    await host.page.mouse.move(start + track.width / 2, y, { steps: 5 });
    await host.page.mouse.up();
    const metres = await host.get("near");
    expect(metres).toBeCloseTo(code.metresOf(0.5), 1);
    expect(await host.page.getByLabel("Near limit in metres").inputValue()).toBe(metres.toFixed(2));
    expect(await near().getAttribute("aria-valuetext")).toBe(`${metres.toPrecision(3)} metres`);
    expect(await host.page.evaluate("model.saves.length")).toBeGreaterThan(0);
    // Further than the other limit it cannot go.
    await host.set({ far: 5 });
    await near().press("End");
    expect([await host.get("near"), await host.get("far")]).toEqual([5, 5]);
  });

  it("lets either limit be taken again where both have met", async () => {
    await host.set({ near: 4.5, far: 4.5 });
    const dragBy = async (name: "near" | "far", by: number) => {
      const grip = await boxOf(`.peel-handle-${name}`);
      const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
      await host.page.mouse.move(x, y);
      await host.page.mouse.down();
      await host.page.mouse.move(x + by, y, { steps: 4 });
      await host.page.mouse.up();
      return { near: await host.get("near"), far: await host.get("far") };
    };
    const apart = await dragBy("near", -60);
    expect(apart.near).toBeLessThan(4);
    expect(apart.far).toBe(4.5);
    await host.set({ near: 4.5, far: 4.5 });
    const again = await dragBy("far", 60);
    expect(again.near).toBe(4.5);
    expect(again.far).toBeGreaterThan(5);
  });

  it("moves limits by keys, ten times as far with Shift, and to the ends", async () => {
    await far().press("ArrowLeft");
    const one = (await host.get("far")) ?? Infinity;
    expect(one).toBeLessThan(Infinity);
    expect(code.positionOf(one)).toBeCloseTo(1 - 4 / 1785, 3);
    await far().press("Shift+ArrowLeft");
    expect(code.positionOf((await host.get("far")) ?? Infinity)).toBeCloseTo(1 - 44 / 1785, 3);
    await far().press("End");
    expect(await host.get("far")).toBeNull();
    expect(await far().getAttribute("aria-valuetext")).toBe("infinitely far");
    await near().press("PageUp");
    expect(code.positionOf(await host.get("near"))).toBeCloseTo(40 / 1785, 3);
    await near().press("Home");
    expect(await host.get("near")).toBe(0);
  });

  it("drags the whole slice between its limits, and takes it back at a double click", async () => {
    await host.set({ near: 2, far: 4 });
    const track = await boxOf(".peel-track");
    const at = (position: number) => track.x + position * track.width;
    const y = track.y + track.height / 2;
    const middle = (code.positionOf(2) + code.positionOf(4)) / 2;
    await host.page.mouse.move(at(middle), y);
    await host.page.mouse.down();
    await host.page.mouse.move(at(middle + 0.2), y, { steps: 4 });
    await host.page.mouse.up();
    expect(await host.get("near")).toBeCloseTo(code.metresOf(code.positionOf(2) + 0.2), 1);
    expect(await host.get("far")).toBeCloseTo(code.metresOf(code.positionOf(4) + 0.2), 1);
    await host.page.mouse.dblclick(at(middle + 0.2), y);
    expect([await host.get("near"), await host.get("far")]).toEqual([0, null]);
  });

  it("keeps the middle share of the pixels, and all again", async () => {
    await host.page.getByRole("button", { name: /farthest 5 %/ }).click();
    const sorted = [...depth.data].filter(Number.isFinite).sort((a, b) => a - b);
    const [from, to] = [await host.get("near"), (await host.get("far")) ?? Infinity];
    const share = sorted.filter((metres) => metres >= from && metres <= to).length / sorted.length;
    expect(share).toBeGreaterThan(0.88);
    expect(share).toBeLessThan(0.93);
    await host.page.getByRole("button", { name: "Take both limits back" }).click();
    expect([await host.get("near"), await host.get("far")]).toEqual([0, null]);
  });

  it("moves the slice through the picture, from near to far, until it is stopped", async () => {
    await stage().focus();
    await host.page.keyboard.press("w");
    expect(await host.get("sweep")).toBe(true);
    await expect.poll(() => host.get("near")).toBeGreaterThan(0);
    const first = await host.get("near");
    await expect.poll(() => host.get("near")).toBeGreaterThan(first);
    await host.set({ sweep: false });
    const last = await host.get("near");
    await host.page.waitForTimeout(200);
    expect(await host.get("near")).toBe(last);
  });

  it("reads the truth beside the depth, and shows where they differ", async () => {
    await host.show({ depth, painted, photo, truth });
    await host.page.mouse.move(...(await pixelCentre(80, 60)));
    await host.painted();
    expect(await text(".peel-value-truth")).toBe(truth.data[60 * 160 + 80].toFixed(2));
    const names = await host.page
      .getByRole("radio")
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(names.slice(0, 6)).toEqual(["photo", "painted", "depth", "residual", "truth", "error"]);
    await host.set({ picture: "truth" });
    const shown = await host.colourAt(80.5 / 160, 60.5 / 120);
    expect(shown).toEqual([...code.colourOf(truth.data[60 * 160 + 80]), 255]);
  });

  it("takes typed limits, and marks what is none", async () => {
    const field = host.page.getByLabel("Far limit in metres");
    await field.fill("3,5 m");
    await field.press("Enter");
    expect(await host.get("far")).toBe(3.5);
    expect(await field.inputValue()).toBe("3.50");
    await field.fill("soon");
    await field.press("Enter");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await host.get("far")).toBe(3.5);
    await field.press("Escape");
    expect(await field.inputValue()).toBe("3.50");
    await field.fill("∞");
    await field.press("Enter");
    expect(await host.get("far")).toBeNull();
  });

  it("reads the pixel under the mouse as it was decoded, and forgets it when the mouse leaves", async () => {
    for (const [x, y] of [
      [0, 0],
      [159, 119],
      [80, 60],
      [17, 101],
    ]) {
      const [left, top] = await pixelCentre(x, y);
      await host.page.mouse.move(left, top);
      await host.painted();
      const at = y * 160 + x;
      expect(await host.get("cursor")).toEqual({ x, y });
      expect(await text(".peel-value-metres")).toBe(depth.data[at].toFixed(2));
      expect(await text(".peel-value-rgb")).toBe(painted.data.subarray(3 * at, 3 * at + 3).join(" "));
      expect(await text(".peel-value-residual")).toBe(depth.residual?.[at].toFixed(1));
      const mark = await host.page.locator(".peel-bar-mark").evaluate((node: HTMLElement) => node.style.left);
      expect(Number.parseFloat(mark)).toBeCloseTo(100 * code.positionOf(depth.data[at]), 3);
    }
    await host.page.mouse.move(5, 5);
    await host.painted();
    expect(await host.get("cursor")).toBeNull();
    expect(await host.page.getByText("Point at the picture").isVisible()).toBe(true);
  });

  it("keeps a clicked pixel, walks on from it by arrow keys, and says it aloud", async () => {
    await host.page.mouse.click(...(await pixelCentre(40, 50)));
    await host.page.mouse.move(5, 5);
    await host.painted();
    expect(await host.get("cursor")).toEqual({ x: 40, y: 50 });
    await host.page.keyboard.press("ArrowRight");
    await host.page.keyboard.press("Shift+ArrowDown");
    expect(await host.get("cursor")).toEqual({ x: 41, y: 60 });
    const metres = depth.data[60 * 160 + 41];
    const spoken = host.page.getByRole("status");
    await expect
      .poll(() => spoken.textContent())
      .toContain(`x 41, y 60: ${Number(metres.toPrecision(3))} metres`);
    await host.page.keyboard.press("]");
    expect(await host.get("far")).toBeCloseTo(metres, 2);
    await host.page.keyboard.press("Escape");
    expect(await host.get("cursor")).toBeNull();
  });

  it("follows the model: slice, picture, cursor", async () => {
    const at = 60 * 160 + 80;
    const middle = [80.5 / 160, 60.5 / 120] as const;
    expect(await host.colourAt(...middle)).toEqual([...code.colourOf(depth.data[at]), 255]);
    await host.set({ picture: "photo" });
    expect(await host.colourAt(...middle)).toEqual([...photo.data.subarray(3 * at, 3 * at + 3), 255]);
    expect(await host.page.getByRole("radio", { name: "Photo" }).isChecked()).toBe(true);
    await host.set({ picture: "painted" });
    expect(await host.colourAt(...middle)).toEqual([...painted.data.subarray(3 * at, 3 * at + 3), 255]);
    await host.set({ picture: "depth", near: 100, far: 200, outside: "hidden" });
    expect(await host.colourAt(...middle)).toEqual([0, 0, 0, 0]);
    await host.set({ outside: "dimmed" });
    const [r, g, b, a] = await host.colourAt(...middle);
    expect(r === g && g === b && a > 0 && a < 128).toBe(true);
    expect(await near().getAttribute("aria-valuetext")).toBe("100 metres");
    await host.set({ cursor: { x: 3, y: 4 } });
    expect(await text(".peel-value-x")).toBe("3");
  });

  it("switches pictures by hand and by key", async () => {
    await host.page.getByRole("radio", { name: "Painted" }).check();
    expect(await host.get("picture")).toBe("painted");
    await stage().focus();
    await host.page.keyboard.press("p");
    expect(await host.get("picture")).toBe("depth");
  });

  it("zooms by Ctrl and the wheel or by keys, and leaves the wheel alone to the page", async () => {
    await host.page.evaluate("document.body.style.height = '3000px'");
    const [x, y] = await pixelCentre(40, 30);
    await host.page.mouse.move(x, y);
    await host.page.mouse.wheel(0, 120);
    await expect.poll(() => host.page.evaluate("scrollY")).toBe(120);
    expect(await host.page.locator(".peel-hint").isVisible()).toBe(true);
    await host.page.evaluate("scrollTo(0, 0)");
    const before = await text(".peel-percent");
    await host.page.keyboard.down("Control");
    for (let i = 0; i < 5; i++) await host.page.mouse.wheel(0, -100);
    await host.page.keyboard.up("Control");
    await host.painted();
    expect(await host.page.evaluate("scrollY")).toBe(0);
    expect(await text(".peel-percent")).not.toBe(before);
    expect(await host.get("cursor")).toEqual({ x: 40, y: 30 });
    const box = await boxOf(".peel-stage");
    const at = 30 * 160 + 40;
    expect(await host.colourAt((x - box.x) / box.width, (y - box.y) / box.height)).toEqual([
      ...code.colourOf(depth.data[at]),
      255,
    ]);
    await stage().focus();
    await host.page.keyboard.press("0");
    expect(await text(".peel-percent")).toBe(before);
    await host.page.keyboard.press("+");
    await host.painted();
    expect(await text(".peel-percent")).not.toBe(before);
    await host.page.evaluate("document.body.style.height = ''");
  });

  it("lifts the slice while Space is held, and lists its keys", async () => {
    await host.set({ near: 100, far: 200, outside: "hidden" });
    await stage().focus();
    await host.page.keyboard.down(" ");
    await host.painted();
    expect((await host.colourAt(0.5, 0.5))[3]).toBe(255);
    await host.page.keyboard.up(" ");
    await host.painted();
    expect((await host.colourAt(0.5, 0.5))[3]).toBe(0);
    await host.page.keyboard.press("?");
    expect(await host.page.getByRole("dialog", { name: "Keys" }).isVisible()).toBe(true);
    await host.page.keyboard.press("Escape");
    expect(await host.page.getByRole("dialog").isVisible()).toBe(false);
    expect(await stage().evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it("describes the picture in words", async () => {
    const description = () => host.page.locator(".peel-canvas").getAttribute("aria-label");
    await expect
      .poll(description)
      .toMatch(/^Depth picture, 160 × 120 pixels, from .* metres to .* metres, median /);
  });

  it("follows the width of its place, down to 320 pixels", async () => {
    await host.show({ depth, painted, photo, width: 320 });
    const tooWide = await host.page.evaluate(() => {
      const view = document.querySelector(".peel-view");
      const right = view?.getBoundingClientRect().right ?? 0;
      const wide = [...(view?.querySelectorAll("*") ?? [])].filter(
        (node) => node.getBoundingClientRect().right > right,
      );
      return wide.map((node) => `${node.className} ${node.getBoundingClientRect().right - right}`);
    });
    expect(tooWide).toEqual([]);
    expect(await host.page.evaluate("document.querySelector('#view').scrollWidth")).toBe(320);
    await host.page.evaluate("document.querySelector('#view').style.width = '600px'");
    await host.painted();
    const canvas = await host.page.locator(".peel-canvas").evaluate((node: HTMLCanvasElement) => node.width);
    expect(canvas).toBe((await boxOf(".peel-stage")).width);
  });

  it("leaves nothing behind when it ends", async () => {
    await host.page.evaluate("cleanup(); cleanup = undefined");
    expect(await host.page.locator("#view *").count()).toBe(0);
    await host.set({ near: 1 });
  });
});
