import { type Random, randomFrom } from "../random.js";
import { ball, box, crate, lamp, type Piece, plain, plant, sofa, table } from "./furniture.js";
import { linearOf, PALETTES } from "./palette.js";
import { Placement } from "./placement.js";
import type { ClassName, Light, Material, Part, Scene, Thing } from "./scene.js";
import type { Vec3 } from "./shapes.js";

/** Furnishes a room. The viewer stands at z = 0 and looks towards −z. */
export function sampleRoom(seed: number): Scene {
  const random = randomFrom(seed);
  const { things: colours, wall } = random.pick(PALETTES);
  const halfWidth = random.between(2.6, 3.4);
  const length = random.between(8.5, 11.5);
  const height = random.between(2.7, 3.1);
  const side = random.pick([-1, 1]);
  const windowZ = -random.between(3.6, 4.8);

  const pieces: Piece[] = [];
  const places = new Placement();
  const spot = (radius: number): readonly [number, number] | undefined =>
    places.find(radius, () => {
      const z = -random.between(2, length - 0.5);
      // Only what stands within the field of view is worth placing.
      const reach = Math.min(halfWidth - radius - 0.1, 0.55 * -z);
      return [random.between(-reach, reach), z];
    });

  pieces.push(rug(random, colours));
  const sofaX = -side * (halfWidth - 0.75);
  const sofaZ = -random.between(4.6, 5.6);
  places.take(sofaX, sofaZ, 1);
  pieces.push(sofa(random, sofaX, sofaZ, (side * Math.PI) / 2, colours[2], colours[1]));
  const tableX = random.between(-0.5, 0.5);
  const tableZ = -random.between(3.7, 4.4);
  places.take(tableX, tableZ, 0.85);
  const tableHeight = random.between(0.45, 0.72);
  pieces.push(table(random, tableX, tableZ, random.between(0.6, 0.8), tableHeight));
  pieces.push(ball(random, tableX - 0.3, tableHeight, tableZ + 0.05, random.between(0.1, 0.16), colours));
  pieces.push(vase(random, tableX + 0.28, tableHeight, tableZ - 0.1, random.pick(colours)));
  const lampX = side * (halfWidth - 0.5);
  places.take(lampX, -length + 0.9, 0.4);
  pieces.push(lamp(lampX, -length + 0.9, random.between(1.5, 1.75)));
  for (let i = random.integer(2, 3); i > 0; i--) {
    const radius = random.between(0.14, 0.34);
    const at = spot(radius + 0.05);
    if (at) pieces.push(ball(random, at[0], 0, at[1], radius, colours));
  }
  for (let i = random.integer(2, 3); i > 0; i--) {
    const half = random.between(0.18, 0.32);
    const at = spot(1.5 * half);
    if (at) pieces.push(crate(random, at[0], at[1], half, colours));
  }
  const plantAt = spot(0.42);
  if (plantAt) pieces.push(plant(random, plantAt[0], plantAt[1], random.pick(colours)));
  pieces.push(...pictures(random, length, height, colours));
  const { piece, light } = windowIn(side, halfWidth, windowZ, height);
  pieces.push(piece);

  return {
    seed,
    kind: "room",
    things: [...shell(random, halfWidth, length, height, wall), ...numbered(pieces)],
    lights: [light, ceilingLight(height, length)],
    ambient: [
      [0.3, 0.29, 0.28],
      [0.24, 0.2, 0.16],
    ],
    eye: [random.between(-0.7, 0.7), random.between(1.35, 1.65), 0],
    yawRad: random.between(-0.08, 0.08),
    pitchRad: -random.between(0.1, 0.17),
    halfFieldRad: 0.56,
  };
}

/** Gives things the instance ids 1, 2, 3… in their order. */
export function numbered(pieces: readonly Piece[]): Thing[] {
  return pieces.map((piece, i) => ({ ...piece, instanceId: i + 1 }));
}

function shell(random: Random, halfWidth: number, length: number, height: number, wall: Vec3): Thing[] {
  const surface = (className: ClassName, normal: Vec3, offset: number, material: Material): Thing => {
    const part: Part = { shape: { kind: "plane", normal, offset }, material };
    return { className, instanceId: 0, parts: [part] };
  };
  const floor = random.pick<Material>([
    { texture: { kind: "planks", colour: linearOf(0xa8764a), width: 0.15 }, gloss: 0.3, mirror: 0.06 },
    { texture: { kind: "planks", colour: linearOf(0x7a5233), width: 0.12 }, gloss: 0.35, mirror: 0.08 },
    {
      texture: { kind: "checker", colours: [linearOf(0xe4ddd0), linearOf(0x8f8a83)], size: 0.45 },
      gloss: 0.5,
      mirror: 0.1,
    },
  ]);
  const brick: Material = {
    texture: { kind: "bricks", colour: linearOf(0xa5563c), mortar: linearOf(0xc9bfae), width: 0.25 },
  };
  const plaster = plain(wall);
  return [
    surface("floor", [0, 1, 0], 0, floor),
    surface("ceiling", [0, -1, 0], -height, plain([0.86, 0.85, 0.83])),
    surface("wall", [1, 0, 0], -halfWidth, plaster),
    surface("wall", [-1, 0, 0], -halfWidth, plaster),
    surface("wall", [0, 0, 1], -length, random.pick([plaster, brick])),
    surface("wall", [0, 0, -1], -1.2, plaster),
  ];
}

function rug(random: Random, colours: readonly Vec3[]): Piece {
  const material: Material = {
    texture: { kind: "rings", colours: [colours[0], colours[4], colours[3]], size: 0.22 },
  };
  const half: Vec3 = [random.between(1.2, 1.6), 0.01, random.between(0.9, 1.3)];
  return { className: "rug", parts: [box([0, 0.01, -random.between(3.9, 4.4)], half, 0, material)] };
}

function vase(random: Random, x: number, level: number, z: number, colour: Vec3): Piece {
  const glaze = plain(colour, { gloss: 0.9, mirror: 0.05 });
  const radius = random.between(0.08, 0.11);
  return {
    className: "vase",
    parts: [
      { shape: { kind: "sphere", centre: [x, level + radius, z], radius }, material: glaze },
      {
        shape: { kind: "cylinder", base: [x, level + radius, z], radius: radius * 0.45, height: 0.2 },
        material: glaze,
      },
    ],
  };
}

function pictures(random: Random, length: number, height: number, colours: readonly Vec3[]): Piece[] {
  return [-1, 1].map((side) => {
    const half: Vec3 = [random.between(0.45, 0.6), random.between(0.35, 0.45), 0.02];
    const centre: Vec3 = [side * random.between(0.75, 1), height * 0.57, -length + 0.02];
    const art: Material = {
      texture: { kind: random.pick(["rings", "stripes"] as const), colours: colours.slice(0, 4), size: 0.12 },
    };
    const frame = plain([0.04, 0.035, 0.03], { gloss: 0.3 });
    const canvas: Vec3 = [half[0] - 0.05, half[1] - 0.05, 0.024];
    return { className: "picture", parts: [box(centre, half, 0, frame), box(centre, canvas, 0, art)] };
  });
}

function windowIn(
  side: number,
  halfWidth: number,
  z: number,
  height: number,
): { piece: Piece; light: Light } {
  const centre: Vec3 = [side * (halfWidth - 0.01), height * 0.56, z];
  const frame = plain([0.8, 0.79, 0.76]);
  const parts = [box(centre, [0.03, 0.78, 1.18], 0, frame)];
  for (const dz of [-0.56, 0.56]) {
    parts.push(
      box([centre[0], centre[1], z + dz], [0.04, 0.7, 0.52], 0, plain([0.78, 0.9, 1], { glow: 1.6 })),
    );
  }
  const light: Light = {
    centre: [side * (halfWidth - 0.08), centre[1], z],
    halfU: [0, 0.7, 0],
    halfV: [0, 0, 1.1],
    colour: [6.2, 6.9, 7.8],
    distant: false,
  };
  return { piece: { className: "window", parts }, light };
}

function ceilingLight(height: number, length: number): Light {
  return {
    centre: [0, height - 0.01, -length * 0.5],
    halfU: [0.7, 0, 0],
    halfV: [0, 0, 0.7],
    colour: [3.4, 2.9, 2.25],
    distant: false,
  };
}
