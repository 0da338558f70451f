import type { Random } from "../../random.js";
import type { ClassName } from "../scene.js";
import type { Vec3 } from "../shapes.js";
import { darker, paler, shadeOf } from "./plainColours.js";
import { gridAngle, gridSize, gridVector, type PlainPart, type PlainTexture } from "./plainScene.js";

/** How a piece is to be made. */
export interface PieceOrder {
  readonly random: Random;
  /** 1 as usual */
  readonly scale: number;
  readonly texture: PlainTexture;
}

/** Parts around the origin, standing on y = 0, and the radius of floor that they need. */
export interface PlainPiece {
  readonly parts: readonly PlainPart[];
  readonly radius: number;
}

const sphere = (centre: Vec3, radius: number, texture: PlainTexture): PlainPart => ({
  kind: "sphere",
  centre,
  half: [radius, radius, radius],
  yawRad: 0,
  texture,
});
const box = (centre: Vec3, half: Vec3, texture: PlainTexture): PlainPart => ({
  kind: "box",
  centre,
  half,
  yawRad: 0,
  texture,
});
const cylinder = (centre: Vec3, radius: number, halfHeight: number, texture: PlainTexture): PlainPart => ({
  kind: "cylinder",
  centre,
  half: [radius, halfHeight, radius],
  yawRad: 0,
  texture,
});
const plain = (texture: PlainTexture, by = 1): PlainTexture => ({
  ...texture,
  pattern: "plain",
  first: darker(texture.first, by),
});
const legs = (halfWidth: number, halfDepth: number, height: number, thick: number, texture: PlainTexture) =>
  [-1, 1].flatMap((u) =>
    [-1, 1].map((v) =>
      box(
        [u * (halfWidth - thick), height / 2, v * (halfDepth - thick)],
        [thick, height / 2, thick],
        texture,
      ),
    ),
  );

const LEAVES = (random: Random): PlainTexture => ({
  pattern: "mottled",
  first: shadeOf(random, "green", 12),
  second: darker(shadeOf(random, "green", 12), 0.45),
  size: gridSize(random.between(0.05, 0.16)),
});
const BARK: PlainTexture = { pattern: "plain", first: [98, 70, 48], second: [60, 42, 28], size: 0.25 };
const METAL: PlainTexture = { pattern: "plain", first: [60, 60, 66], second: [30, 30, 34], size: 0.25 };

type Maker = (order: PieceOrder) => PlainPiece;

const ball: Maker = ({ random, scale, texture }) => {
  const radius = scale * random.between(0.24, 0.42);
  return { parts: [sphere([0, radius, 0], radius, texture)], radius };
};
const crate: Maker = ({ random, scale, texture }) => {
  const half = scale * random.between(0.22, 0.38);
  const tall = half * random.between(0.75, 1.3);
  return { parts: [box([0, tall, 0], [half, tall, half], texture)], radius: 1.42 * half };
};
const barrel: Maker = ({ random, scale, texture }) => {
  const radius = scale * random.between(0.2, 0.34);
  const half = scale * random.between(0.3, 0.52);
  return { parts: [cylinder([0, half, 0], radius, half, texture)], radius };
};
const table: Maker = ({ random, scale, texture }) => {
  const [w, d] = [scale * random.between(0.5, 0.8), scale * random.between(0.36, 0.5)];
  const height = scale * random.between(0.6, 0.78);
  const parts = [
    box([0, height, 0], [w, 0.04, d], texture),
    ...legs(w, d, height, 0.045, plain(texture, 0.75)),
  ];
  return { parts, radius: Math.hypot(w, d) };
};
const chair: Maker = ({ random, scale, texture }) => {
  const w = scale * random.between(0.24, 0.3);
  const seat = scale * random.between(0.42, 0.5);
  const back = scale * random.between(0.24, 0.32);
  const parts = [
    box([0, seat, 0], [w, 0.035, w], texture),
    box([0, seat + back, -w + 0.03], [w, back, 0.03], texture),
    ...legs(w, w, seat, 0.03, plain(texture, 0.7)),
  ];
  return { parts, radius: 1.35 * w };
};
const shelf: Maker = ({ random, scale, texture }) => {
  const [w, d, h] = [scale * random.between(0.4, 0.62), 0.17, scale * random.between(0.6, 0.9)];
  const boards = [0.04, 0.68 * h, 1.34 * h, 2 * h - 0.03];
  const parts = [
    box([-w, h, 0], [0.03, h, d], texture),
    box([w, h, 0], [0.03, h, d], texture),
    box([0, h, -d + 0.015], [w, h, 0.015], plain(texture, 0.7)),
    ...boards.map((y) => box([0, y, 0], [w, 0.025, d], texture)),
  ];
  return { parts, radius: Math.hypot(w, d) };
};
const lamp: Maker = ({ random, scale, texture }) => {
  const height = scale * random.between(1.2, 1.6);
  const radius = random.between(0.2, 0.28);
  const parts = [
    cylinder([0, 0.025, 0], 0.18, 0.025, METAL),
    cylinder([0, height / 2, 0], 0.03, height / 2, METAL),
    cylinder([0, height, 0], radius, random.between(0.14, 0.2), texture),
  ];
  return { parts, radius };
};
const sofa: Maker = ({ random, scale, texture }) => {
  const [w, d] = [scale * random.between(0.7, 0.95), 0.4];
  const back = scale * random.between(0.38, 0.46);
  const parts = [
    box([0, 0.21, 0], [w, 0.21, d], texture),
    box([0, back, -d + 0.1], [w, back, 0.1], texture),
    box([-w, 0.3, 0], [0.1, 0.3, d], plain(texture, 0.85)),
    box([w, 0.3, 0], [0.1, 0.3, d], plain(texture, 0.85)),
  ];
  return { parts, radius: Math.hypot(w, d) };
};
const vase: Maker = ({ random, scale, texture }) => {
  const radius = scale * random.between(0.18, 0.26);
  const neck = scale * random.between(0.12, 0.2);
  const parts = [
    sphere([0, radius, 0], radius, texture),
    cylinder([0, 1.8 * radius + neck, 0], 0.5 * radius, neck, texture),
  ];
  return { parts, radius };
};
const plant: Maker = ({ random, scale, texture }) => {
  const leaves = LEAVES(random);
  const [pot, y] = [scale * random.between(0.16, 0.22), scale * random.between(0.55, 0.75)];
  const crown = (x: number, up: number, z: number): PlainPart =>
    sphere([x * scale, y + up * scale, z * scale], scale * random.between(0.19, 0.27), leaves);
  const parts = [
    cylinder([0, 0.17 * scale, 0], pot, 0.17 * scale, texture),
    cylinder([0, 0.5 * y, 0], 0.03, 0.5 * y, BARK),
    ...[crown(0, 0.25, 0), crown(0.18, 0.05, 0.05), crown(-0.16, 0.08, 0.08)],
  ];
  return { parts, radius: 0.42 * scale };
};
const tree: Maker = ({ random, scale }) => {
  const leaves = LEAVES(random);
  const height = scale * random.between(2.2, 3.6);
  const crown = (x: number, up: number): PlainPart =>
    sphere([x * height, up * height, 0], height * random.between(0.17, 0.24), leaves);
  const parts = [
    cylinder([0, 0.3 * height, 0], 0.035 * height, 0.3 * height, BARK),
    ...[crown(0, 0.78), crown(0.15, 0.62), crown(-0.15, 0.64)],
  ];
  return { parts, radius: 0.3 * height };
};
const house: Maker = ({ random, texture }) => {
  const [w, h, d] = [random.between(1.8, 3), random.between(1.1, 1.6), random.between(1.4, 2)];
  const walls: PlainTexture = {
    ...texture,
    first: paler(texture.first, 0.35),
    pattern: "striped",
    size: 0.25,
  };
  const parts = [
    box([0, h, 0], [w, h, d], { ...walls, second: darker(walls.first, 0.9) }),
    box([0, 2 * h + 0.15, 0], [w + 0.2, 0.15, d + 0.2], plain(texture, 0.5)),
    box([0, 2 * h + 0.42, 0], [0.7 * w, 0.13, 0.7 * d], plain(texture, 0.5)),
    box([random.between(-0.6, 0.6) * w, 0.85, d], [0.4, 0.85, 0.03], plain(texture, 0.35)),
  ];
  return { parts, radius: Math.hypot(w, d) };
};

/** Every class that can be placed on a floor. */
export const MAKERS = {
  ...{ ball, crate, barrel, table, chair, shelf, lamp, sofa, vase, plant, tree, house },
} as const satisfies Partial<Record<ClassName, Maker>>;
export type MadeClass = keyof typeof MAKERS;

/** A piece turned by `yawRad` and put at (x, z), all on the grid of the record. */
export function placed(piece: PlainPiece, x: number, z: number, yawRad: number): PlainPart[] {
  const yaw = gridAngle(yawRad);
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  return piece.parts.map((part) => {
    const [u, y, v] = part.centre;
    return {
      ...part,
      centre: gridVector([x + cos * u + sin * v, y, z - sin * u + cos * v]),
      half: gridVector(part.half),
      yawRad: part.kind === "box" ? yaw : 0,
    };
  });
}
