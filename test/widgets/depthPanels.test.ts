/** DepthView in a plain page, row by row: files, truth, residual, infinity, zoom (D11 to D15). */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { readDepth, readImage } from "vision-peel";
import { depthScores } from "vision-peel/metrics";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserIsThere } from "../support/browser.js";
import {
  at,
  code,
  type DepthHost,
  depth,
  height,
  openDepthHost,
  painted,
  truth,
  width,
} from "./depthHost.js";

interface Validator {
  validateBytes(bytes: Uint8Array): Promise<{ issues: { numErrors: number } }>;
}
const { validateBytes }: Validator = createRequire(import.meta.url)("gltf-validator");

describe.runIf(browserIsThere())("DepthView by rows, 11 to 15", { timeout: 60_000 }, () => {
  let host: DepthHost;
  beforeAll(async () => {
    host = await openDepthHost();
    await host.loadPlotly();
    await host.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  beforeEach(() => host.open());
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  /** What the menu saves by this name. */
  const save = async (name: RegExp) => {
    await host.press("s");
    const download = host.page.waitForEvent("download");
    await host.page.getByRole("menuitem", { name }).click();
    return (await download).path();
  };

  it("D11 saves numbers that are those of the view, points and a surface that others read", async () => {
    const npy = await readDepth(await save(/NPY/));
    expect(Buffer.compare(Buffer.from(npy.data.buffer), Buffer.from(depth.data.slice().buffer))).toBe(0);
    const pfm = readFileSync(await save(/PFM/));
    // The last row comes first, little-endian.
    const fromEnd = 4 * (height - 1 - 200) * width + 4 * 100;
    expect(pfm.readFloatLE(pfm.length - 4 * width * height + fromEnd)).toBe(depth.data[at(100, 200)]);
    const millimetres = await readDepth(await save(/millimetres/));
    expect(Math.abs(millimetres.data[at(100, 200)] - depth.data[at(100, 200)])).toBeLessThan(0.00051);
    expect(readFileSync(await save(/EXR/)).readUInt32LE(0)).toBe(20000630);
    const ply = readFileSync(await save(/PLY/)).toString("latin1", 0, 400);
    expect(ply).toMatch(/format binary_little_endian[\s\S]*element vertex \d+[\s\S]*property uchar red/);
    const report = await validateBytes(new Uint8Array(readFileSync(await save(/GLB/))));
    expect(report.issues.numErrors).toBe(0);
  });

  it("D11 saves the points of the slice alone", async () => {
    const verticesOf = async () =>
      Number(/element vertex (\d+)/.exec(readFileSync(await save(/PLY/)).toString("latin1", 0, 400))?.[1]);
    const all = await verticesOf();
    await host.set({ near: 3, far: 7 });
    const some = await verticesOf();
    const inside = depth.data.filter((metres) => metres >= 3 && metres <= 7).length;
    expect(some).toBeLessThan(all);
    expect(some).toBeLessThanOrEqual(inside);
    await host.panel("Points");
    await expect
      .poll(() => host.page.locator(".peel-panel").innerText())
      .toMatch(/points of \d+ in the slice/);
  });

  it("D11 tells before and after that millimetres end at 65.5 m, and centimetres do not", async () => {
    const data = Float32Array.of(2, 80, 400, Infinity);
    await host.show({ depth: { width: 2, height: 2, data } as never });
    const file = await readDepth(await save(/millimetres \(16-bit PNG; beyond 65.5 m is clipped\)/));
    expect(file.data[1]).toBeCloseTo(65.535, 3);
    await expect
      .poll(() => host.page.locator(".peel-notice").innerText())
      .toContain("2 pixels beyond 65.535 m were clipped");
    // It stays: what was lost is not to be missed.
    await host.page.waitForTimeout(6500);
    expect(await host.page.locator(".peel-notice").isVisible()).toBe(true);
    const wide = await readDepth(await save(/centimetres/), { scale: "centimetres" });
    expect([...wide.data.subarray(0, 3)].map((metres) => Math.round(metres))).toEqual([2, 80, 400]);
  });

  it("D11 saves what is seen with its bar, and copies pixel and state", async () => {
    const seen = await readImage(await save(/as seen/));
    const canvas = await host.page.locator(".peel-canvas").evaluate((element) => {
      const { width: wide, height: high } = element as HTMLCanvasElement;
      return { wide, high };
    });
    expect(seen.width).toBe(canvas.wide);
    expect(seen.height).toBe(canvas.high + 42);
    const i =
      3 *
      (Math.round((200.5 / height) * canvas.high) * seen.width + Math.round((100.5 / width) * seen.width));
    expect([...seen.data.subarray(i, i + 3)]).toEqual([...code.colourOf(depth.data[at(100, 200)])]);
    // The bar begins black and ends nearly white.
    const row = 3 * (canvas.high + 15) * seen.width;
    expect([...seen.data.subarray(row + 27, row + 30)].every((level) => level < 12)).toBe(true);
    await host.set({
      cursor: { x: 100, y: 200 },
      colormap: "turbo",
      measures: [{ from: { x: 1, y: 2 }, to: { x: 3, y: 4 } }],
    });
    const copy = async (name: RegExp) => {
      await host.press("s");
      await host.page.getByRole("menuitem", { name }).click();
      await expect.poll(() => host.page.locator(".peel-notice").innerText()).toMatch(/^Copied/);
      return host.page.evaluate(() => navigator.clipboard.readText());
    };
    expect(await copy(/pixel’s values/)).toMatch(/^x 100, y 200: .* metres, painted/);
    expect(await copy(/state as code/)).toBe(
      'view.set({ cursor: { x: 100, y: 200 }, measures: [{ from: { x: 1, y: 2 }, to: { x: 3, y: 4 } }], colormap: "turbo" });',
    );
  });

  it("D11 tells how large a large file may get", async () => {
    const side = 1024;
    const data = new Float32Array(side * side).fill(2);
    await host.show({ depth: { width: side, height: side, data } as never });
    await host.press("s");
    const entries = await host.page.getByRole("menuitem").allInnerTexts();
    expect(entries).toContain("Save points (PLY, up to 13 MB)");
    expect(entries).toContain("Save the surface (GLB, up to 38 MB)");
    expect(entries).toContain("Save metres (NPY)");
    await host.page.keyboard.press("Escape");
  });

  it("D12 scores depth, draws its errors, and goes where it is worst", async () => {
    await host.panel("Compare");
    const cells = async () => host.page.locator(".peel-table tr").nth(1).locator("td").allInnerTexts();
    const scores = depthScores(depth.data, truth.data);
    expect((await cells())[0]).toBe(scores.absRel.toFixed(4));
    expect((await cells())[1]).toBe(`${(100 * scores.delta[0]).toFixed(1)} %`);
    expect(await host.inked(".peel-panel .peel-histogram-canvas")).toBeGreaterThan(200);
    await host.page.getByRole("button", { name: "Show the picture of errors" }).click();
    await host.painted();
    expect(await host.get("picture")).toBe("error");
    expect(await host.text(".peel-legend:not([hidden]) .peel-scale")).toMatch(/50.%: too near/);
    const error = depth.data[at(100, 200)] - truth.data[at(100, 200)];
    const [r, , b] = await host.colourOf(100, 200);
    expect(Math.sign(r - b)).toBe(Math.sign(error));
    await host.press("+");
    await host.press("+");
    await host.press("+");
    await host.page
      .getByRole("button", { name: /Go to the block that is on average [−+][\d.]+.% too (near|far) at/ })
      .first()
      .click();
    expect(await host.text("[aria-label='Where depth is worst']")).toContain(
      "Worst places: mean error of blocks of 16 × 16 pixels",
    );
    expect(await host.get("cursor")).not.toBeNull();
    // Though the picture is magnified, the place is seen, and said.
    const [stage, marker] = await Promise.all(
      [".peel-stage", ".peel-marker"].map((selector) => host.page.locator(selector).boundingBox()),
    );
    expect(marker && stage && marker.x >= stage.x && marker.x < stage.x + stage.width).toBe(true);
    expect(marker && stage && marker.y >= stage.y && marker.y < stage.y + stage.height).toBe(true);
    await expect.poll(() => host.page.getByRole("status").first().textContent()).toContain("error");
    await host.choose("In metres");
    await expect
      .poll(() => host.text(".peel-legend:not([hidden]) .peel-scale"))
      .toMatch(/0\.\d+.m: too near/);
  });

  it("D12 shows the truth while B is held, and errors by D", async () => {
    const before = await host.colourOf(100, 200);
    await host.page.locator(".peel-stage").focus();
    await host.page.keyboard.down("b");
    await host.painted();
    expect((await host.colourOf(100, 200)).slice(0, 3)).toEqual([...code.colourOf(truth.data[at(100, 200)])]);
    await host.page.keyboard.up("b");
    await host.painted();
    expect(await host.colourOf(100, 200)).toEqual(before);
    await host.press("d");
    expect(await host.get("picture")).toBe("error");
    await host.press("d");
    expect(await host.get("picture")).toBe("depth");
  });

  it("D13 tells by a threshold what was painted off the code, and hatches it", async () => {
    const residual = depth.residual as Float32Array;
    await host.panel("Residual");
    const share = (limit: number) => {
      const count = residual.filter((levels) => levels > limit).length;
      return `${((100 * count) / residual.length).toFixed(2)} % of the pixels: ${count}`;
    };
    const told = async () => (await host.text(".peel-panel output.peel-label")).replaceAll("\u00a0", " ");
    expect(await told()).toBe(share(16));
    await host.page.getByLabel("Astray beyond").fill("3");
    expect(await host.get("residualLimit")).toBe(3);
    expect(await told()).toBe(share(3));
    await host.page.getByRole("button", { name: "Show the picture of residuals" }).click();
    await host.painted();
    const astray = residual.findIndex((levels) => levels > 10);
    const [x, y] = [astray % width, Math.floor(astray / width)];
    const [r, g, b] = await host.colourOf(x, y);
    expect(r > g && g > b).toBe(true);
    await host.page.getByLabel("Hatch them").check();
    await host.painted();
    expect(await host.get("picture")).toBe("depth");
    // The hatch is half transparent, as unknown depth is.
    expect((await host.colourOf(x, y))[3]).toBeLessThan(200);
    await host.page.getByLabel("Hatch them").uncheck();
    await host.painted();
    expect((await host.colourOf(x, y))[3]).toBe(255);
  });

  it("D14 draws infinity and the unknown as patterns in every colormap, and counts them", async () => {
    const data = depth.data.slice();
    data.fill(Infinity, 0, width * 60);
    data.fill(Number.NaN, width * 60, width * 84);
    await host.show({ depth: { ...depth, data } as never });
    await expect.poll(() => host.text(".peel-missing")).toMatch(/^25\.0.% infinitely far, 10\.0.% unknown$/);
    for (const colormap of ["code", "viridis"] as const) {
      await host.set({ colormap });
      const colours = new Set<string>();
      for (let x = 0; x < 24; x++)
        colours.add(String(await host.colourAt((x + 0.5) / width, (20 + x / 3) / height)));
      // White and its dots.
      expect([...colours].sort()).toEqual(["190,196,208,255", "255,255,255,255"]);
      expect((await host.colourOf(100, 70))[3]).toBeLessThan(200);
    }
    await host.set({ cursor: { x: 10, y: 10 } });
    expect(await host.text(".peel-value-metres")).toBe("∞");
    await host.set({ cursor: { x: 10, y: 70 } });
    expect(await host.text(".peel-value-metres")).toBe("unknown");
  });

  it("D15 interpolates metres, not colours, when magnified, and writes them into large pixels", async () => {
    const data = Float32Array.of(2, 2.02, 2, 2.02, 2.04, 8, 2, 2.02, 2);
    await host.show({ depth: { width: 3, height: 3, data } as never });
    const between = () => host.colourAt(1 / 3, 1 / 6);
    expect((await between()).slice(0, 3)).toEqual([...code.colourOf(Math.fround(2.02))]);
    await host.set({ smooth: true });
    // Half-way between 2 and 2.02 m; between 2.04 and 8 m there is an edge.
    const [r, g, b] = await between();
    const half = code.colourOf(2.01);
    for (const [k, level] of [r, g, b].entries()) expect(Math.abs(level - half[k])).toBeLessThanOrEqual(1);
    expect((await host.colourAt(0.7, 0.5)).slice(0, 3)).toEqual([...code.colourOf(8)]);
    expect(await host.inked(".peel-overlay")).toBeGreaterThan(200);
    await host.open();
    expect(await host.inked(".peel-overlay")).toBe(0);
  });

  it("opens and closes panels by their keys, and lists them", async () => {
    for (const [key, name] of Object.entries({ g: "colours", l: "profile", o: "points", m: "measure" })) {
      await host.press(key);
      expect(await host.get("panel")).toBe(name);
      const open = host.page.locator(".peel-strip [aria-expanded=true]");
      expect(await open.getAttribute("title")).toContain(`(${key.toUpperCase()})`);
    }
    await host.press("o");
    await host.press("o");
    expect(await host.get("panel")).toBeNull();
    await host.press("?");
    const keys = await host.page.getByRole("dialog", { name: "Keys" }).locator("kbd").allInnerTexts();
    for (const key of ["G", "L", "O", "M", "C", "B", "D", "W", "P"]) expect(keys).toContain(key);
  });

  it("undoes colours, alignment and toggles, and describes panels to those who listen", async () => {
    await host.panel("Colours");
    await host.choose("Turbo");
    await host.page.waitForTimeout(20);
    await host.page.getByLabel(/Smooth when/).check();
    await host.page.keyboard.press("Control+z");
    expect([await host.get("smooth"), await host.get("colormap")]).toEqual([false, "turbo"]);
    await host.page.keyboard.press("Control+z");
    expect(await host.get("colormap")).toBe("code");
    await host.page.keyboard.press("Control+Shift+z");
    expect(await host.get("colormap")).toBe("turbo");
    expect(await host.page.getByRole("radiogroup", { name: "Colours of depth" }).count()).toBe(1);
    expect(await host.page.getByRole("region", { name: "Colours" }).count()).toBe(1);
    expect(painted.width).toBe(width);
  });
});
