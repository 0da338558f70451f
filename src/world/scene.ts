import type { Rgb } from "../image/types.js";
import type { Shape, Vec3 } from "./shapes.js";
import type { Linear, Texture } from "./textures.js";

/** How a surface answers light. */
export interface Material {
  readonly texture: Texture;
  /** share of light mirrored when looked at straight, 0 to 1 */
  readonly mirror?: number;
  /** strength of the highlight, 0 to 1 */
  readonly gloss?: number;
  /** light given off, in the scene's units; such a surface is not shaded */
  readonly glow?: number;
}

/** One shape of a thing; a table has five. */
export interface Part {
  readonly shape: Shape;
  readonly material: Material;
}

/** What a person would count as one: a table, a tree, the floor. */
export interface Thing {
  readonly className: ClassName;
  /** 1, 2, 3… for things, 0 for surroundings (floor, walls, ceiling, ground) */
  readonly instanceId: number;
  readonly parts: readonly Part[];
}

/** A rectangle that shines, or, at a great distance, the sun. */
export interface Light {
  readonly centre: Vec3;
  /** half of the rectangle's two sides, metres */
  readonly halfU: Vec3;
  readonly halfV: Vec3;
  /** light that arrives at 1 m (or anywhere, if `distant`) */
  readonly colour: Linear;
  readonly distant: boolean;
}

/** A scene is plain data: it can be printed, stored and changed. */
export interface Scene {
  readonly seed: number;
  readonly kind: SceneKind;
  readonly things: readonly Thing[];
  readonly lights: readonly Light[];
  /** light from everywhere: from above and from below */
  readonly ambient: readonly [Linear, Linear];
  readonly eye: Vec3;
  /** turn about the vertical (to the left) and tilt (up), radians */
  readonly yawRad: number;
  readonly pitchRad: number;
  /** half of the horizontal field of view, radians */
  readonly halfFieldRad: number;
}

/** Indoors with walls all around, or outdoors under the sky. */
export type SceneKind = "room" | "yard";

/** Every class of the worlds, with its id and colour; 0 is the sky. */
export const CLASSES = {
  sky: { id: 0, colour: [135, 190, 235] },
  floor: { id: 1, colour: [166, 118, 74] },
  wall: { id: 2, colour: [226, 218, 203] },
  ceiling: { id: 3, colour: [245, 245, 245] },
  ground: { id: 4, colour: [96, 150, 62] },
  table: { id: 5, colour: [141, 84, 44] },
  ball: { id: 6, colour: [226, 62, 62] },
  crate: { id: 7, colour: [214, 163, 60] },
  vase: { id: 8, colour: [150, 150, 165] },
  lamp: { id: 9, colour: [255, 222, 110] },
  rug: { id: 10, colour: [150, 60, 120] },
  picture: { id: 11, colour: [60, 110, 190] },
  window: { id: 12, colour: [180, 225, 255] },
  sofa: { id: 13, colour: [60, 140, 140] },
  plant: { id: 14, colour: [40, 120, 70] },
  tree: { id: 15, colour: [30, 100, 40] },
  hedge: { id: 16, colour: [80, 130, 30] },
  house: { id: 17, colour: [190, 90, 70] },
  path: { id: 18, colour: [190, 180, 165] },
  stone: { id: 19, colour: [120, 120, 115] },
  chair: { id: 20, colour: [200, 110, 160] },
  shelf: { id: 21, colour: [110, 70, 130] },
  barrel: { id: 22, colour: [70, 90, 150] },
} as const satisfies Record<string, { id: number; colour: Rgb }>;

export type ClassName = keyof typeof CLASSES;
