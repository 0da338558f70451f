/** A state of every view, with everything in it that it may have. */
import { corrupt, decodeDepth, encodeDepth, estimateDepth, renderScene, sampleScene } from "vision-peel";
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
import { registerExactPainter, sceneAt } from "../tasks/exactPainter.js";

const [width, height] = [160, 120];
const scene = renderScene(sampleScene({ seed: 5 }), { width, height });
const painted = corrupt(encodeDepth(scene.depth), { seed: 1 });
const given = { width, height, photo: scene.photo.data, truth: null };
const cursor = { x: 80, y: 60 };
/** A few pixels of each class taken for its neighbour's: cells of the confusion matrix with hardly anything in them. */
const mistaken = scene.classes.data.map((id, i, all) => (i % 97 === 0 ? all[(i + 40) % all.length] : id));

export const viewStates: Record<string, object> = {
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
  viewStates[name] = { _view_name: name, cursorLink: null, rangeLink: null, ...state };
