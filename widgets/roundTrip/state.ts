/** The state of a RoundTripView that the kernel and the page share. */
import { PUBLISHED_NOISE } from "vision-peel/codecs";
import type { LayeredState } from "../layers/state.js";
import type { PixelPosition } from "../shared/state.js";

export interface RoundTripState extends LayeredState {
  /** the noise's seed, a whole number */
  seed: number;
  /** disturbances, as `corrupt` takes them: levels, levels, levels, pixels, share, quality, pixels */
  drift: number;
  noise: number;
  grid: number;
  edges: number;
  ring: number;
  jpeg: number;
  shift: number;
  /** of depth: shape and scale of the power transform */
  lambda: number;
  c: number;
  cursor: PixelPosition | null;
  /** views of the page with the same name here share their cursor */
  cursorLink: string | null;
  /** what is to be known about these data, shown under the picture */
  note?: string;
}

export const disturbances = ["drift", "noise", "grid", "edges", "ring", "jpeg", "shift"] as const;
export type Disturbance = (typeof disturbances)[number];

/** The part of the state that people control, at its start: as published pictures are. */
export const roundTripDefaults = Object.freeze({
  seed: 1,
  drift: PUBLISHED_NOISE.drift as number,
  noise: PUBLISHED_NOISE.noise as number,
  grid: PUBLISHED_NOISE.grid as number,
  edges: PUBLISHED_NOISE.edges as number,
  ring: PUBLISHED_NOISE.ring as number,
  jpeg: PUBLISHED_NOISE.jpeg as number,
  shift: PUBLISHED_NOISE.shift as number,
  lambda: -3,
  c: 10 / 3,
  cursor: null,
});

export type RoundTripControlName = keyof typeof roundTripDefaults;
export type RoundTripControls = Pick<RoundTripState, RoundTripControlName>;
export const controlNames = Object.keys(roundTripDefaults) as RoundTripControlName[];

/** What names the model and the view to the page. */
export const roundTripModule = Object.freeze({
  modelName: "RoundTripModel",
  viewName: "RoundTripView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);
