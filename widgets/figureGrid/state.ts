/** The state of a FigureGrid that the kernel and the page share. */
import type { LayeredState } from "../layers/state.js";

/** A row of a figure: what stands before it, and which layers it shows. */
export interface FigureRow {
  readonly label: string;
  /** numbers of layers; null leaves a place empty */
  readonly cells: readonly (number | null)[];
}

export interface FigureGridState extends LayeredState {
  columns: readonly string[];
  rows: readonly FigureRow[];
  caption: string;
  /** of the whole figure in print, millimetres; a column of most papers is 84 wide, a page 174 */
  widthMm: number;
  /** of the letters, points */
  fontPt: number;
  /** between pictures, millimetres */
  gapMm: number;
  /** what is to be known about these data, shown under the figure */
  note?: string;
}

/** The part of the state that people control, at its start. */
export const figureGridDefaults = Object.freeze({
  caption: "",
  widthMm: 174,
  fontPt: 8,
  gapMm: 1,
} as const satisfies Partial<FigureGridState>);

export type FigureGridControlName = keyof typeof figureGridDefaults;
export type FigureGridControls = Pick<FigureGridState, FigureGridControlName>;
export const controlNames = Object.keys(figureGridDefaults) as FigureGridControlName[];

/** What names the model and the view to the page. */
export const figureGridModule = Object.freeze({
  modelName: "FigureGridModel",
  viewName: "FigureGridView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);
