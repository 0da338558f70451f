/** The state of a SegmentationView that the kernel and the page share. */
import type { Binary, PixelPosition } from "../shared/state.js";

/** How regions are drawn over the picture. */
export type RegionDrawing = "fill" | "contour" | "both";
/** Whose colours the regions have. */
export type PaletteName = "generated" | "okabeIto" | "tol" | "contrast";
/** In which order the legend lists its regions. */
export type LegendOrder = "area" | "name" | "listed";
/** What becomes of pixels whose colour is not clearly nearer to one class. */
export type AmbiguousPixels = "assigned" | "unknown";
/** What lies under the regions. */
export type GroundName = "photo" | "painted" | "none";

/** A class or an instance, as it travels. */
export interface Region {
  readonly id: number;
  readonly name: string;
  /** RGB levels, as the legend lists it */
  readonly colour: readonly [number, number, number];
}

export interface SegmentationState {
  width: number;
  height: number;
  /** uint16 ids, little-endian, row by row */
  ids: Binary | null;
  /** RGB bytes, interleaved */
  painted: Binary | null;
  photo: Binary | null;
  /** float32 levels by which the next colour is farther; where a decoder measured it */
  margin: Binary | null;
  regions: readonly Region[];
  /** whether the regions are things of which each is counted, not classes */
  areInstances: boolean;
  /** of the regions over the picture, 0 to 1 */
  opacity: number;
  drawing: RegionDrawing;
  /** of contours, in screen pixels */
  thickness: number;
  palette: PaletteName;
  ground: GroundName;
  /** ids of regions that are switched off */
  hidden: readonly number[];
  /** ids of the only regions shown; empty: all */
  isolated: readonly number[];
  order: LegendOrder;
  /** the legend lists names with this text in them */
  filter: string;
  /** levels; pixels whose margin is smaller are ambiguous; 0: none are */
  minMargin: number;
  ambiguous: AmbiguousPixels;
  cursor: PixelPosition | null;
  /** what is to be known about these data, shown under the picture */
  note?: string;
}

/** The part of the state that people control, at its start. */
export const segmentationDefaults = Object.freeze({
  opacity: 0.6,
  drawing: "fill",
  thickness: 2,
  palette: "generated",
  ground: "photo",
  hidden: [],
  isolated: [],
  order: "area",
  filter: "",
  minMargin: 0,
  ambiguous: "assigned",
  cursor: null,
} as const satisfies Partial<SegmentationState>);

export type SegmentationControls = Pick<SegmentationState, keyof typeof segmentationDefaults>;
export const controlNames = Object.keys(segmentationDefaults) as (keyof SegmentationControls)[];

/** What names the model and the view to the page. */
export const segmentationModule = Object.freeze({
  modelName: "SegmentationModel",
  viewName: "SegmentationView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);
