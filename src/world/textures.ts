import { hash3 } from "../random.js";
import { fractalNoise } from "./noise.js";
import type { Vec3 } from "./shapes.js";

/** Linear light, red green blue, 0 to 1. */
export type Linear = Vec3;

/** How a surface is coloured; lengths in metres. */
export type Texture =
  | { readonly kind: "plain"; readonly colour: Linear; readonly grain?: number }
  | { readonly kind: "checker"; readonly colours: readonly [Linear, Linear]; readonly size: number }
  | { readonly kind: "stripes"; readonly colours: readonly Linear[]; readonly size: number }
  | { readonly kind: "planks"; readonly colour: Linear; readonly width: number }
  | { readonly kind: "bricks"; readonly colour: Linear; readonly mortar: Linear; readonly width: number }
  | { readonly kind: "mottled"; readonly colours: readonly [Linear, Linear]; readonly size: number }
  | { readonly kind: "rings"; readonly colours: readonly Linear[]; readonly size: number };

/**
 * The colour of a texture at a point of a surface.
 *
 * @param local the point in the shape's own axes, metres
 * @param across, along the point on the surface's two own directions, metres
 */
export function textureColour(texture: Texture, local: Vec3, across: number, along: number): Linear {
  switch (texture.kind) {
    case "plain": {
      const grain = texture.grain ?? 0;
      if (grain === 0) return texture.colour;
      const [x, y, z] = local;
      return scaled(texture.colour, 1 + grain * (fractalNoise(5 * x, 5 * y, 5 * z, 4) - 0.5));
    }
    case "checker": {
      const cell = Math.floor(across / texture.size) + Math.floor(along / texture.size);
      return scaled(texture.colours[cell & 1], 0.94 + 0.12 * fractalNoise(3 * across, 3 * along, 1, 3));
    }
    case "stripes":
      return cycle(texture.colours, Math.floor(along / texture.size));
    case "planks":
      return planks(texture.colour, texture.width, across, along);
    case "bricks":
      return bricks(texture.colour, texture.mortar, texture.width, across, along);
    case "mottled": {
      const [x, y, z] = local;
      const n = fractalNoise(x / texture.size, y / texture.size, z / texture.size, 5);
      const t = Math.min(1, Math.max(0, 2.2 * n - 0.6));
      return mixed(texture.colours[0], texture.colours[1], t);
    }
    case "rings": {
      const ring = Math.floor(Math.hypot(across, along) / texture.size);
      const weave = 0.92 + 0.16 * hash3(Math.floor(across * 160), Math.floor(along * 160), 5);
      return scaled(cycle(texture.colours, ring), weave);
    }
  }
}

function planks(colour: Linear, width: number, across: number, along: number): Linear {
  const row = Math.floor(across / width);
  const shifted = along + 3.1 * hash3(row, 1, 0);
  const board = Math.floor(shifted / 1.9);
  const inRow = across / width - row;
  const inBoard = shifted / 1.9 - board;
  const gap = Math.min(inRow, 1 - inRow) * width < 0.0025 || Math.min(inBoard, 1 - inBoard) * 1.9 < 0.002;
  const shade = 0.78 + 0.42 * hash3(row, board, 2);
  const grain = fractalNoise(across * 38 + 9 * row, along * 1.7 + 5 * board, 0.5, 4);
  return scaled(colour, gap ? 0.35 * shade : shade * (0.78 + 0.44 * grain));
}

function bricks(colour: Linear, mortar: Linear, width: number, across: number, along: number): Linear {
  const height = width / 3;
  const row = Math.floor(along / height);
  const shifted = across + (row & 1 ? width / 2 : 0);
  const column = Math.floor(shifted / width);
  const dx = Math.min(shifted / width - column, 1 - shifted / width + column) * width;
  const dy = Math.min(along / height - row, 1 - along / height + row) * height;
  const rough = 0.85 + 0.3 * fractalNoise(across * 30, along * 30, 3, 3);
  if (Math.min(dx, dy) < width * 0.028) return scaled(mortar, rough);
  return scaled(colour, rough * (0.7 + 0.6 * hash3(row, column, 4)));
}

function cycle<T>(values: readonly T[], index: number): T {
  return values[((index % values.length) + values.length) % values.length];
}

function scaled([r, g, b]: Linear, by: number): Linear {
  return [r * by, g * by, b * by];
}

function mixed(from: Linear, to: Linear, t: number): Linear {
  return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1]), from[2] + t * (to[2] - from[2])];
}
