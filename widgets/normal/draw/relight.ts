/**
 * A surface of known normals in another light: Lambert's cosine, and Blinn's highlight (J. F. Blinn, Models of light
 * reflection for computer synthesized pictures, SIGGRAPH 1977) for an eye at the viewer. In linear light, shown in sRGB.
 */
import { wordOf } from "../../shared/draw/words.js";
import { unit } from "../directions.js";
import type { Direction } from "../state.js";

export interface Lighting {
  readonly light: Direction;
  readonly ambient: number;
  readonly specular: number;
}

/** How sharp highlights are. */
const SHININESS = 40;
const GREY = 0.72;
const STEPS = 4095;

/** IEC 61966-2-1: sRGB's level → linear light. */
const linear = Float32Array.from({ length: 256 }, (_, level) => {
  const value = level / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});
/** The way back, by a table. */
const levels = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const value = step / STEPS;
  return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055));
});
const levelOf = (light: number): number => levels[Math.min(STEPS, Math.round(STEPS * light))];

/**
 * The colour of any pixel in a light.
 *
 * @param normals x y z interleaved
 * @param photo the surface's own colours, RGB bytes; undefined for grey
 */
export function relit(
  normals: Float32Array,
  photo: Uint8Array | undefined,
  { light, ambient, specular }: Lighting,
): (at: number) => number {
  const [lx, ly, lz] = light;
  const [hx, hy, hz] = unit([lx, ly, lz + 1]) ?? [0, 0, 0];
  return (at) => {
    const x = normals[3 * at];
    const y = normals[3 * at + 1];
    const z = normals[3 * at + 2];
    const cosine = Math.max(0, x * lx + y * ly + z * lz);
    const diffuse = ambient + (1 - ambient) * cosine;
    // No highlight where no light falls.
    const shine = cosine > 0 ? specular * Math.max(0, x * hx + y * hy + z * hz) ** SHININESS : 0;
    if (!photo) {
      const grey = levelOf(GREY * diffuse + shine);
      return wordOf(grey, grey, grey);
    }
    return wordOf(
      levelOf(linear[photo[3 * at]] * diffuse + shine),
      levelOf(linear[photo[3 * at + 1]] * diffuse + shine),
      levelOf(linear[photo[3 * at + 2]] * diffuse + shine),
    );
  };
}
