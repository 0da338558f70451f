/** axe-core finds nothing serious in any view, in light and in dark, with every panel, menu and sheet open. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { corrupt, decodeDepth, encodeDepth, estimateDepth, renderScene, sampleScene } from "vision-peel";
import { describe, expect, it } from "vitest";
import { compareDefaults } from "../../widgets/dist/compare/state.js";
import { cubeDefaults } from "../../widgets/dist/cube/state.js";
import { depthDefaults } from "../../widgets/dist/depth/state.js";
import { measure } from "../../widgets/dist/errors/measure.js";
import { errorDefaults } from "../../widgets/dist/errors/state.js";
import { figureGridDefaults } from "../../widgets/dist/figureGrid/state.js";
import { layerOf, stateOfLayers } from "../../widgets/dist/layers/given.js";
import { normalDefaults } from "../../widgets/dist/normal/state.js";
import { pointDefaults } from "../../widgets/dist/points/state.js";
import { rateDefaults } from "../../widgets/dist/rate/state.js";
import { roundTripDefaults } from "../../widgets/dist/roundTrip/state.js";
import { runStart } from "../../widgets/dist/run/state.js";
import { regionsOf } from "../../widgets/dist/segmentation/regions.js";
import { segmentationDefaults } from "../../widgets/dist/segmentation/state.js";
import { makeSteps } from "../../widgets/dist/steps/make.js";
import { stepDefaults } from "../../widgets/dist/steps/state.js";
import { browserIsThere } from "../support/browser.js";
import { registerExactPainter, sceneAt } from "../tasks/exactPainter.js";
import { type Host, openHost } from "./host.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const [width, height] = [160, 120];
const scene = renderScene(sampleScene({ seed: 5 }), { width, height });
const painted = corrupt(encodeDepth(scene.depth), { seed: 1 });
const given = { width, height, photo: scene.photo.data, truth: null };
const cursor = { x: 80, y: 60 };
/** A few pixels of each class taken for its neighbour's: cells of the confusion matrix with hardly anything in them. */
const mistaken = scene.classes.data.map((id, i, all) => (i % 97 === 0 ? all[(i + 40) % all.length] : id));

const states: Record<string, object> = {
  DepthView: {
    ...{ _view_name: "DepthView", ...depthDefaults, ...given, residual: null, cursor },
    ...{ depth: decodeDepth(painted).data, painted: painted.data, truth: scene.depth.data },
  },
  NormalView: {
    ...{ _view_name: "NormalView", ...normalDefaults, ...given, painted: null, residual: null, cursor },
    ...{ normals: scene.normals.data, truth: scene.normals.data, depth: scene.depth.data, fieldOfView: 60 },
  },
  SegmentationView: {
    ...{ _view_name: "SegmentationView", ...segmentationDefaults, ...given, painted: null, cursor },
    ...{ ids: scene.classes.data, regions: regionsOf(scene.classes), truth: mistaken },
    ...{ margin: scene.depth.data, areInstances: false, prompt: "What is in this room? ".repeat(9) },
  },
};

const depthLayer = layerOf("map", scene.depth, "truth");
const decodedLayer = layerOf("map", decodeDepth(painted), "painted depth");
const paintedLayer = layerOf("map", painted, "painted");
const photoLayer = layerOf("map", scene.photo, "photo");
const grid = { width, height };
const measured = measure(decodeDepth(painted), scene.depth);
/** The views that go step by step stand on layers. */
const layered: Record<string, object> = {
  CompareView: {
    ...{ ...compareDefaults, ...stateOfLayers([depthLayer, decodedLayer], grid), cursor },
    ...{ first: "truth", second: "painted depth", mode: "difference", cursorLink: null },
  },
  ErrorView: {
    ...errorDefaults,
    ...stateOfLayers([measured.prediction, measured.truth, measured.error], grid),
    ...{
      tables: measured.tables,
      worst: measured.worst,
      counts: [1, 2, 3],
      binsFrom: "−1",
      binsTo: "1",
      cursor,
    },
  },
  CodeCubeView: {
    ...{ ...cubeDefaults, ...stateOfLayers([paintedLayer], grid), code: "depth", regions: [], cursor },
  },
  RoundTripView: { ...roundTripDefaults, ...stateOfLayers([depthLayer], grid), cursor },
  PointCloudView: {
    ...{ ...pointDefaults, ...given, painted: null, residual: null, depth: scene.depth.data, cursor },
  },
  FigureGridView: {
    ...{ ...figureGridDefaults, ...stateOfLayers([photoLayer, depthLayer], grid), columns: ["a", "b"] },
    ...{ rows: [{ label: "a room", cells: [0, 1] }], caption: "A room." },
  },
  RunView: {
    ...{ ...runStart, title: "nyuv2", total: 100, done: 40, failed: 1, perSecond: 2, pace: [0, 9, 20, 40] },
    failures: [{ id: "sample 3", error: "must be a picture, but is none" }],
  },
  RateView: {
    ...{ ...rateDefaults, ...stateOfLayers([photoLayer, paintedLayer], grid), question: "Which?", seed: 1 },
    pairs: [{ id: "1", prompt: "a room", source: null, first: 0, second: 1 }],
  },
};
registerExactPainter();
const stepped = makeSteps(
  await estimateDepth(sceneAt(1).photo, { generator: "exact-test:1" }),
  sceneAt(1).depth,
);
layered.StepView = {
  ...{ ...stepDefaults, ...stepped, ...stateOfLayers(stepped.layers, sceneAt(1).photo) },
  ...{ steps: stepped.steps.map((step) => ({ ...step, runs: 1 })), running: null, failure: "", cursor },
};
for (const [name, state] of Object.entries(layered))
  states[name] = { _view_name: name, cursorLink: null, rangeLink: null, ...state };

/** What axe calls serious or critical, each with the first place where it is. */
async function faults({ page }: Host): Promise<string[]> {
  const { violations } = (await page.evaluate(() =>
    (window as unknown as { axe: { run(within: string): Promise<unknown> } }).axe.run("#view"),
  )) as AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
}

describe.runIf(browserIsThere())("views without barriers", { timeout: 120_000 }, () => {
  it.each(
    (["light", "dark"] as const).flatMap((scheme) => Object.keys(states).map((name) => ({ scheme, name }))),
  )("$name in $scheme", async ({ scheme, name }) => {
    const host = await openHost({ colorScheme: scheme, viewport: { width: 900, height: 1400 } });
    try {
      await host.showState(states[name]);
      await host.page.locator(".peel-view").waitFor();
      await host.page.addScriptTag({ content: axe });
      expect(await faults(host)).toEqual([]);
      const openers = host.page.locator("#view button[aria-expanded]");
      for (let index = 0; index < (await openers.count()); index++) {
        await openers.nth(index).click();
        await host.painted();
        const opened = await openers.nth(index).innerText();
        expect({ opened, faults: await faults(host) }).toEqual({ opened, faults: [] });
        await host.page.keyboard.press("Escape");
      }
      const stage = host.page.locator(".peel-stage").first();
      if ((await stage.count()) === 0) return;
      await stage.focus();
      await host.page.keyboard.press("?");
      expect(await faults(host)).toEqual([]);
    } finally {
      await host.close();
    }
  });
});
