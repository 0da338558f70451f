/** How two pictures of one view are compared: at a bar, beside each other, or in turn. */

/** What is seen beside the picture: nothing, the other one in a stage of its own, or the other one in turn with it. */
export const besideNames = ["none", "side", "blink"] as const;
export type BesideName = (typeof besideNames)[number];

export interface BesideState {
  readonly beside: BesideName;
  /** share of the stage's width from which on the other picture is seen; null: nowhere */
  readonly swipe: number | null;
}

/** One of these at a time; where a cell asks for more, the bar gives way. */
export const besideModes = ["none", "swipe", "side", "blink"] as const;
export type BesideMode = (typeof besideModes)[number];

export const modeOf = ({ beside, swipe }: BesideState): BesideMode =>
  beside !== "none" ? beside : swipe === null ? "none" : "swipe";

/** What brings a view into a mode. */
export const stateFor = (mode: BesideMode): BesideState => ({
  beside: mode === "side" || mode === "blink" ? mode : "none",
  swipe: mode === "swipe" ? 0.5 : null,
});

export const modeAfter = (state: BesideState): BesideMode =>
  besideModes[(besideModes.indexOf(modeOf(state)) + 1) % besideModes.length];

/** What is kept of it: pictures that change in turn stand still. */
export const besideAtRest = (beside: BesideName): BesideName => (beside === "blink" ? "none" : beside);
