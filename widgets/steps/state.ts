/** The state of a StepView that the kernel and the page share. */
import type { ScoreTable, WorstBlock } from "../errors/state.js";
import type { LayeredState, LayerRegion } from "../layers/state.js";
import type { PixelPosition } from "../shared/state.js";

/** From the photo to the scores, in their order. */
export const stepNames = ["photo", "prompt", "painted", "decoded", "scored"] as const;
export type StepName = (typeof stepNames)[number];

/** One step: what is known of it. */
export interface StepRecord {
  readonly name: StepName;
  readonly title: string;
  /** in a few words, under the title */
  readonly words: string;
  /** how often it has been done in this view; a later step is done again whenever an earlier one is */
  readonly runs: number;
  /** titles of its pictures */
  readonly layers: readonly string[];
  /** what is to be known of it, by name */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** A decoder's option, as the page offers it; null is the decoder's own choice. */
export type DecodeOption =
  | {
      readonly kind: "number";
      readonly name: string;
      readonly label: string;
      readonly value: number | null;
      /** what holds where there is no value, in words */
      readonly usual: string;
      readonly least: number;
      readonly most: number;
      readonly unit: string;
    }
  | {
      readonly kind: "choice";
      readonly name: string;
      readonly label: string;
      readonly value: string | number | boolean | null;
      readonly usual: string;
      readonly choices: readonly (readonly [value: string | number | boolean, text: string])[];
    };

/** By what a painted colour is explained. */
export type Explains =
  | { readonly kind: "walk"; readonly lambda: number; readonly c: number }
  | { readonly kind: "normals" }
  | { readonly kind: "legend"; readonly regions: readonly LayerRegion[] }
  | {
      readonly kind: "instances";
      readonly background: readonly [number, number, number];
      readonly tolerance: number;
    }
  | { readonly kind: "other"; readonly dialect: string };

export interface StepState extends LayeredState {
  steps: readonly StepRecord[];
  /** the words that it was painted by, as they may be edited */
  prompt: string;
  seed: number | null;
  options: readonly DecodeOption[];
  explains: Explains;
  /** scores beside the truth; empty without one */
  tables: readonly ScoreTable[];
  worst: readonly WorstBlock[];
  /** what is being done now, and how much of it is; null: nothing */
  running: { readonly step: StepName; readonly share: number | null } | null;
  /** how many changes can be taken back, and how many of those made again */
  undoable: number;
  redoable: number;
  /** why the last try to do a step again has failed; "" if it has not */
  failure: string;
  /** the step that is open */
  step: StepName;
  /** the picture of it that is seen; null: its first */
  layer: string | null;
  cursor: PixelPosition | null;
  /** views of the page with the same name here share their cursor */
  cursorLink: string | null;
  /** what is to be known about these data, shown under the picture */
  note?: string;
}

/** What the page asks the kernel for. */
export type StepRequest =
  | { readonly request: "repaint"; readonly prompt: string; readonly seed: number | null }
  | { readonly request: "redecode"; readonly name: string; readonly value: string | number | boolean | null }
  | { readonly request: "cancel" | "undo" | "redo" };

/** The part of the state that people control, at its start. */
export const stepDefaults = Object.freeze({
  step: "decoded",
  layer: null,
  cursor: null,
} as const satisfies Partial<StepState>);

export type StepControlName = keyof typeof stepDefaults;
export type StepControls = Pick<StepState, StepControlName>;
export const controlNames = Object.keys(stepDefaults) as StepControlName[];

/** What names the model and the view to the page. */
export const stepModule = Object.freeze({
  modelName: "StepModel",
  viewName: "StepView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);
