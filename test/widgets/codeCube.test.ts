/** CodeCube: the code in the cube, the cloud around it, and both ways between picture and cube. */
import {
  corrupt,
  decodeDepth,
  encodeDepth,
  encodeSemantic,
  LabelMap,
  RgbImage,
  renderScene,
  sampleScene,
} from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { boxOf, countColours } from "../../widgets/dist/cube/bins.js";
import { codeInCube } from "../../widgets/dist/cube/code.js";
import { clearScreen, cubeScreen, drawCloud } from "../../widgets/dist/cube/draw.js";
import { placeOfColour, projectCube } from "../../widgets/dist/cube/project.js";
import { cubeDefaults } from "../../widgets/dist/cube/state.js";
import { layerOf, stateOfLayers } from "../../widgets/dist/layers/given.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

const size = { width: 96, height: 72 };
const scene = renderScene(sampleScene({ seed: 5 }), size);
const painted = corrupt(encodeDepth(scene.depth), { seed: 1 });
const paper = { code: "depth", regions: [], lambda: -3, c: 10 / 3 } as const;
const regions = [
  { id: 0, name: "floor", colour: [255, 0, 0] as const },
  { id: 1, name: "wall", colour: [0, 128, 255] as const },
];

describe("the code in the cube", () => {
  it("reads colours as the decoder does", () => {
    const code = codeInCube(paper);
    const { data, residual } = decodeDepth(painted);
    for (const i of [0, 777, 3333, 5000]) {
      const [r, g, b] = painted.data.subarray(3 * i, 3 * i + 3);
      const read = code.read(r, g, b);
      expect(read.residual).toBeCloseTo(residual[i], 0);
      expect(read.text).toContain(data[i].toFixed(1).split(".")[0]);
    }
    expect(codeInCube({ ...paper, code: "legend", regions }).read(240, 10, 0)).toMatchObject({
      text: "floor",
      nearest: [255, 0, 0],
    });
    expect(codeInCube({ ...paper, code: "normals" }).read(128, 255, 128).text).toBe("faces up");
  });

  it("bends with λ and c", () => {
    const p = codeInCube(paper).read(0, 255, 0);
    const wider = codeInCube({ ...paper, c: 20 / 3 }).read(0, 255, 0);
    expect(wider.position).toBe(p.position);
    expect(Number.parseFloat(wider.text)).toBeCloseTo(2 * Number.parseFloat(p.text), 1);
  });

  it("counts every pixel once, in the box of its colour", () => {
    const { boxes, counts, means } = countColours(painted.data);
    expect(boxes.reduce((sum, box) => sum + counts[box], 0)).toBe(painted.data.length / 3);
    for (const box of boxes.slice(0, 50)) {
      const [r, g, b] = means.subarray(3 * box, 3 * box + 3);
      expect(boxOf(Math.floor(r), Math.floor(g), Math.floor(b))).toBe(box);
    }
  });

  it("draws only what is off by more than is asked for", () => {
    const screen = cubeScreen(200, 200);
    const projection = projectCube(cubeDefaults.viewpoint, screen);
    const bins = countColours(painted.data);
    const drawn = [0, 8, 1000].map((leastResidual) => {
      clearScreen(screen);
      return drawCloud(screen, projection, bins, codeInCube(paper), { colouring: "painted", leastResidual });
    });
    expect(drawn[0]).toBe(painted.data.length / 3);
    expect(drawn[1]).toBeLessThan(drawn[0]);
    expect(drawn[2]).toBe(0);
  });

  it("is seen from in front with red to the right and green up", () => {
    const front = projectCube({ right: 0, up: 0, zoom: 1, x: 0, y: 0 }, { width: 100, height: 100 });
    const [black, red, green] = [
      placeOfColour(front, 0, 0, 255),
      placeOfColour(front, 255, 0, 255),
      placeOfColour(front, 0, 255, 255),
    ];
    expect(red[0]).toBeGreaterThan(black[0] + 30);
    expect(red[1]).toBeCloseTo(black[1], 5);
    expect(green[1]).toBeLessThan(black[1] - 30);
    // Blue comes to the viewer.
    expect(placeOfColour(front, 0, 0, 255)[2]).toBeGreaterThan(placeOfColour(front, 0, 0, 0)[2]);
  });
});

describe.runIf(browserIsThere())("CodeCube", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 1100, height: 1000 } });
  });
  afterAll(() => host?.close());
  const get = (key: string) => host.get(key as never) as Promise<unknown>;
  async function shown(picture: RgbImage | undefined, controls: object = {}): Promise<void> {
    const layers = picture ? [layerOf("painted", picture, "painted")] : [];
    await host.showState({
      ...{ _view_name: "CodeCubeView", ...cubeDefaults, cursorLink: null, code: "depth", regions: [] },
      ...stateOfLayers(layers, picture ? size : { width: 1, height: 1 }),
      ...controls,
    });
    await host.page.waitForSelector(".peel-cube");
    await host.painted();
  }
  const line = () => host.page.locator(".peel-fields").innerText();

  it("shows the walk alone, and bends its transform", async () => {
    await shown(undefined);
    expect(await host.page.locator(".peel-stage").isVisible()).toBe(false);
    await host.screenshot("cube-walk");
    const svg = host.page.locator(".peel-transform");
    const before = await svg.getAttribute("aria-label");
    await host.page.getByLabel("c", { exact: true }).focus();
    await host.page.keyboard.press("End");
    expect(await get("c")).toBe(100);
    expect(await svg.getAttribute("aria-label")).not.toBe(before);
    await host.page.getByRole("button", { name: "The paper’s" }).click();
    expect(await get("c")).toBeCloseTo(10 / 3, 10);
  });

  it("points from the picture into the cube, and from the cube into the picture", async () => {
    await shown(painted, { cursor: { x: 40, y: 40 } });
    const at = 3 * (40 * 96 + 40);
    expect(await line()).toContain([...painted.data.subarray(at, at + 3)].join(" "));
    await host.screenshot("cube-depth");
    // The most frequent colour's place in the cube.
    const { boxes, means, counts } = countColours(painted.data);
    const box = await host.page.locator(".peel-cube").boundingBox();
    if (!box) throw new Error("no cube");
    const [r, g, b] = means.subarray(3 * boxes[0], 3 * boxes[0] + 3);
    const [x, y] = placeOfColour(projectCube(cubeDefaults.viewpoint, box), r, g, b);
    await host.page.mouse.move(box.x + x, box.y + y);
    await host.painted();
    const said = await line();
    expect(said).toMatch(/pixels of about this colour\s*[\d,]+/);
    const told = Number(/pixels of about this colour\s*([\d,]+)/.exec(said)?.[1].replace(",", ""));
    expect([...boxes].map((one) => counts[one])).toContain(told);
    const lit = await host.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(".peel-overlay");
      const data = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return [...data].filter((value, i) => i % 4 === 3 && value > 0).length;
    });
    expect(lit).toBeGreaterThan(0);
  });

  it("turns by keys and by hand", async () => {
    await shown(painted);
    await host.page.locator(".peel-stage").focus();
    await host.page.keyboard.press("c");
    await host.page.keyboard.press("ArrowRight");
    expect(await get("viewpoint")).toMatchObject({ right: 40 });
    await host.page.keyboard.press("0");
    expect(await get("viewpoint")).toEqual(cubeDefaults.viewpoint);
    const box = await host.page.locator(".peel-cube").boundingBox();
    if (!box) throw new Error("no cube");
    await host.page.mouse.move(box.x + 100, box.y + 100);
    await host.page.mouse.down();
    await host.page.mouse.move(box.x + 200, box.y + 100);
    await host.page.mouse.up();
    expect(((await get("viewpoint")) as { right: number }).right).toBeGreaterThan(50);
  });

  it("shows a legend's cells, and the ball of normals", async () => {
    const labels = new LabelMap({
      ...size,
      data: new Uint16Array(96 * 72).map((_, i) => i % 2),
      legend: regions,
    });
    const picture = corrupt(encodeSemantic(labels, { floor: "red", wall: "rgb(0, 128, 255)" }), { seed: 2 });
    await shown(picture, { code: "legend", regions, colouring: "residual" });
    await host.screenshot("cube-legend");
    await host.page.getByLabel("Cells on the far faces").uncheck();
    expect(await get("cells")).toBe(false);
    await shown(new RgbImage({ ...size, data: painted.data }), { code: "normals", regions: [] });
    await host.screenshot("cube-normals");
    expect(await host.page.locator(".peel-transform").isVisible()).toBe(false);
  });
});
