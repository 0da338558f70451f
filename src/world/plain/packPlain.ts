import type { Rgb } from "../../image/types.js";
import { CLASSES } from "../scene.js";
import {
  ANGLE_STEPS,
  FIRST_THING_SLOT,
  METRE_STEPS,
  PART_KINDS,
  PATTERNS,
  type PlainScene,
  type PlainTexture,
  slotClasses,
} from "./plainScene.js";

/** What a renderer needs of some scenes, row by row; the parts of all scenes follow one another. */
export interface PackedScenes {
  /** per scene 12 whole numbers: eye, light (1/1024 m; the sun's direction likewise), yaw, tilt, half field
   * (1/8192 rad), half width, length, height (1/1024 m) */
  readonly numbers: Int16Array;
  /** per scene 32 bytes: 1 for a room, ambient, light colour, then floor, walls and above as 8 each:
   * pattern, size (1/256 m), first and second colour */
  readonly looks: Uint8Array;
  /** per scene 16 class ids, 255 where a slot is empty */
  readonly classes: Uint8Array;
  /** per scene the number of its parts */
  readonly partCounts: Uint8Array;
  /** per part 7 whole numbers: centre, half (1/1024 m), yaw (1/8192 rad) */
  readonly places: Int16Array;
  /** per part 10 bytes: kind, slot, pattern, size (1/256 m), first and second colour */
  readonly paints: Uint8Array;
}

/** Steps in which the size of a pattern's cell is stored, per metre. */
const SIZE_STEPS = 256;

/**
 * Packs scenes for the trainer, some 400 bytes each.
 *
 * @example packPlain([samplePlain({ seed: 1 })]).partCounts[0] // the number of its parts
 */
export function packPlain(scenes: readonly PlainScene[]): PackedScenes {
  const numbers: number[] = [];
  const looks: number[] = [];
  const classes: number[] = [];
  const partCounts: number[] = [];
  const places: number[] = [];
  const paints: number[] = [];
  const steps = (by: number, values: readonly number[]): number[] =>
    values.map((value) => Math.round(value * by));
  for (const scene of scenes) {
    const { shell } = scene;
    numbers.push(...steps(METRE_STEPS, [...scene.eye, ...scene.light]));
    numbers.push(...steps(ANGLE_STEPS, [scene.yawRad, scene.pitchRad, scene.halfFieldRad]));
    numbers.push(...steps(METRE_STEPS, [shell.halfWidth, shell.length, shell.height]));
    looks.push(scene.kind === "room" ? 1 : 0, scene.ambient, ...scene.lightColour, 0, 0, 0);
    for (const texture of [shell.floor, shell.wall, shell.above]) looks.push(...packTexture(texture));
    classes.push(...slotClasses(scene).map((name) => (name === undefined ? 255 : CLASSES[name].id)));
    const parts = scene.things.flatMap((thing, i) =>
      thing.parts.map((part) => ({ part, slot: FIRST_THING_SLOT + i })),
    );
    partCounts.push(parts.length);
    for (const { part, slot } of parts) {
      places.push(
        ...steps(METRE_STEPS, [...part.centre, ...part.half]),
        ...steps(ANGLE_STEPS, [part.yawRad]),
      );
      paints.push(PART_KINDS.indexOf(part.kind), slot, ...packTexture(part.texture));
    }
  }
  return {
    numbers: Int16Array.from(numbers),
    looks: Uint8Array.from(looks),
    classes: Uint8Array.from(classes),
    partCounts: Uint8Array.from(partCounts),
    places: Int16Array.from(places),
    paints: Uint8Array.from(paints),
  };
}

const packTexture = ({ pattern, size, first, second }: PlainTexture): number[] => [
  PATTERNS.indexOf(pattern),
  Math.round(size * SIZE_STEPS),
  ...(first as Rgb),
  ...(second as Rgb),
];
