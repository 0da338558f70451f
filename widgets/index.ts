/**
 * What a cell constructs. Importing this registers the live views, so that a value of `vision-peel`
 * that is a cell's last expression shows itself as one.
 */
import type { LiveSweep, OpenedSample, SweepResults } from "vision-peel/evaluation";
import type { DepthMap, InstanceMap, LabelMap, NormalMap } from "vision-peel/image";
import type { DepthResult, InstanceResult, NormalResult, RegionResult, TaskResult } from "vision-peel/tasks";
import { describeBoxes } from "./box/describe.js";
import { DepthView } from "./depth/kernel.js";
import { resultsView } from "./evaluation/resultsView.js";
import { sampleView } from "./evaluation/sampleView.js";
import { NormalView } from "./normal/kernel.js";
import { RunView } from "./run/kernel.js";
import { SegmentationView } from "./segmentation/kernel.js";

export { CompareView, type CompareViewOptions } from "./compare/kernel.js";
export type { CompareControls, CompareMode } from "./compare/state.js";
export { CodeCube, type CodeCubeOptions } from "./cube/kernel.js";
export type { CubeCode, CubeColouring, CubeControls } from "./cube/state.js";
export { type DepthProperties, DepthView, type DepthViewOptions } from "./depth/kernel.js";
export type {
  DepthColormapName,
  DepthPictureName,
  DepthScaleName,
  MetresRange,
  OutsideStyle,
  PixelPair,
  PixelPosition,
  Viewpoint,
} from "./depth/state.js";
export { ErrorView, type ErrorViewOptions } from "./errors/kernel.js";
export type { ErrorControls, ScoreTable, WorstBlock } from "./errors/state.js";
export { type ExploreOptions, explore } from "./explore/explore.js";
export { Figure, plot } from "./figure/kernel.js";
export { rows } from "./figure/rows.js";
export type { FigureEvent, FigurePoint } from "./figure/state.js";
export type { FigureConfig, FigureLayout, FigureSpec, Trace } from "./figure/types.js";
export { FigureGrid, type FigureGridOptions } from "./figureGrid/kernel.js";
export type { Viewable } from "./layers/given.js";
export { NormalView, type NormalViewOptions } from "./normal/kernel.js";
export type { Axes, Axis, Direction, NormalPictureName, NormalState, Patch } from "./normal/state.js";
export { PointCloudView, type PointCloudViewOptions } from "./points/kernel.js";
export { type PairToRate, RateView, type RateViewOptions } from "./rate/kernel.js";
export type { Choice, Vote } from "./rate/state.js";
export { RoundTripView, type RoundTripViewOptions } from "./roundTrip/kernel.js";
export type { RoundTripControls } from "./roundTrip/state.js";
export { type RunHandle, RunView, type RunViewOptions } from "./run/kernel.js";
export { SegmentationView, type SegmentationViewOptions } from "./segmentation/kernel.js";
export type { SegmentationScores } from "./segmentation/scores.js";
export type { Region, SegmentationState } from "./segmentation/state.js";
export { LinkedCursor, LinkedRange, LinkedSelection, type Place } from "./shared/linked.js";
export { StepView, type StepViewOptions } from "./steps/kernel.js";
export type { StepResult } from "./steps/make.js";
export type { StepControls, StepName } from "./steps/state.js";

type LiveView = (value: never) => object;
const views = Symbol.for("vision-peel.views.v1");
const registry = globalThis as { [views]?: Map<string, LiveView> };
registry[views] ??= new Map();

// A value shown twice has one view: its data crosses once, and both outputs move together.
const viewOfDepth = new WeakMap<DepthMap, DepthView>();
registry[views].set("depth", (depth: DepthMap) => {
  const view = viewOfDepth.get(depth) ?? new DepthView({ depth });
  viewOfDepth.set(depth, view);
  return view;
});

const viewOfNormals = new WeakMap<NormalMap, NormalView>();
registry[views].set("normals", (normals: NormalMap) => {
  const view = viewOfNormals.get(normals) ?? new NormalView({ normals });
  viewOfNormals.set(normals, view);
  return view;
});

const viewOfMap = new WeakMap<LabelMap | InstanceMap, SegmentationView>();
function viewRegions(map: LabelMap | InstanceMap, make: () => SegmentationView): SegmentationView {
  const view = viewOfMap.get(map) ?? make();
  viewOfMap.set(map, view);
  return view;
}
registry[views].set("labels", (labels: LabelMap) =>
  viewRegions(labels, () => new SegmentationView({ labels })),
);
registry[views].set("instances", (instances: InstanceMap) =>
  viewRegions(instances, () => new SegmentationView({ instances })),
);

// What a task gives shows itself with everything that led to it: the photo, and the painting on its grid.
const viewOfResult = new WeakMap<object, object>();
function viewOnce<Result extends object>(make: (result: Result) => object): LiveView {
  return (result: Result) => {
    const view = viewOfResult.get(result) ?? make(result);
    viewOfResult.set(result, view);
    return view;
  };
}
/** The model's limits stand where its results are shown. */
const shownWith = ({ photo, paintedOnPhoto: painted, limits, generator }: TaskResult) => ({
  ...{ photo, painted },
  ...(limits.length > 0 && { note: `Painted by “${generator.about.model}”. ${limits[0]}` }),
});
registry[views].set(
  "depthResult",
  viewOnce((result: DepthResult) => new DepthView({ depth: result.depth, ...shownWith(result) })),
);
registry[views].set(
  "normalResult",
  viewOnce((result: NormalResult) => new NormalView({ normals: result.normals, ...shownWith(result) })),
);
registry[views].set(
  "regionResult",
  viewOnce((result: RegionResult | InstanceResult) =>
    "labels" in result
      ? new SegmentationView({ labels: result.labels, ...shownWith(result) })
      : new SegmentationView({ instances: result.instances, ...shownWith(result) }),
  ),
);

// Evaluations: what is under way, what has come of it, and single samples of it.
registry[views].set(
  "liveSweep",
  viewOnce((run: LiveSweep) => new RunView({ run })),
);
registry[views].set("sweepResults", viewOnce(resultsView as (results: SweepResults) => object));
registry[views].set("evaluatedSample", viewOnce(sampleView as (sample: OpenedSample) => object));

describeBoxes();
