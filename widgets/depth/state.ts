/** The state that the kernel and the page share. JSON has no Infinity, so `far: null` stands for it. */

import type { ColormapName } from "vision-peel/color";
import type { BesideName } from "../shared/beside.js";
import type { Binary, PixelPosition, Viewpoint } from "../shared/state.js";

export type { Binary, PixelPosition, Viewpoint } from "../shared/state.js";

export const depthPictureNames = ["photo", "painted", "depth", "residual", "truth", "error"] as const;
export type DepthPictureName = (typeof depthPictureNames)[number];
export type OutsideStyle = "dimmed" | "hidden";
/** What a press on the picture does: it pins the pixel, sets an end of a measure, or draws the profile's line. */
export type DepthTool = "read" | "measure" | "line";
/** What the profile follows: the row or the column of the cursor, or a line of its own. */
export type ProfileKind = "row" | "column" | "line";
export const depthPanelNames = ["colours", "measure", "profile", "points", "residual", "compare"] as const;
export type DepthPanelName = (typeof depthPanelNames)[number];
/** What is done to depth before it is compared with the truth. */
export type DepthAlignmentName = "none" | "scale" | "scale-shift";

/** What depth is drawn in: the colours of its code, or a colormap. */
export const depthColormapNames = [
  "code",
  "turbo",
  "viridis",
  "inferno",
  "spectral",
  "grey",
  "cyclic",
] as const satisfies readonly ("code" | ColormapName)[];
export type DepthColormapName = (typeof depthColormapNames)[number];
/** What a colormap runs along with: metres, their inverse, or their logarithm. */
export const depthScaleNames = ["metric", "disparity", "log"] as const;
export type DepthScaleName = (typeof depthScaleNames)[number];
/** How errors are drawn: as shares of the true depth, or in metres. */
export type DepthErrorUnit = "relative" | "metres";

/** Metres from one distance to another. */
export interface MetresRange {
  readonly near: number;
  readonly far: number;
}

/** From one pixel to another. */
export interface PixelPair {
  readonly from: PixelPosition;
  readonly to: PixelPosition;
}

export interface DepthState {
  width: number;
  height: number;
  /** float32 metres, little-endian, row by row; +Infinity is the sky, NaN is unknown; null: as painted */
  depth: Binary | null;
  /** RGB bytes, interleaved */
  painted: Binary | null;
  photo: Binary | null;
  /** float32 levels off the code; only sent where there is no painted picture to read it from */
  residual: Binary | null;
  /** float32 metres as they were measured, to compare with */
  truth: Binary | null;
  /** the parameters of the depth code */
  lambda: number;
  c: number;
  /** metres */
  near: number;
  /** metres; null is infinity */
  far: number | null;
  /** which picture is shown */
  picture: DepthPictureName;
  /** the picture that it is held against; null: the truth, else depth or the photo */
  reference: DepthPictureName | null;
  /** where the reference is seen: in a stage beside the picture, in turn with it, or not */
  beside: BesideName;
  /** share of the stage's width from which on the reference is seen; null: nowhere */
  swipe: number | null;
  /** how pixels outside of near … far look */
  outside: OutsideStyle;
  cursor: PixelPosition | null;
  /** whether the slice moves through the picture by itself */
  sweep: boolean;
  /** levels off the code from which on a pixel counts as astray */
  residualLimit: number;
  tool: DepthTool;
  measures: readonly PixelPair[];
  /** degrees that the picture spans from left to right: what distances in space need */
  fieldOfView: number;
  profile: ProfileKind;
  line: PixelPair | null;
  /** "code": as it was painted */
  colormap: DepthColormapName;
  /** of a colormap; the code has its own */
  scale: DepthScaleName;
  /** metres between which a colormap runs, backwards where near lies beyond far; null: those of most pixels */
  colourRange: MetresRange | null;
  /** lines of equal depth at round metres */
  isolines: boolean;
  /** magnified depth is interpolated in metres, but not over edges */
  smooth: boolean;
  alignment: DepthAlignmentName;
  errorUnit: DepthErrorUnit;
  /** pixels further off the code than the limit are hatched in the picture of depth */
  hatchAstray: boolean;
  pointColours: "photo" | "depth";
  /** of the points in space; 1 just closes the gaps between them, seen from the camera */
  pointSize: number;
  viewpoint: Viewpoint;
  /** relative step to a neighbour from which on points are left out of the cloud; 0 keeps all */
  edgeLimit: number;
  panel: DepthPanelName | null;
  /** views of the page with the same name here share their cursor */
  cursorLink: string | null;
  /** views of the page with the same name here share near and far */
  rangeLink: string | null;
  /** what is to be known about these data, shown under the picture */
  note?: string;
}

/** The part of the state that people control, at its start. */
export const depthDefaults = Object.freeze({
  lambda: -3,
  c: 10 / 3,
  near: 0,
  far: null,
  picture: "depth",
  reference: null,
  beside: "none",
  swipe: null,
  outside: "dimmed",
  cursor: null,
  sweep: false,
  residualLimit: 16,
  tool: "read",
  measures: [],
  fieldOfView: 60,
  profile: "row",
  line: null,
  colormap: "code",
  scale: "metric",
  colourRange: null,
  isolines: false,
  smooth: false,
  alignment: "none",
  errorUnit: "relative",
  hatchAstray: false,
  pointColours: "photo",
  pointSize: 1.5,
  viewpoint: { right: 0, up: 0, zoom: 1, x: 0, y: 0 },
  edgeLimit: 0.05,
  panel: null,
} as const satisfies Partial<DepthState>);

/** What names the model and the view to the page. */
export const depthModule = Object.freeze({
  modelName: "DepthModel",
  viewName: "DepthView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);

/** Metres of a `far` as it travels. */
export const farMetres = (far: number | null): number => far ?? Infinity;

/** A far limit as it travels. */
export const farOnWire = (metres: number): number | null => (metres === Infinity ? null : metres);
