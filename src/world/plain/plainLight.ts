import type { Vec3 } from "../shapes.js";
import type { Linear } from "../textures.js";
import type { Hit } from "../tracer.js";
import { unfold } from "../unfold.js";
import type { PlainScenery } from "./plainScenery.js";
import { linearRgb, mixed, plainColour } from "./plainTexture.js";

/** How far a shadow ray starts from its surface, metres. */
const LIFT = 1e-3;
/** Distance along the optical axis over which two thirds of a colour fade into the horizon, metres. */
const HAZE_METRES = 80;
/** What a lamp gives close by, and the square of the distance at which half of it is left, m². */
const LAMP = 1.9;
const LAMP_REACH = 12;
const SUN = 0.95;

/** The linear light along a ray whose parameter is depth: Lambert's law, one light, hard shadows, haze. */
export function plainLight(scenery: PlainScenery, direction: Vec3, hit: Hit | undefined): Linear {
  const { scene } = scenery;
  const horizon = linearRgb(scene.shell.above.second);
  if (!hit) {
    const up = direction[1] / Math.hypot(direction[0], direction[1], direction[2]);
    return mixed(horizon, linearRgb(scene.shell.above.first), Math.sqrt(Math.max(0, up)));
  }
  const { t, surface } = hit;
  const { eye } = scene;
  const at: Vec3 = [eye[0] + t * direction[0], eye[1] + t * direction[1], eye[2] + t * direction[2]];
  const normal = surface.solid.normalAt(...at);
  const local = surface.solid.localOf(...at);
  const texture = scenery.textureOf.get(surface.part) ?? scene.shell.wall;
  const albedo = plainColour(texture, local, ...unfold(surface.part.shape, local));
  const key = keyLight(scenery, at, normal);
  const everywhere = (scene.ambient / 255) * (0.75 + 0.25 * normal[1]);
  const lit = albedo.map(
    (share, i) => share * (everywhere + (key * scene.lightColour[i]) / 128),
  ) as unknown as Linear;
  return scene.kind === "room" ? lit : mixed(lit, horizon, 1 - Math.exp(-t / HAZE_METRES));
}

function keyLight({ scene, tracer }: PlainScenery, at: Vec3, normal: Vec3): number {
  const [x, y, z] = [at[0] + LIFT * normal[0], at[1] + LIFT * normal[1], at[2] + LIFT * normal[2]];
  const isLamp = scene.kind === "room";
  const to: Vec3 = isLamp ? [scene.light[0] - x, scene.light[1] - y, scene.light[2] - z] : scene.light;
  const squared = to[0] * to[0] + to[1] * to[1] + to[2] * to[2];
  const slope = (normal[0] * to[0] + normal[1] * to[1] + normal[2] * to[2]) / Math.sqrt(squared);
  if (slope <= 0 || tracer.blocked(x, y, z, ...to, isLamp ? 1 : Infinity)) return 0;
  return slope * (isLamp ? LAMP / (1 + squared / LAMP_REACH) : SUN);
}
