/** The state of a CompareView that the kernel and the page share. */
import type { LayeredState } from "../layers/state.js";
import type { PixelPosition } from "../shared/state.js";

/** How two pictures are seen: at a bar, beside each other, in turn, by what differs, or all that there are at once. */
export const compareModes = ["swipe", "side", "blink", "difference", "all"] as const;
export type CompareMode = (typeof compareModes)[number];

export interface CompareState extends LayeredState {
  /** title of the picture on the left */
  first: string;
  /** title of the one that it is compared with */
  second: string;
  mode: CompareMode;
  /** share of the width from which on the second is seen, 0 to 1; for "swipe" */
  swipe: number;
  /** differences this large have the strongest colour, in their unit; null: what nearly all are below */
  most: number | null;
  cursor: PixelPosition | null;
  /** views of the page with the same name here share their cursor */
  cursorLink: string | null;
  /** what is to be known about these data, shown under the picture */
  note?: string;
}

/** The part of the state that people control, at its start; first and second are the first two pictures. */
export const compareDefaults = Object.freeze({
  first: "",
  second: "",
  mode: "swipe",
  swipe: 0.5,
  most: null,
  cursor: null,
} as const satisfies Partial<CompareState>);

export type CompareControlName = keyof typeof compareDefaults;
export type CompareControls = Pick<CompareState, CompareControlName>;
export const controlNames = Object.keys(compareDefaults) as CompareControlName[];

/** What names the model and the view to the page. */
export const compareModule = Object.freeze({
  modelName: "CompareModel",
  viewName: "CompareView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);
