import { ambientLight, directLight, type ShadowEffort } from "./lighting.js";
import type { Scene } from "./scene.js";
import type { Vec3 } from "./shapes.js";
import { HORIZON, skyColour } from "./sky.js";
import { type Linear, textureColour } from "./textures.js";
import type { Hit, Tracer } from "./tracer.js";
import { unfold } from "./unfold.js";

/** Distance in metres over which two thirds of a colour fade into the horizon. */
const HAZE_METRES = 190;

/** The linear light that comes back along a ray; mirrors are followed once (their rays come with
 * effort "centre"). */
export function lightAlong(
  tracer: Tracer,
  scene: Scene,
  origin: Vec3,
  direction: Vec3,
  hit: Hit | undefined,
  grain: number,
  effort: ShadowEffort,
): Linear {
  const length = Math.hypot(direction[0], direction[1], direction[2]);
  const ray: Vec3 = [direction[0] / length, direction[1] / length, direction[2] / length];
  if (!hit) return skyColour(scene, ray);
  const { surface, t } = hit;
  const { shape, material } = surface.part;
  const x = origin[0] + t * direction[0];
  const y = origin[1] + t * direction[1];
  const z = origin[2] + t * direction[2];
  const local = surface.solid.localOf(x, y, z);
  const [across, along] = unfold(shape, local);
  const colour = textureColour(material.texture, local, across, along);
  if (material.glow) return [colour[0] * material.glow, colour[1] * material.glow, colour[2] * material.glow];

  const normal = surface.solid.normalAt(x, y, z);
  const lift = 1e-4 * Math.max(1, t);
  const point: Vec3 = [x + lift * normal[0], y + lift * normal[1], z + lift * normal[2]];
  const toViewer: Vec3 = [-ray[0], -ray[1], -ray[2]];
  const ambient = ambientLight(tracer, scene, surface, point, normal);
  const { matt, highlight } = directLight(tracer, scene.lights, point, normal, toViewer, grain, effort);
  const light: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < 3; i++) {
    light[i] = colour[i] * (ambient[i] + matt[i]) + (material.gloss ?? 0) * highlight[i];
  }
  const facing = Math.max(0, normal[0] * toViewer[0] + normal[1] * toViewer[1] + normal[2] * toViewer[2]);
  if (material.mirror && effort !== "centre") {
    // Schlick's approximation of Fresnel's law, softened for surfaces that are not quite smooth.
    const share = material.mirror + (1 - material.mirror) * 0.4 * (1 - facing) ** 5;
    const back: Vec3 = [
      ray[0] + 2 * facing * normal[0],
      ray[1] + 2 * facing * normal[1],
      ray[2] + 2 * facing * normal[2],
    ];
    const mirrored = lightAlong(tracer, scene, point, back, tracer.nearest(point, back, 0), grain, "centre");
    for (let i = 0; i < 3; i++) light[i] += share * (mirrored[i] - light[i]);
  }
  if (scene.kind === "yard") {
    const haze = 1 - Math.exp(-(t * length) / HAZE_METRES);
    for (let i = 0; i < 3; i++) light[i] += haze * (HORIZON[i] - light[i]);
  }
  return light;
}
