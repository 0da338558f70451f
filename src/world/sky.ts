import { fractalNoise } from "./noise.js";
import type { Scene } from "./scene.js";
import type { Vec3 } from "./shapes.js";
import type { Linear } from "./textures.js";

/** What distance fades to. */
export const HORIZON: Linear = [0.5, 0.64, 0.8];
const ZENITH: Linear = [0.045, 0.17, 0.5];

/** The sky's light from a unit direction: blue above, pale below, clouds, and a glow around the sun. */
export function skyColour(scene: Scene, [x, y, z]: Vec3): Linear {
  const height = Math.max(0, y);
  const t = height ** 0.55;
  const sun = scene.lights[0]?.distant ? scene.lights[0].centre : ([0, 1, 0] as const);
  const toSun = Math.max(0, x * sun[0] + y * sun[1] + z * sun[2]);
  const glow = 0.35 * toSun ** 24 + 6 * toSun ** 1400;
  // Clouds lie on a flat layer; the 0.12 keeps them from piling up without end at the horizon.
  const layer = 1.6 / (height + 0.12);
  const density = fractalNoise(x * layer + scene.seed, z * layer, 0.5, 5);
  const cloud = Math.min(0.85, Math.max(0, 3.4 * (density - 0.48))) * Math.min(1, 4 * height);
  const channel = (i: number): number => {
    const clear = HORIZON[i] + t * (ZENITH[i] - HORIZON[i]) + glow * (1 - 0.12 * i);
    return clear + cloud * (1.05 - clear);
  };
  return [channel(0), channel(1), channel(2)];
}
