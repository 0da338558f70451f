/** NormalView in a plain page, by mouse and by keys. */
import { readFileSync } from "node:fs";
import {
  corrupt,
  decodeNormals,
  encodeNormals,
  RgbImage,
  readImage,
  renderScene,
  sampleScene,
} from "vision-peel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { angleBetween } from "../../widgets/dist/normal/directions.js";
import { type Direction, normalDefaults } from "../../widgets/dist/normal/state.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

const [width, height] = [320, 240];
const scene = renderScene(sampleScene({ seed: 5 }), { width, height });
const painted = corrupt(encodeNormals(scene.normals), { seed: 1 });
const normals = decodeNormals(painted);
const state = {
  _view_name: "NormalView",
  ...normalDefaults,
  ...{ width, height, fieldOfView: 60, normals: null, residual: null },
  ...{ painted: painted.data, photo: scene.photo.data, truth: scene.normals.data, depth: scene.depth.data },
};

describe.runIf(browserIsThere())("NormalView in a plain page", { timeout: 60_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 900, height: 1000 } });
  });
  beforeEach(() => host.showState(state));
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const get = (key: string) => host.get(key as never) as Promise<unknown>;
  const set = (changes: object) => host.set(changes as never);
  const direction = async () => (await get("direction")) as Direction | null;
  const stage = () => host.page.locator(".peel-stage");
  const ball = () => host.page.locator(".peel-ball");
  const text = (selector: string) => host.page.locator(selector).innerText();
  const choose = (name: string) => host.page.getByRole("radio", { name, exact: true }).check({ force: true });
  const open = async (name: string) => {
    await host.page.getByRole("button", { name, exact: true }).click();
    await expect.poll(() => host.page.locator(".peel-panel").innerText()).not.toBe("");
  };
  const colourOfBall = (x: number, y: number) =>
    ball().evaluate(
      (canvas, [u, v]) => {
        const { width: side } = canvas as HTMLCanvasElement;
        const context = (canvas as HTMLCanvasElement).getContext("2d");
        return [...(context?.getImageData(u * side, v * side, 1, 1).data ?? [])].slice(0, 3);
      },
      [x, y] as const,
    );
  const moveTo = (x: number, y: number) => stage().hover({ position: { x, y } });

  it("N1 shows the legend, with the cursor's normal on it", async () => {
    const [r, g, b] = await colourOfBall(0.2, 0.5);
    expect(r).toBeGreaterThan(200);
    expect(Math.abs(g - 128)).toBeLessThan(6);
    expect(b).toBeGreaterThan(200);
    const before = await ball().screenshot();
    await set({ cursor: { x: 160, y: 200 } });
    expect(Buffer.compare(before, await ball().screenshot())).not.toBe(0);
  });

  it("N8 says what the colours of errors, lengths and components mean, on screen and in the file", async () => {
    const ticks = async () => host.page.locator(".peel-legend:visible .peel-scale span").allInnerTexts();
    expect(await ticks()).toEqual([]);
    await set({ picture: "error" });
    expect(await ticks()).toEqual(["0°", "15°", "30°", "45°", "60° and more"]);
    await set({ picture: "residual" });
    expect(await ticks()).toEqual(["0.5: too short", "length 1", "1.5: too long"]);
    await set({ picture: "y" });
    expect(await ticks()).toEqual(["−1: down", "0", "1: up"]);
    await set({ picture: "difference", reference: "error", beside: "side" });
    await expect.poll(() => host.page.locator(".peel-legend:visible").count()).toBe(2);
    await set({ picture: "error", reference: null, beside: "none" });
    const high = await host.page
      .locator(".peel-canvas")
      .evaluate((node) => (node as HTMLCanvasElement).height);
    await stage().press("s");
    const download = host.page.waitForEvent("download");
    await host.page.getByRole("menuitem", { name: /as seen/ }).click();
    const seen = await readImage(await (await download).path());
    expect(seen.height).toBeGreaterThan(high + 30);
  });

  it("the focus is back on the picture when the menu that a key has opened is closed", async () => {
    await stage().press("s");
    await host.page.keyboard.press("Escape");
    await host.page.keyboard.press("p");
    expect(await get("picture")).not.toBe("normals");
  });

  it("N2 prints the convention, turns axes and warns of those that face away", async () => {
    await open("Axes");
    expect(await text(".peel-panel")).toContain("right is x, up is y, to the viewer is z");
    await host.page.getByLabel("flip viewer").check();
    expect(await get("axes")).toEqual(["x", "y", "-z"]);
    await expect.poll(() => text(".peel-panel")).toMatch(/[5-9]\d % of the normals face away|100 % of/);
    await host.page.getByRole("button", { name: /Take the components/ }).click();
    expect(await get("axes")).toEqual(["x", "y", "z"]);
  });

  it("N3 reads vector, azimuth, elevation, angle to the camera and painted length", async () => {
    const floor = { x: 160, y: 228 };
    await set({ cursor: floor });
    const at = floor.y * width + floor.x;
    const [x, y, z] = normals.data.subarray(3 * at, 3 * at + 3);
    const signed = (value: number) => value.toFixed(2).replace("-", "−");
    expect(await text(".peel-value-normal")).toBe([x, y, z].map(signed).join(" "));
    const elevation = Math.round((Math.asin(y) * 180) / Math.PI);
    expect(await text(".peel-value-elevation")).toBe(`${elevation}°`.replace("-", "−"));
    const length = 1 + (normals.residual?.[at] ?? Number.NaN) / 127.5;
    expect(await text(".peel-value-length")).toBe(length.toFixed(2));
    expect(await text(".peel-value-facing")).toMatch(/^\d+°$/);
  });

  it("N4 counts directions on the ball, which turns by hand and shows its back", async () => {
    const legend = await ball().screenshot();
    await choose("How often");
    await expect.poll(async () => Buffer.compare(legend, await ball().screenshot())).not.toBe(0);
    await choose("Turn");
    const box = await ball().boundingBox();
    if (!box) throw new Error("no ball");
    await host.page.mouse.move(box.x + 72, box.y + 72);
    await host.page.mouse.down();
    await host.page.mouse.move(box.x + 104.5, box.y + 72, { steps: 4 });
    await host.page.mouse.up();
    const [right, up] = (await get("turn")) as number[];
    expect([Math.round(right), Math.round(up)]).toEqual([45, 0]);
    await host.page.getByRole("button", { name: /other half/ }).click();
    expect(await get("turn")).toEqual([180, 0]);
  });

  it("N5 picks a direction on the ball, from a pixel and from the main ones", async () => {
    await ball().click({ position: { x: 72, y: 15 } });
    expect(angleBetween((await direction()) as Direction, [0, 1, 0])).toBeLessThan(35);
    await expect.poll(() => text(".peel-ball-controls output")).toMatch(/^15°: \d+\.\d %$/);
    await host.page.keyboard.press("Escape");
    expect(await direction()).toBeNull();
    await set({ cursor: { x: 160, y: 228 } });
    await stage().press("d");
    const at = 228 * width + 160;
    expect(await direction()).toEqual([...normals.data.subarray(3 * at, 3 * at + 3)]);
    const chips = host.page.locator(".peel-chip");
    await expect.poll(() => chips.count()).toBeGreaterThan(1);
    const shares = (await chips.allInnerTexts()).map((words) => Number(/(\d+) %/.exec(words)?.[1]));
    expect([...shares].sort((a, b) => b - a)).toEqual(shares);
    await chips.first().click();
    const share = Number(/: ([\d.]+) %/.exec(await text(".peel-ball-controls output"))?.[1]);
    expect(Math.abs(share - shares[0])).toBeLessThan(8);
  });

  it("N5 hovering does not paint the picture anew; Space lifts the cone", async () => {
    await set({ direction: [0, 1, 0] });
    const dimmed = await host.colourAt(0.5, 0.1);
    await stage().focus();
    await host.page.keyboard.down(" ");
    await host.painted();
    expect(await host.colourAt(0.5, 0.1)).not.toEqual(dimmed);
    await host.page.keyboard.up(" ");
    await host.painted();
    expect(await host.colourAt(0.5, 0.1)).toEqual(dimmed);
    await host.page.evaluate(() => {
      const put = CanvasRenderingContext2D.prototype.putImageData;
      Object.assign(window, { puts: 0 });
      CanvasRenderingContext2D.prototype.putImageData = function (
        this: CanvasRenderingContext2D,
        ...all: never
      ) {
        if (this.canvas.classList.contains("peel-canvas")) (window as never as { puts: number }).puts++;
        return (put as (...given: never) => void).apply(this, all);
      };
    });
    for (const x of [50, 120, 200]) await moveTo(x, 90);
    await host.painted();
    expect(await host.page.evaluate(() => (window as never as { puts: number }).puts)).toBe(0);
  });

  it("N6 relights by keys and by hand, in grey or the photo's colours", async () => {
    await stage().press("l");
    expect([await get("picture"), await get("handle")]).toEqual(["relit", "light"]);
    const before = await host.colourAt(0.5, 0.9);
    await host.page.keyboard.press("Shift+ArrowDown");
    await host.page.keyboard.press("Shift+ArrowDown");
    await host.page.keyboard.press("Shift+ArrowDown");
    const light = (await get("light")) as Direction;
    expect(light[1]).toBeLessThan(normalDefaults.light[1]);
    await host.painted();
    expect(await host.colourAt(0.5, 0.9)).not.toEqual(before);
    await open("Light");
    await choose("Photo’s colours");
    expect(await get("albedo")).toBe("photo");
    await host.page.getByLabel("Gloss").fill("0.5");
    expect(await get("specular")).toBe(0.5);
  });

  it("N7 draws needles as far apart as asked, and single components", async () => {
    const overlay = () =>
      host.page.locator(".peel-overlay").evaluate((element) => {
        const canvas = element as HTMLCanvasElement;
        const image = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
        return Array.from(image?.data ?? []).filter((value) => value > 0).length;
      });
    expect(await overlay()).toBe(0);
    await stage().press("n");
    await host.painted();
    const sparse = await overlay();
    expect(sparse).toBeGreaterThan(1000);
    await open("Needles");
    await host.page.getByLabel("Distance").fill("10");
    await host.painted();
    expect(await overlay()).toBeGreaterThan(sparse);
    await set({ picture: "y" });
    const [r, g, b] = await host.colourAt(0.5, 0.95);
    expect([r === g, g === b, r > 150]).toEqual([true, true, true]);
  });

  it("N8 compares with the truth: scores, their distribution, the error as a picture", async () => {
    await open("Compare");
    const cells = (await host.page.locator(".peel-table tr").nth(1).locator("td").allInnerTexts()).map(
      parseFloat,
    );
    const [mean, median, , , , below11] = cells;
    expect(mean).toBeGreaterThan(0);
    expect(median).toBeLessThan(3);
    expect(below11).toBeGreaterThan(90);
    await set({ picture: "error" });
    const [r, g, b] = await host.colourAt(0.5, 0.95);
    expect(Math.min(r, g, b)).toBeGreaterThan(90);
    await set({ cursor: { x: 160, y: 228 } });
    expect(parseFloat(await text(".peel-value-error"))).toBeLessThan(5);
  });

  it("N9 measures the angle between two pixels, and the plane of a patch, by keys and by hand", async () => {
    await set({ cursor: { x: 160, y: 228 } });
    await stage().press("a");
    await stage().press("Enter");
    expect(await get("anchor")).toEqual({ x: 160, y: 228 });
    await set({ cursor: { x: 160, y: 40 } });
    const at = (x: number, y: number) => [
      ...normals.data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3),
    ];
    const expected = angleBetween(at(160, 228) as never, at(160, 40) as never);
    expect(await text(".peel-value-angle")).toBe(`${expected.toFixed(1)}°`);
    await stage().press("Escape");
    expect(await get("anchor")).toBeNull();
    await choose("Patch");
    const box = await stage().boundingBox();
    if (!box) throw new Error("no stage");
    await host.page.mouse.move(box.x + 0.4 * box.width, box.y + 0.92 * box.height);
    await host.page.mouse.down();
    await host.page.mouse.move(box.x + 0.6 * box.width, box.y + 0.98 * box.height, { steps: 3 });
    await host.page.mouse.up();
    const patch = (await get("patch")) as { width: number; height: number };
    expect(Math.abs(patch.width - 0.2 * width)).toBeLessThan(4);
    await expect
      .poll(() => text("span[role=status]"))
      .toMatch(/^\d+ pixels face up: azimuth .*, spread \d+\.\d°$/);
    await host.page.getByRole("button", { name: /mean direction/ }).click();
    expect(angleBetween((await direction()) as Direction, [0, 1, 0])).toBeLessThan(40);
    await stage().focus();
    await stage().press("Escape");
    expect(await get("patch")).toBeNull();
  });

  it("N10 shows by how much painted vectors miss their length", async () => {
    await open("Length");
    expect(await text(".peel-panel output")).toMatch(/^±0\.10: \d+\.\d %$/);
    await host.page.getByLabel("Astray from").fill("0");
    expect(await get("lengthLimit")).toBe(0);
    expect(parseFloat((await text(".peel-panel output")).split(":")[1])).toBeGreaterThan(50);
    await set({ picture: "residual", lengthLimit: 1 });
    const [r, g, b] = await host.colourAt(0.5, 0.95);
    expect([r === g, g === b]).toEqual([true, true]);
  });

  it("N11 compares with the normals of depth", async () => {
    await open("Compare");
    const row = host.page.locator(".peel-table tr", { hasText: "to the depth" });
    const [, median] = (await row.locator("td").allInnerTexts()).map(parseFloat);
    expect(median).toBeLessThan(4);
    await set({ picture: "ofDepth" });
    const ofDepth = await host.colourAt(0.5, 0.95);
    await set({ picture: "normals" });
    const decoded = await host.colourAt(0.5, 0.95);
    for (const [k, level] of ofDepth.entries()) expect(Math.abs(level - decoded[k])).toBeLessThan(20);
  });

  it("N12 saves pictures in either convention, numbers, points, and the state as code", async () => {
    const save = async (name: RegExp) => {
      await stage().press("s");
      const download = host.page.waitForEvent("download");
      await host.page.getByRole("menuitem", { name }).click();
      return readFileSync(await (await download).path());
    };
    const sharp = (await import("sharp")).default;
    const pixels = async (png: Buffer) =>
      new RgbImage({ width, height, data: new Uint8Array(await sharp(png).removeAlpha().raw().toBuffer()) });
    const saved = await pixels(await save(/paper’s colours/));
    expect(Buffer.compare(Buffer.from(saved.data), Buffer.from(encodeNormals(normals).data))).toBe(0);
    const opengl = await pixels(await save(/OpenGL’s colours/));
    expect(opengl.data[3 * 50_000]).toBe(255 - saved.data[3 * 50_000]);
    const npy = await save(/NPY/);
    expect(npy.length).toBeGreaterThan(12 * width * height);
    expect((await save(/EXR/)).readUInt32LE(0)).toBe(20000630);
    const ply = (await save(/PLY/)).toString("latin1", 0, 400);
    expect(ply).toContain("property float nx");
  });

  it("is undone, keeps its state when nothing changes, and copes with a picture of sky", async () => {
    await set({ direction: [0, 1, 0] });
    await stage().press("Control+z");
    expect(await direction()).toBeNull();
    const sky = new Uint8Array(3 * width * height);
    for (let i = 0; i < sky.length; i += 3) sky.set([255, 0, 255], i);
    await host.showState({ ...state, painted: sky, truth: null, depth: null });
    await set({ cursor: { x: 3, y: 3 } });
    expect(await text(".peel-value-normal")).toBe("no surface");
    await stage().press("d");
    expect(await direction()).toBeNull();
  });

  it.each([
    ["light", 900],
    ["dark", 900],
    ["light", 320],
  ] as const)("looks well in %s at %i pixels", async (colorScheme, wide) => {
    await host.page.emulateMedia({ colorScheme });
    await host.showState(
      { ...state, direction: [0, 1, 0], ball: "density", panel: "compare", cursor: { x: 160, y: 228 } },
      wide === 900 ? undefined : wide,
    );
    await host.painted();
    await expect.poll(() => host.page.locator(".peel-panel").innerText()).toContain("truth");
    const overflow = await host.page
      .locator(".peel-view")
      .evaluate((view) => view.scrollWidth - view.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await host.screenshot(`normal-${colorScheme}-${wide}`);
    await host.page.emulateMedia({ colorScheme: "light" });
  });
});
