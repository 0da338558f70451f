/** The state of an ErrorView that the kernel and the page share. */
import type { LayeredState } from "../layers/state.js";
import type { PixelPosition } from "../shared/state.js";

/** Scores of one protocol, as they are read. */
export interface ScoreTable {
  /** whose definitions: a protocol's name */
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A block of pixels where the error is large. */
export interface WorstBlock extends PixelPosition {
  /** what is wrong there, in words: "+0.34 m" */
  readonly text: string;
}

export const errorPictures = ["error", "prediction", "truth"] as const;

export interface ErrorState extends LayeredState {
  /** prediction, truth and error, in this order, are the first three layers; a photo may be the fourth */
  tables: readonly ScoreTable[];
  /** the worst first */
  worst: readonly WorstBlock[];
  /** how often errors occur, in equal bins from `binsFrom` to `binsTo` */
  counts: readonly number[];
  binsFrom: string;
  binsTo: string;
  /** errors this large have the strongest colour; null: what nearly all are below */
  most: number | null;
  cursor: PixelPosition | null;
  /** views of the page with the same name here share their cursor */
  cursorLink: string | null;
  /** what is to be known about these data, shown under the picture */
  note?: string;
}

/** The part of the state that people control, at its start. */
export const errorDefaults = Object.freeze({
  most: null,
  cursor: null,
} as const satisfies Partial<ErrorState>);

export type ErrorControlName = keyof typeof errorDefaults;
export type ErrorControls = Pick<ErrorState, ErrorControlName>;
export const controlNames = Object.keys(errorDefaults) as ErrorControlName[];

/** What names the model and the view to the page. */
export const errorModule = Object.freeze({
  modelName: "ErrorModel",
  viewName: "ErrorView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);
