import type { Part, Scene, Thing } from "./scene.js";
import { type Solid, solidOf, type Vec3 } from "./shapes.js";

/** One part of a scene, ready for rays. */
export interface Surface {
  readonly part: Part;
  readonly thing: Thing;
  readonly solid: Solid;
}

/** Surfaces of one thing within a sphere, so that most rays pass it by with one test. */
export interface Group {
  readonly centre: Vec3;
  /** Infinity where the thing has no bounds */
  readonly reach: number;
  readonly surfaces: readonly Surface[];
}

/** Where a ray ends. */
export interface Hit {
  readonly t: number;
  readonly surface: Surface;
}

/** Finds what rays meet. */
export class Tracer {
  readonly groups: readonly Group[];
  readonly #casters: readonly Group[];

  constructor(scene: Scene) {
    this.groups = scene.things.map((thing) => groupOf(thing, thing.parts));
    // Planes cast no shadow, since every light is on their open side, nor does what glows.
    this.#casters = scene.things
      .map((thing) => {
        const casting = thing.parts.filter(({ shape, material }) => shape.kind !== "plane" && !material.glow);
        return groupOf(thing, casting);
      })
      .filter(({ surfaces }) => surfaces.length > 0);
  }

  /** The first surface with t above `nearest` along origin + t · direction. */
  nearest(o: Vec3, d: Vec3, nearest: number): Hit | undefined {
    const [ox, oy, oz] = o;
    const [dx, dy, dz] = d;
    let t = Infinity;
    let found: Surface | undefined;
    for (const group of this.groups) {
      if (!meets(group, ox, oy, oz, dx, dy, dz)) continue;
      for (const surface of group.surfaces) {
        const at = surface.solid.hit(ox, oy, oz, dx, dy, dz, nearest);
        if (at < t) {
          t = at;
          found = surface;
        }
      }
    }
    return found && { t, surface: found };
  }

  /** Whether anything that casts a shadow stands between t = 0 and t = `limit`. */
  blocked(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, limit: number): boolean {
    for (const group of this.#casters) {
      if (!meets(group, ox, oy, oz, dx, dy, dz)) continue;
      for (const { solid } of group.surfaces) {
        if (solid.hit(ox, oy, oz, dx, dy, dz, 0) < limit) return true;
      }
    }
    return false;
  }
}

function meets(
  group: Group,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
): boolean {
  if (group.reach === Infinity) return true;
  const x = group.centre[0] - ox;
  const y = group.centre[1] - oy;
  const z = group.centre[2] - oz;
  const along = x * dx + y * dy + z * dz;
  const outside = x * x + y * y + z * z - group.reach * group.reach;
  if (outside <= 0) return true;
  return along > 0 && along * along >= outside * (dx * dx + dy * dy + dz * dz);
}

function groupOf(thing: Thing, parts: readonly Part[]): Group {
  const surfaces = parts.map((part) => ({ part, thing, solid: solidOf(part.shape) }));
  const centre = [0, 1, 2].map(
    (axis) => surfaces.reduce((sum, { solid }) => sum + solid.centre[axis], 0) / Math.max(1, surfaces.length),
  ) as [number, number, number];
  // A thousandth more, so that rounding never cuts a silhouette.
  const reach =
    1.001 * Math.max(0, ...surfaces.map(({ solid }) => distance(solid.centre, centre) + solid.reach));
  return { centre, reach, surfaces };
}

function distance(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
