/**
 * The views as anywidget's front-end modules are: `render({ model, el })` returns how to clean up.
 * The same module runs under JupyterLab's widget manager, in a plain page and in tests.
 */
import { renderBox } from "./box/page/view.js";
import { renderDepthView } from "./depth/page/view.js";
import { renderFigure } from "./figure/page/view.js";
import { renderNormalView } from "./normal/page/view.js";
import { renderSegmentationView } from "./segmentation/page/view.js";
import type { Cleanup, Render, RenderProps } from "./shared/page/hosts/afm.js";
import { lazily } from "./shared/page/hosts/lazily.js";
import { joinLinks } from "./shared/page/links.js";

export type { CompareState } from "./compare/state.js";
export type { CubeState } from "./cube/state.js";
export type { DepthState } from "./depth/state.js";
export type { ErrorState } from "./errors/state.js";
export type { FigureState } from "./figure/state.js";
export type { NormalState } from "./normal/state.js";
export type { RoundTripState } from "./roundTrip/state.js";
export type { SegmentationState } from "./segmentation/state.js";
export type { AnyModel, Cleanup, Render, RenderProps } from "./shared/page/hosts/afm.js";
export type { StepState } from "./steps/state.js";
export { renderDepthView, renderFigure, renderNormalView, renderSegmentationView };

/** Views by the name that a model asks for. What is named `view-…` is fetched when one is first shown. */
export const views: Readonly<Record<string, Render<never>>> = {
  BoxView: (props) => renderBox(props as never, render as never),
  CodeCubeView: lazily(
    async () => (await import(/* webpackChunkName: "view-cube" */ "./cube/page/view.js")).renderCodeCube,
  ),
  CompareView: lazily(
    async () =>
      (await import(/* webpackChunkName: "view-compare" */ "./compare/page/view.js")).renderCompareView,
  ),
  DepthView: renderDepthView,
  ErrorView: lazily(
    async () => (await import(/* webpackChunkName: "view-errors" */ "./errors/page/view.js")).renderErrorView,
  ),
  FigureGridView: lazily(
    async () =>
      (await import(/* webpackChunkName: "view-figureGrid" */ "./figureGrid/page/view.js")).renderFigureGrid,
  ),
  FigureView: renderFigure,
  NormalView: renderNormalView,
  PointCloudView: lazily(
    async () =>
      (await import(/* webpackChunkName: "view-points" */ "./points/page/view.js")).renderPointCloudView,
  ),
  RateView: lazily(
    async () => (await import(/* webpackChunkName: "view-rate" */ "./rate/page/view.js")).renderRateView,
  ),
  RoundTripView: lazily(
    async () =>
      (await import(/* webpackChunkName: "view-roundTrip" */ "./roundTrip/page/view.js")).renderRoundTripView,
  ),
  RunView: lazily(
    async () => (await import(/* webpackChunkName: "view-run" */ "./run/page/view.js")).renderRunView,
  ),
  SegmentationView: renderSegmentationView,
  StepView: lazily(
    async () => (await import(/* webpackChunkName: "view-steps" */ "./steps/page/view.js")).renderStepView,
  ),
};

/**
 * Shows a model in an element by the view that it asks for (`_view_name`), DepthView if it asks for none.
 *
 * @example const cleanup = render({ model, el: document.querySelector("#view") });
 */
export function render({ model, el }: RenderProps<{ _view_name?: string }>): Cleanup {
  const name = model.get("_view_name") ?? "DepthView";
  const view = views[name];
  if (!view) {
    throw new Error(
      `There is no view "${name}" in @vision-peel/widgets: install one version of it for kernel and page.`,
    );
  }
  const leave = joinLinks(model as never);
  const end = view({ model: model as never, el });
  return () => {
    leave();
    end();
  };
}

export default { render };
