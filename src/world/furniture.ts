import type { Random } from "../random.js";
import { linearOf } from "./palette.js";
import type { ClassName, Material, Part } from "./scene.js";
import type { Vec3 } from "./shapes.js";
import type { Linear } from "./textures.js";

/** A thing before it is placed in the list of a scene. */
export interface Piece {
  readonly className: ClassName;
  readonly parts: readonly Part[];
}

export const plain = (colour: Linear, more: Partial<Material> = {}): Material => ({
  texture: { kind: "plain", colour, grain: 0.12 },
  ...more,
});

export const box = (centre: Vec3, half: Vec3, yawRad: number, material: Material): Part => ({
  shape: { kind: "box", centre, half, yawRad },
  material,
});

export const cylinder = (base: Vec3, radius: number, height: number, material: Material): Part => ({
  shape: { kind: "cylinder", base, radius, height },
  material,
});

export const sphere = (centre: Vec3, radius: number, material: Material): Part => ({
  shape: { kind: "sphere", centre, radius },
  material,
});

const WOODS = [0x8a5a33, 0x5f3a22, 0xb98452].map(linearOf);
const wood = (random: Random): Material => ({
  texture: { kind: "planks", colour: random.pick(WOODS), width: 0.16 },
  gloss: 0.25,
});

/** The point of a piece standing at (x, z), turned by yaw, `u` to its right and `v` to its front. */
const turned = (x: number, z: number, yawRad: number, u: number, v: number): [number, number] => [
  x + Math.cos(yawRad) * u + Math.sin(yawRad) * v,
  z - Math.sin(yawRad) * u + Math.cos(yawRad) * v,
];

/** A table with four legs; its top is at `height`. */
export function table(random: Random, x: number, z: number, halfWidth: number, height: number): Piece {
  const yawRad = random.between(-0.4, 0.4);
  const halfDepth = halfWidth * random.between(0.55, 0.75);
  const material = wood(random);
  const parts = [box([x, height - 0.025, z], [halfWidth, 0.025, halfDepth], yawRad, material)];
  for (const u of [-1, 1]) {
    for (const v of [-1, 1]) {
      const [px, pz] = turned(x, z, yawRad, u * (halfWidth - 0.07), v * (halfDepth - 0.07));
      parts.push(cylinder([px, 0, pz], 0.03, height - 0.05, material));
    }
  }
  return { className: "table", parts };
}

/** A sofa: seat, back, two arms, two cushions. */
export function sofa(
  random: Random,
  x: number,
  z: number,
  yawRad: number,
  colour: Linear,
  accent: Linear,
): Piece {
  const cloth = plain(colour);
  const at = (u: number, y: number, v: number): Vec3 => {
    const [px, pz] = turned(x, z, yawRad, u, v);
    return [px, y, pz];
  };
  const parts = [
    box(at(0, 0.22, 0), [0.95, 0.2, 0.42], yawRad, cloth),
    box(at(0, 0.5, -0.34), [0.95, 0.36, 0.11], yawRad, cloth),
    box(at(-0.98, 0.33, 0), [0.1, 0.31, 0.44], yawRad, cloth),
    box(at(0.98, 0.33, 0), [0.1, 0.31, 0.44], yawRad, cloth),
  ];
  const tilt = random.between(-0.5, 0.5);
  parts.push(box(at(-0.55, 0.6, -0.1), [0.2, 0.18, 0.07], yawRad + tilt, plain(accent)));
  parts.push(box(at(0.6, 0.6, -0.1), [0.2, 0.18, 0.07], yawRad - tilt, plain(accent)));
  return { className: "sofa", parts };
}

/** A standing lamp with a glowing ball. */
export function lamp(x: number, z: number, height: number): Piece {
  const metal = plain([0.05, 0.05, 0.055], { gloss: 0.8, mirror: 0.05 });
  return {
    className: "lamp",
    parts: [
      cylinder([x, 0, z], 0.17, 0.03, metal),
      cylinder([x, 0.03, z], 0.018, height - 0.2, metal),
      sphere([x, height, z], 0.17, plain([1, 0.86, 0.62], { glow: 2.1 })),
    ],
  };
}

/** A pot with a round plant. */
export function plant(random: Random, x: number, z: number, pot: Linear): Piece {
  const leaves: Material = {
    texture: { kind: "mottled", colours: [linearOf(0x1f4d2b), linearOf(0x6fa04a)], size: 0.05 },
  };
  const parts = [
    cylinder([x, 0, z], 0.19, 0.36, plain(pot, { gloss: 0.4 })),
    cylinder([x, 0.36, z], 0.025, 0.45, plain(linearOf(0x5b4228))),
  ];
  for (let i = 0; i < 5; i++) {
    const angleRad = i * 2.4 + random.between(-0.4, 0.4);
    const out = i === 0 ? 0 : 0.17;
    const centre: Vec3 = [
      x + out * Math.cos(angleRad),
      0.92 + random.between(-0.1, 0.16),
      z + out * Math.sin(angleRad),
    ];
    parts.push(sphere(centre, random.between(0.17, 0.24), leaves));
  }
  return { className: "plant", parts };
}

/** A ball that lies on something at `level`. */
export function ball(
  random: Random,
  x: number,
  level: number,
  z: number,
  radius: number,
  colours: readonly Linear[],
): Piece {
  const colour = random.pick(colours);
  const other = random.pick(colours);
  const material = random.pick<Material>([
    plain(colour, { gloss: 0.9, mirror: 0.06 }),
    {
      texture: { kind: "stripes", colours: [colour, other, [0.85, 0.83, 0.78]], size: radius / 2.6 },
      gloss: 0.5,
    },
    { texture: { kind: "plain", colour: [0.75, 0.77, 0.8] }, gloss: 1, mirror: 0.55 },
  ]);
  return { className: "ball", parts: [sphere([x, level + radius, z], radius, material)] };
}

/** One crate, sometimes with a smaller one on top. */
export function crate(random: Random, x: number, z: number, half: number, colours: readonly Linear[]): Piece {
  const material = random.pick<Material>([wood(random), plain(random.pick(colours), { gloss: 0.15 })]);
  const parts = [box([x, half, z], [half, half, half], random.between(0, Math.PI / 2), material)];
  if (random.between(0, 1) < 0.5) {
    const small = half * 0.6;
    parts.push(
      box(
        [x, 2 * half + small, z],
        [small, small, small],
        random.between(0, Math.PI / 2),
        plain(random.pick(colours)),
      ),
    );
  }
  return { className: "crate", parts };
}
