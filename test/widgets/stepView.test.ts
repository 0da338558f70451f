/** StepView in a plain page in real Chromium: steps, reasons, pictures of each step, without a kernel. */
import { decodeDepth, estimateDepth, estimateNormals, segment, segmentInstances } from "vision-peel";
import { colourAt, projectOnWalk } from "vision-peel/color";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stateOfLayers } from "../../widgets/dist/layers/given.js";
import { explainDepth } from "../../widgets/dist/steps/explain/depth.js";
import { explainInstance } from "../../widgets/dist/steps/explain/instances.js";
import { explainLabel } from "../../widgets/dist/steps/explain/legend.js";
import { explainNormal } from "../../widgets/dist/steps/explain/normals.js";
import { makeSteps, type StepResult } from "../../widgets/dist/steps/make.js";
import { stepDefaults } from "../../widgets/dist/steps/state.js";
import { browserIsThere } from "../support/browser.js";
import { registerExactPainter, sceneAt } from "../tasks/exactPainter.js";
import { type Host, openHost } from "./host.js";

const scene = sceneAt(1);
const generator = "exact-test:1";
beforeAll(registerExactPainter);

function stateOf(result: StepResult, truth?: object, controls: object = {}): object {
  const { layers, steps, ...rest } = makeSteps(result, truth);
  const { width, height } = result.photo;
  return {
    ...{ _view_name: "StepView", ...stepDefaults, ...stateOfLayers(layers, { width, height }), ...rest },
    ...{ steps: steps.map((step) => ({ ...step, runs: 1 })), running: null, failure: "", cursorLink: null },
    ...controls,
  };
}

describe("reasons", () => {
  it("of depth are the decoder's: edge, position and metres of eq. 1", () => {
    // Kinkaku-ji, 582,1122 of the published picture: 13.84 m by the golden decoder.
    const steps = explainDepth([196, 0, 254], { lambda: -3, c: 10 / 3 }, 13.8426);
    expect(steps.map(({ label }) => label)).toEqual([
      ...["painted colour", "nearest edge of the walk", "nearest colour of it", "position p", "metres"],
    ]);
    expect(steps[1].text).toBe("6 of 7: blue → magenta, at 196 of 255");
    expect(steps[2].text).toBe("196 0 255, 1 level away");
    expect(steps[4].text).toContain("= 13.84\u00a0m");
    const { position } = projectOnWalk(196, 0, 254);
    expect(colourAt(position).map(Math.round)).toEqual([196, 0, 255]);
  });

  it("say where the map differs from the colour", () => {
    const code = { lambda: -3, c: 10 / 3 };
    const steps = explainDepth([128, 128, 128], code, Number.NaN, ["“Reject beyond” (20)"]);
    expect(steps.at(-1)).toMatchObject({
      label: "in the result",
      text: expect.stringContaining("unknown: changed by “Reject beyond” (20), or the photo’s grid"),
    });
  });

  it("of normals, classes and things", () => {
    expect(explainNormal([127, 255, 128]).at(-1)?.text).toContain("faces up");
    const regions = [
      { id: 0, name: "floor", colour: [255, 0, 0] as const },
      { id: 1, name: "wall", colour: [0, 255, 0] as const },
    ];
    const label = explainLabel([250, 10, 0], regions, "floor");
    expect(label[1].text).toBe("floor, 255 0 0: 11.2 levels away");
    expect(label.find(({ label: name }) => name === "margin")?.text).toMatch(/^338\.9 levels/);
    const at = { fate: "too small", component: "none", thing: "none" };
    const thing = explainInstance([200, 0, 0], { background: [0, 0, 0], tolerance: 14 }, at);
    expect(thing.map(({ text }) => text).join("\n")).toMatch(
      /200\.0 levels away: beyond the tolerance of 14[\s\S]*covers less/,
    );
  });
});

describe("steps of a result", () => {
  it("hold every picture on the photo's grid, with scores where the truth is known", async () => {
    const made = makeSteps(await estimateDepth(scene.photo, { generator, seed: 3 }), scene.depth);
    expect(made.layers.map(({ state }) => state.title)).toEqual([
      ...["photo", "painted", "depth", "residual", "error", "truth"],
    ]);
    expect(made.seed).toBe(3);
    expect(made.steps[4].words).toMatch(/^δ₁ \d/);
    expect(made.explains).toEqual({ kind: "walk", lambda: -3, c: 10 / 3 });
  });

  it("show appendix A one after another", async () => {
    const result = await segmentInstances(scene.photo, "balls", { generator, decode: { minSizeShare: 0.5 } });
    const made = makeSteps(result, undefined);
    const titles = made.steps[3].layers;
    expect(titles.slice(0, 3)).toEqual(["background", "flood fill", "pruning"]);
    const pruning = made.layers.find(({ state }) => state.title === "pruning");
    // Everything is smaller than half of the picture.
    expect(new Set(pruning?.data)).toEqual(new Set([1, 2]));
    expect(made.options.find(({ name }) => name === "minSizeShare")?.value).toBe(0.5);
  });
});

describe.runIf(browserIsThere())("StepView", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 1000, height: 1100 } });
  });
  afterAll(() => host?.close());
  const get = (key: string) => host.get(key as never) as Promise<unknown>;
  async function shown(state: object, width?: number): Promise<void> {
    await host.showState(state, width);
    await host.page.waitForSelector(".peel-stage");
    await host.painted();
  }

  it("opens step after step by mouse and keys", async () => {
    const result = await estimateDepth(scene.photo, { generator, seed: 3 });
    await shown(stateOf(result, scene.depth, { cursor: { x: 60, y: 45 } }), 760);
    const tabs = host.page.getByRole("tab");
    expect(await tabs.allInnerTexts()).toHaveLength(5);
    await host.screenshot("steps-decoded");
    await tabs.filter({ hasText: "Photo" }).click();
    expect(await get("step")).toBe("photo");
    const photo = await host.colourAt(0.5, 0.5);
    await host.page.keyboard.press("ArrowRight");
    await host.page.keyboard.press("ArrowRight");
    expect(await get("step")).toBe("painted");
    await host.painted();
    expect(await host.colourAt(0.5, 0.5)).not.toEqual(photo);
    await host.page.locator(".peel-stage").focus();
    await host.page.keyboard.press("]");
    await host.page.keyboard.press("]");
    expect(await get("step")).toBe("scored");
    expect(await host.page.getByRole("tabpanel").innerText()).toContain("UniK3D");
    await host.screenshot("steps-scored");
    await host.page.keyboard.press("p");
    expect(await get("layer")).toBe("truth");
  });

  it("tells why the pixel under the cursor says what it says", async () => {
    const result = await estimateDepth(scene.photo, { generator });
    await shown(stateOf(result, undefined, { cursor: { x: 60, y: 45 } }));
    const at = 45 * 120 + 60;
    const why = host.page.getByRole("region", { name: "Why the pixel says this" });
    const { data } = decodeDepth(result.painted);
    expect(await why.innerText()).toContain(`= ${data[at].toFixed(2)}\u00a0m`);
    expect(await why.locator("td").nth(4).innerText()).toContain(data[at].toFixed(2));
    await host.page.locator(".peel-stage").focus();
    await host.page.keyboard.press("Shift+ArrowDown");
    expect(await why.innerText()).toContain("x 60, y 55");
  });

  it("knows all tasks, and says where nobody listens", async () => {
    const normals = await estimateNormals(scene.photo, { generator });
    await shown(stateOf(normals, scene.normals, { cursor: { x: 60, y: 45 }, step: "painted" }));
    expect(await host.page.locator(".peel-why").innerText()).toContain("faces");
    const labels = await segment(scene.photo, ["floor", "wall"], { generator });
    await shown(stateOf(labels, undefined, { cursor: { x: 60, y: 80 } }));
    expect(await host.page.locator(".peel-why").innerText()).toContain("runner-up");
    await host.screenshot("steps-labels");
    expect(await host.page.getByRole("tabpanel").innerText()).toContain("no kernel listens");
    expect(await host.page.getByLabel("Reject beyond, levels").isDisabled()).toBe(true);
    const things = await segmentInstances(scene.photo, "balls", { generator });
    await shown(stateOf(things, undefined, { layer: "flood fill" }));
    await host.screenshot("steps-instances");
  });
});
