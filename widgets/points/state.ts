/** The state of a PointCloudView: a part of DepthView's, whose parts draw it. */
import { type DepthState, depthDefaults } from "../depth/state.js";

export type PointState = DepthState;

const names = [
  ...["near", "far", "cursor", "measures", "fieldOfView", "colormap", "scale", "colourRange"],
  ...["pointColours", "pointSize", "viewpoint", "edgeLimit"],
] as const;
export type PointControlName =
  | "near"
  | "far"
  | "cursor"
  | "measures"
  | "fieldOfView"
  | "colormap"
  | "scale"
  | "colourRange"
  | "pointColours"
  | "pointSize"
  | "viewpoint"
  | "edgeLimit";
export const controlNames = names as readonly PointControlName[];

/** As DepthView's, but seen from the side: from the camera a cloud looks like the photo. */
export const pointDefaults = Object.freeze({
  ...depthDefaults,
  viewpoint: { right: 24, up: 14, zoom: 1, x: 0, y: 0 },
} as const satisfies Partial<DepthState>);

/** What names the model and the view to the page. */
export const pointModule = Object.freeze({
  modelName: "PointCloudModel",
  viewName: "PointCloudView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);
