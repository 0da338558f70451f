/** The state of a SegmentationView that the kernel and the page share. */
import type { BesideName } from "../shared/beside.js";
import type { Binary, PixelPosition } from "../shared/state.js";

/** How regions are drawn over the picture. */
export type RegionDrawing = "fill" | "contour" | "both";
/** Whose colours the regions have. */
export type PaletteName = "generated" | "okabeIto" | "tol" | "contrast";
/** In which order the legend lists its regions. */
export type LegendOrder = "area" | "name" | "listed";
/** What becomes of pixels whose colour is not clearly nearer to one class. */
export type AmbiguousPixels = "assigned" | "marked" | "unknown";
/** What lies over the picture: regions as decoded, the true ones, or where they agree. */
export type OverlayName = "regions" | "truth" | "agreement";
/** What becomes of the picture outside of the regions that are seen. */
export type Surroundings = "shown" | "dimmed" | "blurred" | "hidden";
/** What lies under the regions. */
export type GroundName = "photo" | "painted" | "none";

/** A class or an instance, as it travels. */
export interface Region {
  readonly id: number;
  readonly name: string;
  /** RGB levels, as the legend lists it */
  readonly colour: readonly [number, number, number];
}

/** A cell of the confusion matrix, by ids. */
export interface Confusion {
  readonly truth: number;
  readonly predicted: number;
}

/** The id of true pixels that are not scored. */
export const VOID_ID = 65_534;

export const segmentationPanelNames = ["margin", "cleanUp", "instances", "cutOut", "compare"] as const;
export type SegmentationPanelName = (typeof segmentationPanelNames)[number];

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
  /** uint16 ids as they truly are, by the ids of `regions`; `VOID_ID` is not scored */
  truth: Binary | null;
  regions: readonly Region[];
  /** the classes that `painted` decodes by to `ids` and `margin`, where these are not kept beside it */
  decodedBy?: readonly Region[];
  /** what was asked of the generator */
  prompt: string | null;
  /** views of the page with the same name here share their cursor */
  cursorLink: string | null;
  /** views of the page with the same name here isolate together */
  selectionLink?: string | null;
  /** whether the regions are things of which each is counted, not classes */
  areInstances: boolean;
  /** of the regions over the picture, 0 to 1 */
  opacity: number;
  drawing: RegionDrawing;
  /** of contours, in screen pixels */
  thickness: number;
  palette: PaletteName;
  /** whether patterns tell apart what a palette paints alike, and hits from errors */
  hatching: boolean;
  overlay: OverlayName;
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
  /** radius of a majority filter, pixels; 0: none */
  smooth: number;
  /** what one piece encloses is filled up to this many pixels */
  maxHole: number;
  /** pieces under this many pixels go to their neighbours */
  minArea: number;
  surroundings: Surroundings;
  /** where the truth is seen, or the bare picture: in a stage beside, in turn with what is shown, or not */
  beside: BesideName;
  /** share of the stage's width from which on the truth is seen, or the bare picture; null: nowhere */
  swipe: number | null;
  /** only pixels of this true and this decoded id are seen; null: all */
  confusion: Confusion | null;
  /** only pixels this near to a true border are compared, pixels; 0: all are */
  band: number;
  /** a pixel of the instance that is framed */
  instance: PixelPosition | null;
  panel: SegmentationPanelName | null;
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
  hatching: true,
  overlay: "regions",
  ground: "photo",
  hidden: [],
  isolated: [],
  order: "area",
  filter: "",
  minMargin: 0,
  ambiguous: "assigned",
  smooth: 0,
  maxHole: 0,
  minArea: 0,
  surroundings: "shown",
  beside: "none",
  swipe: null,
  confusion: null,
  band: 0,
  instance: null,
  panel: null,
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
