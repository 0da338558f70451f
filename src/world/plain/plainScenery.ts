import { type Camera, cameraOf, type Lens } from "../camera.js";
import type { Part, Scene, Thing } from "../scene.js";
import type { Shape, Vec3 } from "../shapes.js";
import { Tracer } from "../tracer.js";
import { FIRST_THING_SLOT, type PlainPart, type PlainScene, type PlainTexture } from "./plainScene.js";

/** A plain scene made ready for rays. */
export interface PlainScenery {
  readonly scene: PlainScene;
  readonly tracer: Tracer;
  /** what each part is coloured with, and which slot it belongs to */
  readonly slotOf: ReadonlyMap<Thing, number>;
  readonly textureOf: ReadonlyMap<Part, PlainTexture>;
  /** counted things have 1, 2, 3…; surroundings 0 */
  readonly full: Scene;
  cameraFor(width: number, height: number, lens?: Lens): Camera;
}

/** Puts the shapes of a plain scene, walls included, where the tracer finds them. */
export function plainScenery(scene: PlainScene): PlainScenery {
  const slotOf = new Map<Thing, number>();
  const textureOf = new Map<Part, PlainTexture>();
  const things: Thing[] = [];
  const add = (
    className: Thing["className"],
    slot: number,
    id: number,
    parts: readonly [Shape, PlainTexture][],
  ) => {
    const made = parts.map(([shape, texture]): Part => {
      const part: Part = { shape, material: { texture: { kind: "plain", colour: [0.5, 0.5, 0.5] } } };
      textureOf.set(part, texture);
      return part;
    });
    const thing: Thing = { className, instanceId: id, parts: made };
    slotOf.set(thing, slot);
    things.push(thing);
  };
  const { shell, kind } = scene;
  const plane = (normal: Vec3, offset: number): Shape => ({ kind: "plane", normal, offset });
  add(kind === "room" ? "floor" : "ground", 1, 0, [[plane([0, 1, 0], 0), shell.floor]]);
  if (kind === "room") {
    add("wall", 2, 0, [
      [plane([1, 0, 0], -shell.halfWidth), shell.wall],
      [plane([-1, 0, 0], -shell.halfWidth), shell.wall],
      [plane([0, 0, 1], -shell.length), shell.wall],
    ]);
    add("ceiling", 3, 0, [[plane([0, -1, 0], -shell.height), shell.above]]);
  }
  let counted = 0;
  scene.things.forEach((thing, i) => {
    const parts = thing.parts.map((part): [Shape, PlainTexture] => [shapeOf(part), part.texture]);
    if (!thing.isFlat) counted++;
    add(thing.className, FIRST_THING_SLOT + i, thing.isFlat ? 0 : counted, parts);
  });
  const { seed, eye, yawRad, pitchRad, halfFieldRad } = scene;
  const dark = [0, 0, 0] as const;
  const full: Scene = {
    ...{ seed, kind, things, lights: [], ambient: [dark, dark], eye, yawRad, pitchRad, halfFieldRad },
  };
  return {
    ...{ scene, slotOf, textureOf, full, tracer: new Tracer(full) },
    cameraFor: (width, height, lens) => cameraOf(full, width, height, lens),
  };
}

function shapeOf({ kind, centre, half, yawRad }: PlainPart): Shape {
  switch (kind) {
    case "sphere":
      return { kind, centre, radius: half[0] };
    case "box":
      return { kind, centre, half, yawRad };
    case "cylinder":
      return {
        kind,
        base: [centre[0], centre[1] - half[1], centre[2]],
        radius: half[0],
        height: 2 * half[1],
      };
  }
}
