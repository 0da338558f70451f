import type { Rgb } from "../../image/types.js";
import type { ClassName, SceneKind } from "../scene.js";
import type { Vec3 } from "../shapes.js";

/** How a plain surface is coloured: sRGB levels, and the size of a cell in metres. */
export interface PlainTexture {
  readonly pattern: Pattern;
  readonly first: Rgb;
  readonly second: Rgb;
  readonly size: number;
}

export const PATTERNS = ["plain", "checkered", "striped", "mottled"] as const;
export type Pattern = (typeof PATTERNS)[number];

/**
 * One shape. A sphere has its radius in `half[0]`; an upright cylinder its radius there and half of its
 * height in `half[1]`; a box is turned about the vertical by `yawRad`. Metres.
 */
export interface PlainPart {
  readonly kind: PartKind;
  readonly centre: Vec3;
  readonly half: Vec3;
  readonly yawRad: number;
  readonly texture: PlainTexture;
}

export const PART_KINDS = ["sphere", "box", "cylinder"] as const;
export type PartKind = (typeof PART_KINDS)[number];

/** What a person would count as one, with the words that describe it. */
export interface PlainThing {
  readonly className: ClassName;
  /** its main colour as people would name it; left out where nobody would */
  readonly colourName?: string;
  readonly pattern?: "striped" | "checkered";
  readonly sizeName?: "small" | "big";
  /** a rug, a picture, a path: part of the surroundings, no thing to count */
  readonly isFlat?: boolean;
  readonly parts: readonly PlainPart[];
}

/** Floor or ground, walls, and ceiling; in a yard the last is the sky: `first` above, `second` at the horizon. */
export interface PlainShell {
  readonly floor: PlainTexture;
  readonly wall: PlainTexture;
  readonly above: PlainTexture;
  readonly floorColourName: string;
  readonly wallColourName: string;
  /** metres; what a yard has not */
  readonly halfWidth: number;
  readonly length: number;
  readonly height: number;
}

/**
 * A scene of few parts under one light with hard shadows. All its numbers lie on the grid of its record
 * (`packPlain`), so that a renderer that reads the record sees exactly the same scene.
 */
export interface PlainScene {
  readonly seed: number;
  readonly kind: SceneKind;
  readonly shell: PlainShell;
  readonly things: readonly PlainThing[];
  /** in a room the lamp's place, in a yard the direction to the sun */
  readonly light: Vec3;
  /** the light's colour, 128 is one */
  readonly lightColour: Rgb;
  /** light from everywhere, 255 is one */
  readonly ambient: number;
  readonly eye: Vec3;
  /** turn about the vertical (to the left) and tilt (up), radians */
  readonly yawRad: number;
  readonly pitchRad: number;
  /** half of the horizontal field of view, radians */
  readonly halfFieldRad: number;
}

/** What a pixel may show: sky, floor or ground, walls, ceiling, then the things in their order. */
export const SLOTS = 16;
export const FIRST_THING_SLOT = 4;
export const MAX_THINGS = SLOTS - FIRST_THING_SLOT;
export const MAX_PARTS = 36;

/** Steps of the record: lengths in 1/1024 m, angles and directions in 1/8192. */
export const METRE_STEPS = 1024;
export const ANGLE_STEPS = 8192;

/** The size of a pattern's cell lies on a coarser grid, 1/256 m. */
export const gridSize = (metres: number): number => Math.round(metres * 256) / 256;
export const gridMetres = (metres: number): number => Math.round(metres * METRE_STEPS) / METRE_STEPS;
export const gridAngle = (value: number): number => Math.round(value * ANGLE_STEPS) / ANGLE_STEPS;
export const gridVector = ([x, y, z]: Vec3): Vec3 => [gridMetres(x), gridMetres(y), gridMetres(z)];

/** The class that each slot shows; left out where the scene has none. */
export function slotClasses({ kind, things }: PlainScene): (ClassName | undefined)[] {
  const shell: (ClassName | undefined)[] =
    kind === "room" ? [undefined, "floor", "wall", "ceiling"] : ["sky", "ground", undefined, undefined];
  const all = [...shell, ...things.map(({ className }) => className)];
  return Array.from({ length: SLOTS }, (_, slot) => all[slot]);
}
