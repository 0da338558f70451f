import type { Rgb } from "../../image/types.js";
import { valueNoise } from "../noise.js";
import type { Vec3 } from "../shapes.js";
import type { Linear } from "../textures.js";
import type { PlainTexture } from "./plainScene.js";

/** An sRGB level, 0 to 255, in linear light (IEC 61966-2-1). */
export function linearLevel(level: number): number {
  const value = level / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

export const linearRgb = ([r, g, b]: Rgb): Linear => [linearLevel(r), linearLevel(g), linearLevel(b)];

/**
 * The colour of a surface at a point, in linear light.
 *
 * @param local the point in the shape's own axes, metres
 * @param across, along the same on the surface's two directions, metres
 */
export function plainColour(texture: PlainTexture, local: Vec3, across: number, along: number): Linear {
  const share = shareOfSecond(texture, local, across, along);
  const [first, second] = [linearRgb(texture.first), linearRgb(texture.second)];
  return mixed(first, second, share);
}

export const mixed = (from: Linear, to: Linear, t: number): Linear => [
  from[0] + t * (to[0] - from[0]),
  from[1] + t * (to[1] - from[1]),
  from[2] + t * (to[2] - from[2]),
];

function shareOfSecond({ pattern, size }: PlainTexture, local: Vec3, across: number, along: number): number {
  switch (pattern) {
    case "plain":
      return 0;
    case "checkered":
      return (Math.floor(across / size) + Math.floor(along / size)) & 1;
    case "striped":
      return Math.floor(along / size) & 1;
    case "mottled": {
      const [x, y, z] = [local[0] / size, local[1] / size, local[2] / size];
      const noise = (2 * valueNoise(x, y, z) + valueNoise(2 * x, 2 * y, 2 * z + 17)) / 3;
      return Math.min(1, Math.max(0, 2 * noise - 0.5));
    }
  }
}
