/** The state of a NormalView that the kernel and the page share. */
import type { BesideName } from "../shared/beside.js";
import type { Binary, PixelPosition } from "../shared/state.js";

export const normalPictureNames = [
  "photo",
  "painted",
  "normals",
  "relit",
  "x",
  "y",
  "z",
  "residual",
  "truth",
  "error",
  "ofDepth",
  "difference",
] as const;
export type NormalPictureName = (typeof normalPictureNames)[number];

/** x to the right, y up, z to the viewer. */
export type Direction = readonly [number, number, number];
/** A component of the given vectors, perhaps turned round. */
export type Axis = "x" | "-x" | "y" | "-y" | "z" | "-z";
/** Which of the given components points right, up and to the viewer. */
export type Axes = readonly [Axis, Axis, Axis];
/** What the ball shows: the colours of the code, or how often each direction occurs. */
export type BallContent = "legend" | "density";
/** What a hand on the ball moves. */
export type BallHandle = "direction" | "light" | "turn";
/** What a press on the picture does: it pins the pixel, sets the other end of the angle, or draws a patch. */
export type NormalTool = "read" | "angle" | "patch";

export const normalPanelNames = ["compare", "light", "axes", "needles", "length"] as const;
export type NormalPanelName = (typeof normalPanelNames)[number];

export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface NormalState {
  width: number;
  height: number;
  /** float32 x y z, interleaved, little-endian; NaN has no surface; null: as painted */
  normals: Binary | null;
  /** RGB bytes, interleaved */
  painted: Binary | null;
  photo: Binary | null;
  /** float32 levels by which painted vectors miss unit length; only where there is no painted picture */
  residual: Binary | null;
  /** float32 x y z as they were measured */
  truth: Binary | null;
  /** float32 metres, to compare with the normals of its surface */
  depth: Binary | null;
  /** views of the page with the same name here share their cursor */
  cursorLink: string | null;
  /** degrees across the picture, for `depth` */
  fieldOfView: number;
  picture: NormalPictureName;
  /** the picture that it is held against; null: the truth, else normals or the photo */
  reference: NormalPictureName | null;
  /** where the reference is seen: "side" by side with the picture, in turn with it ("blink"), or not ("none") */
  beside: BesideName;
  /** share of the width from which on the reference is seen, 0 to 1; null: nowhere */
  swipe: number | null;
  axes: Axes;
  /** a direction to look for; pixels outside of its cone are dimmed */
  direction: Direction | null;
  /** half the opening angle of the cone, degrees */
  cone: number;
  /** where the light comes from */
  light: Direction;
  /** share of light that comes from everywhere, 0 to 1 */
  ambient: number;
  /** strength of highlights, 0 to 1 */
  specular: number;
  /** whose colours the lit surface has */
  albedo: "photo" | "grey";
  /** needles over the picture: their distance in screen pixels; 0 shows none */
  needles: number;
  ball: BallContent;
  handle: BallHandle;
  /** how the ball is turned: degrees to the right and up; [180, 0] shows its back */
  turn: readonly [number, number];
  tool: NormalTool;
  /** one end of the angle tool; the cursor is the other */
  anchor: PixelPosition | null;
  patch: Patch | null;
  /** share of unit length from which on a vector counts as astray */
  lengthLimit: number;
  panel: NormalPanelName | null;
  cursor: PixelPosition | null;
  /** what is to be known about these data, shown under the picture */
  note?: string;
}

/** The part of the state that people control, at its start. */
export const normalDefaults = Object.freeze({
  picture: "normals",
  reference: null,
  beside: "none",
  swipe: null,
  axes: ["x", "y", "z"],
  direction: null,
  cone: 15,
  light: [0.4, 0.5, 0.768],
  ambient: 0.15,
  specular: 0.2,
  albedo: "grey",
  needles: 0,
  ball: "legend",
  handle: "direction",
  turn: [0, 0],
  tool: "read",
  anchor: null,
  patch: null,
  lengthLimit: 0.1,
  panel: null,
  cursor: null,
} as const satisfies Partial<NormalState>);

export type NormalControls = Pick<NormalState, keyof typeof normalDefaults>;
export const controlNames = Object.keys(normalDefaults) as (keyof NormalControls)[];

/** What names the model and the view to the page. */
export const normalModule = Object.freeze({
  modelName: "NormalModel",
  viewName: "NormalView",
  module: "@vision-peel/widgets",
  version: "0.1.0",
} as const);

interface Available {
  readonly photo?: unknown;
  readonly painted?: unknown;
  readonly residual?: unknown;
  readonly truth?: unknown;
  readonly depth?: unknown;
}

/** The pictures that there are data for, in their order. */
export function pictureNamesOf(given: Available): NormalPictureName[] {
  const { photo, painted, truth, depth } = given;
  const residual = given.residual ?? painted;
  const needs: Partial<Record<NormalPictureName, unknown>> = {
    photo,
    painted,
    residual,
    truth,
    error: truth,
    ofDepth: depth,
    difference: depth,
  };
  return normalPictureNames.filter((name) => !(name in needs) || Boolean(needs[name]));
}
