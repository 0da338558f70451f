/** Pictures of any kind under one view: what travels of each. */
import type { Binary } from "../shared/state.js";

/** What the numbers of a layer are. */
export type LayerKind = "rgb" | "depth" | "normals" | "labels" | "values";

/** A class or a thing: what an id stands for, and its RGB levels. */
export interface LayerRegion {
  readonly id: number;
  readonly name: string;
  readonly colour: readonly [number, number, number];
}

/** How numbers of no other kind are coloured and written. */
export interface ValueScale {
  /** "heat": from white to nearly black; "signed": blue below zero, orange above; "grey": black to white */
  readonly colours: "heat" | "signed" | "grey";
  /** where the colours end; signed ones begin at −most, the others at 0 */
  readonly most: number;
  /** stands after the number: "m", "%", "°", "levels" */
  readonly unit: string;
  readonly decimals: number;
  /** what 0, 1 … are called, where the numbers only tell cases apart */
  readonly names?: readonly string[];
  /** the numbers are multiplied by this before they are written: 100 for shares in percent; default 1 */
  readonly times?: number;
}

/** A picture: what it is; its plane travels beside it. */
export interface LayerState {
  readonly kind: LayerKind;
  /** what people call it, unlike all others of the view */
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** of labels */
  readonly regions?: readonly LayerRegion[];
  /** of values */
  readonly scale?: ValueScale;
}

/** Numbers per pixel, and how they are kept. */
export const planeOf: Readonly<
  Record<LayerKind, { channels: number; type: "uint8" | "uint16" | "float32" }>
> = {
  rgb: { channels: 3, type: "uint8" },
  depth: { channels: 1, type: "float32" },
  normals: { channels: 3, type: "float32" },
  labels: { channels: 1, type: "uint16" },
  values: { channels: 1, type: "float32" },
};

/** Planes are properties of their own, for only those travel as bytes and are held back. */
export type PlaneName = `plane${number}`;
export const planeName = (index: number): PlaneName => `plane${index}`;

/** The part of a state that layers take. */
export interface LayeredState {
  /** the grid that all layers are seen on, in pixels */
  width: number;
  height: number;
  layers: readonly LayerState[];
  [plane: PlaneName]: Binary | null | undefined;
}

export const planeNames = (layers: readonly LayerState[]): PlaneName[] => layers.map((_, i) => planeName(i));
