/** The state that the kernel and the page share. JSON has no Infinity, so `far: null` stands for it. */

import type { Binary, PixelPosition } from "../shared/state.js";

export type { Binary, PixelPosition } from "../shared/state.js";

export const depthPictureNames = ["photo", "painted", "depth", "residual", "truth", "error"] as const;
export type DepthPictureName = (typeof depthPictureNames)[number];
export type OutsideStyle = "dimmed" | "hidden";

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
  /** how pixels outside of near … far look */
  outside: OutsideStyle;
  cursor: PixelPosition | null;
  /** whether the slice moves through the picture by itself */
  sweep: boolean;
  /** levels off the code from which on a pixel counts as astray */
  residualLimit: number;
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
  outside: "dimmed",
  cursor: null,
  sweep: false,
  residualLimit: 16,
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
