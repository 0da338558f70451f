import { type Random, randomFrom } from "../random.js";
import { ball, box, crate, cylinder, type Piece, plain, sphere, table } from "./furniture.js";
import { linearOf, PALETTES } from "./palette.js";
import { Placement } from "./placement.js";
import { numbered } from "./sampleRoom.js";
import type { Material, Scene, Thing } from "./scene.js";
import type { Vec3 } from "./shapes.js";

const GRASS: Material = {
  texture: { kind: "mottled", colours: [linearOf(0x3f6a2a), linearOf(0x6f9443)], size: 0.5 },
};
const LEAVES = [
  [0x24512a, 0x5f9440],
  [0x3a5f1f, 0x93ae3f],
  [0x1f4a33, 0x4f8a58],
] as const;

/** Lays out a yard under the open sky. The viewer stands at z = 0 and looks towards −z. */
export function sampleYard(seed: number): Scene {
  const random = randomFrom(seed ^ 0x5eed);
  const { things: colours } = random.pick(PALETTES);
  const side = random.pick([-1, 1]);
  const pieces: Piece[] = [];
  const places = new Placement();
  const spot = (radius: number, near: number, far: number): readonly [number, number] | undefined =>
    places.find(radius, () => {
      // Even in log depth: as much to see nearby as far away.
      const z = -near * (far / near) ** random.between(0, 1);
      const reach = 0.6 * -z;
      return [random.between(-reach, reach), z];
    });

  const houseZ = -random.between(15, 20);
  const houseX = side * random.between(5.5, 7);
  places.take(houseX, houseZ, 6.5);
  pieces.push(house(houseX, houseZ, random.between(-0.25, 0.25), random));
  const hedgeX = -side * random.between(5, 6);
  pieces.push(hedge(hedgeX, -9, 6, random));
  places.take(hedgeX, -5, 1.2);
  places.take(hedgeX, -9, 3);
  places.take(hedgeX, -13, 2);
  const tableAt = spot(1.2, 4, 7);
  if (tableAt) {
    pieces.push(table(random, tableAt[0], tableAt[1], 0.85, 0.74));
    pieces.push(ball(random, tableAt[0], 0.74, tableAt[1], 0.13, colours));
  }
  for (let i = random.integer(4, 5); i > 0; i--) {
    const radius = random.between(0.14, 0.4);
    const at = spot(radius, 2.6, 11);
    if (at) pieces.push(ball(random, at[0], 0, at[1], radius, colours));
  }
  for (let i = 2; i > 0; i--) {
    const at = spot(0.7, 4, 12);
    if (at) pieces.push(crate(random, at[0], at[1], random.between(0.25, 0.45), colours));
  }
  for (let i = 4; i > 0; i--) {
    const at = spot(0.6, 3.5, 18);
    if (at) pieces.push(stone(random, at[0], at[1]));
  }
  for (let i = random.integer(3, 4); i > 0; i--) {
    const at = spot(2.2, 9, 30);
    if (at) pieces.push(tree(random, at[0], at[1], random.between(4.5, 7)));
  }
  for (let i = 12; i > 0; i--) {
    const at = spot(4, 40, 160);
    if (at) pieces.push(tree(random, at[0], at[1], random.between(7, 13)));
  }

  const sun = normalised([
    -side * random.between(0.5, 0.9),
    random.between(0.55, 0.8),
    random.between(0.1, 0.5),
  ]);
  return {
    seed,
    kind: "yard",
    things: [...surroundings(side), ...numbered(pieces)],
    // A wide sun: shadows grow soft with distance, as under thin haze.
    lights: [
      { centre: sun, halfU: [0.025, 0, 0], halfV: [0, 0, 0.025], colour: [2.3, 2.02, 1.6], distant: true },
    ],
    ambient: [
      [0.36, 0.45, 0.62],
      [0.17, 0.19, 0.12],
    ],
    eye: [random.between(-0.4, 0.4), random.between(1.5, 1.8), 0],
    yawRad: random.between(-0.06, 0.06),
    pitchRad: -random.between(0.03, 0.08),
    halfFieldRad: 0.56,
  };
}

function surroundings(side: number): Thing[] {
  const paving: Material = {
    texture: { kind: "checker", colours: [linearOf(0xcfc4b0), linearOf(0xb7aa95)], size: 0.6 },
  };
  return [
    {
      className: "ground",
      instanceId: 0,
      parts: [{ shape: { kind: "plane", normal: [0, 1, 0], offset: 0 }, material: GRASS }],
    },
    {
      className: "path",
      instanceId: 0,
      parts: [box([side * 1.6, 0.01, -5], [0.9, 0.012, 9], -side * 0.12, paving)],
    },
  ];
}

function house(x: number, z: number, yawRad: number, random: Random): Piece {
  const walls: Material = {
    texture: { kind: "bricks", colour: linearOf(0xb4694a), mortar: linearOf(0xd3c8b6), width: 0.4 },
  };
  const glass = plain([0.06, 0.08, 0.1], { mirror: 0.45, gloss: 0.9 });
  const white = plain([0.8, 0.79, 0.76]);
  const roof = plain(linearOf(random.pick([0x54463f, 0x3f4a54])));
  const at = (u: number, y: number, v: number): Vec3 => [
    x + Math.cos(yawRad) * u + Math.sin(yawRad) * v,
    y,
    z - Math.sin(yawRad) * u + Math.cos(yawRad) * v,
  ];
  const parts = [
    box(at(0, 1.6, 0), [4.2, 1.6, 3], yawRad, walls),
    box(at(0, 3.32, 0), [4.6, 0.12, 3.4], yawRad, roof),
    box(at(0, 3.5, 0), [3.6, 0.08, 2.6], yawRad, roof),
    box(at(-1.6, 4, -0.8), [0.35, 0.6, 0.35], yawRad, walls),
    box(at(0, 1.05, 3.01), [0.5, 1.05, 0.03], yawRad, plain(linearOf(0x2f5d62), { gloss: 0.4 })),
  ];
  for (const u of [-2.4, 2.4]) {
    parts.push(box(at(u, 1.7, 3), [0.85, 0.7, 0.03], yawRad, white));
    parts.push(box(at(u, 1.7, 3.01), [0.75, 0.6, 0.04], yawRad, glass));
  }
  return { className: "house", parts };
}

function hedge(x: number, z: number, halfLength: number, random: Random): Piece {
  const [dark, light] = random.pick(LEAVES).map(linearOf);
  const leaves: Material = { texture: { kind: "mottled", colours: [dark, light], size: 0.09 } };
  return { className: "hedge", parts: [box([x, 0.55, z], [0.4, 0.55, halfLength], 0, leaves)] };
}

function tree(random: Random, x: number, z: number, height: number): Piece {
  const [dark, light] = random.pick(LEAVES).map(linearOf);
  const leaves: Material = { texture: { kind: "mottled", colours: [dark, light], size: 0.05 * height } };
  const bark: Material = {
    texture: { kind: "mottled", colours: [linearOf(0x3d2c1e), linearOf(0x7a6047)], size: 0.12 },
  };
  const parts = [cylinder([x, 0, z], 0.03 * height, 0.6 * height, bark)];
  const crown = 0.2 * height;
  parts.push(sphere([x, 0.74 * height, z], crown * 1.15, leaves));
  for (let i = 0; i < 6; i++) {
    const angleRad = i * 1.05 + random.between(-0.3, 0.3);
    const out = crown * random.between(0.65, 0.95);
    const y = height * random.between(0.55, 0.78);
    const centre: Vec3 = [x + out * Math.cos(angleRad), y, z + out * Math.sin(angleRad)];
    parts.push(sphere(centre, crown * random.between(0.55, 0.8), leaves));
  }
  return { className: "tree", parts };
}

function stone(random: Random, x: number, z: number): Piece {
  const grey: Material = {
    texture: { kind: "mottled", colours: [linearOf(0x6e6d68), linearOf(0xa9a69d)], size: 0.15 },
  };
  const radius = random.between(0.2, 0.5);
  return {
    className: "stone",
    parts: [
      sphere([x, 0.1 * radius, z], radius, grey),
      sphere([x + 0.9 * radius, 0.05 * radius, z + 0.3 * radius], 0.6 * radius, grey),
    ],
  };
}

function normalised([x, y, z]: Vec3): Vec3 {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
