import { hash3 } from "../random.js";
import type { Light, Scene } from "./scene.js";
import type { Vec3 } from "./shapes.js";
import type { Linear } from "./textures.js";
import type { Surface, Tracer } from "./tracer.js";

/** Light that reaches a point: what a matt surface scatters, and the highlight of a glossy one. */
export interface Received {
  matt: [number, number, number];
  highlight: [number, number, number];
}

/**
 * How many points of a light are asked per side. A first ray asks corners and centre, and the whole
 * grid only where they disagree; rays that are averaged later ask few at random, mirrored ones the centre.
 */
export type ShadowEffort = "grid" | "few" | "centre";
const GRID = 4;
const FEW = 2;

/** Direct light from every lamp, with soft shadows; `grain` numbers the sample for its random pattern. */
export function directLight(
  tracer: Tracer,
  lights: readonly Light[],
  point: Vec3,
  normal: Vec3,
  toViewer: Vec3,
  grain: number,
  effort: ShadowEffort,
): Received {
  const received: Received = { matt: [0, 0, 0], highlight: [0, 0, 0] };
  lights.forEach((light, index) => {
    const [cx, cy, cz] = offsetTo(light, point);
    const reach = Math.hypot(cx, cy, cz);
    const visible = visibleShare(
      tracer,
      light,
      point,
      normal,
      hash3(grain, index, 7),
      hash3(grain, index, 8),
      effort,
    );
    if (visible === 0) return;
    const toLight: Vec3 = [cx / reach, cy / reach, cz / reach];
    const slope = Math.max(0, dot(normal, toLight));
    const strength = visible * (light.distant ? 1 : emission(light, toLight) / Math.max(0.4, reach * reach));
    // Blinn and Phong's highlight, around the direction half way between light and viewer.
    const half = normalised([toLight[0] + toViewer[0], toLight[1] + toViewer[1], toLight[2] + toViewer[2]]);
    const shine = slope > 0 ? 0.9 * Math.max(0, dot(normal, half)) ** 90 : 0;
    for (let i = 0; i < 3; i++) {
      received.matt[i] += strength * slope * light.colour[i];
      received.highlight[i] += strength * shine * light.colour[i];
    }
  });
  return received;
}

/** Light from everywhere, less where things and corners are near. */
export function ambientLight(tracer: Tracer, scene: Scene, self: Surface, point: Vec3, normal: Vec3): Linear {
  let open = 1;
  for (const group of tracer.groups) {
    const near = group.reach * 3;
    const apart =
      (group.centre[0] - point[0]) ** 2 +
      (group.centre[1] - point[1]) ** 2 +
      (group.centre[2] - point[2]) ** 2;
    if (group.reach !== Infinity && apart > near * near) continue;
    for (const { solid, part } of group.surfaces) {
      if (solid === self.solid) continue;
      if (part.shape.kind === "plane") {
        const height = dot(part.shape.normal, point) - part.shape.offset;
        open *= 1 - 0.36 * Math.exp(-height / 0.3);
      } else if (!part.material.glow) {
        open *= 1 - shadeOf(solid.centre, solid.bulk, point, normal);
      }
    }
  }
  const [above, below] = scene.ambient;
  const t = 0.5 + 0.5 * normal[1];
  return [
    open * (below[0] + t * (above[0] - below[0])),
    open * (below[1] + t * (above[1] - below[1])),
    open * (below[2] + t * (above[2] - below[2])),
  ];
}

/** The share of a surface's sky that a ball hides (Quilez, iquilezles.org/articles/sphereao). */
function shadeOf(centre: Vec3, radius: number, point: Vec3, normal: Vec3): number {
  const x = centre[0] - point[0];
  const y = centre[1] - point[1];
  const z = centre[2] - point[2];
  const squared = x * x + y * y + z * z;
  const along = (normal[0] * x + normal[1] * y + normal[2] * z) / Math.sqrt(squared);
  return along <= 0
    ? 0
    : Math.min(0.75, (0.85 * along * radius * radius) / Math.max(squared, radius * radius));
}

function visibleShare(
  tracer: Tracer,
  light: Light,
  p: Vec3,
  normal: Vec3,
  jitterU: number,
  jitterV: number,
  effort: ShadowEffort,
): number {
  const { halfU, halfV, distant } = light;
  const [px, py, pz] = p;
  const [cx, cy, cz] = offsetTo(light, p);
  const limit = distant ? Infinity : 0.999;
  const sees = (u: number, v: number): number => {
    const x = cx + u * halfU[0] + v * halfV[0];
    const y = cy + u * halfU[1] + v * halfV[1];
    const z = cz + u * halfU[2] + v * halfV[2];
    if (normal[0] * x + normal[1] * y + normal[2] * z <= 0) return 0;
    return tracer.blocked(px, py, pz, x, y, z, limit) ? 0 : 1;
  };
  if (effort === "centre") return sees(0, 0);
  if (effort === "grid") {
    const corners = sees(-0.9, -0.9) + sees(-0.9, 0.9) + sees(0.9, -0.9) + sees(0.9, 0.9) + sees(0, 0);
    if (corners === 0 || corners === 5) return corners / 5;
  }
  const side = effort === "grid" ? GRID : FEW;
  let seen = 0;
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++)
      seen += sees((2 * (i + jitterU)) / side - 1, (2 * (j + jitterV)) / side - 1);
  }
  return seen / (side * side);
}

/** From a point to the middle of a light; for the sun a direction. */
function offsetTo({ centre, distant }: Light, p: Vec3): Vec3 {
  return distant ? centre : [centre[0] - p[0], centre[1] - p[1], centre[2] - p[2]];
}

/** A panel shines most straight ahead (Lambert); a third of the light goes everywhere, as through a curtain. */
function emission({ halfU, halfV }: Light, toLight: Vec3): number {
  const ahead = normalised([
    halfU[1] * halfV[2] - halfU[2] * halfV[1],
    halfU[2] * halfV[0] - halfU[0] * halfV[2],
    halfU[0] * halfV[1] - halfU[1] * halfV[0],
  ]);
  return 0.33 + 0.67 * Math.abs(dot(ahead, toLight));
}

function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function normalised([x, y, z]: Vec3): Vec3 {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
