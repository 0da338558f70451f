import { ArgumentError, describeValue } from "../../errors.js";
import { type Random, randomFrom } from "../../random.js";
import { Placement } from "../placement.js";
import type { SceneKind } from "../scene.js";
import { darker, shadeOf, thingColour } from "./plainColours.js";
import { MAKERS, type MadeClass, placed } from "./plainPieces.js";
import {
  gridAngle,
  gridSize,
  gridVector,
  MAX_PARTS,
  type PlainScene,
  type PlainTexture,
  type PlainThing,
} from "./plainScene.js";
import { flatThings, sampleShell } from "./sampleShell.js";

const INDOORS: readonly MadeClass[] = [
  ...(["ball", "crate", "barrel", "table", "chair", "shelf", "lamp", "sofa", "vase", "plant"] as const),
];
const OUTDOORS: readonly MadeClass[] = [
  "ball",
  "crate",
  "barrel",
  "table",
  "chair",
  "plant",
  "tree",
  "house",
];
const UNCOLOURED: readonly MadeClass[] = ["plant", "tree", "house"];
/** Things per scene: how often none, one, two… */
const COUNTS = [0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 5];

/**
 * Samples a plain scene: a room 3.6 to 7 m wide and 4.5 to 9 m long, or a yard; up to five things 1.8 to
 * 5 m away (trees and houses farther); eye 1.1 to 1.7 m high, tilted down by 0.05 to 0.3 rad, 50 to 66° wide.
 *
 * @param options a whole number as seed; kind, by default half rooms and half yards
 * @throws ArgumentError for a seed that is no whole number
 * @example const scene = samplePlain({ seed: 7, kind: "room" });
 */
export function samplePlain({ seed, kind }: { seed: number; kind?: SceneKind }): PlainScene {
  if (!Number.isSafeInteger(seed)) {
    const got = describeValue(seed);
    throw new ArgumentError({ argument: "seed", expected: "a whole number", got, remedy: "try seed: 7" });
  }
  const random = randomFrom(seed ^ 0x70159);
  const world = kind ?? random.pick<SceneKind>(["room", "room", "yard"]);
  const shell = sampleShell(random, world);
  const yawRad = gridAngle(random.between(-0.25, 0.25));
  const things = [...flatThings(random, world, shell), ...sampleThings(random, world, shell, yawRad)];
  while (things.reduce((sum, { parts }) => sum + parts.length, 0) > MAX_PARTS) things.pop();
  const sun = random.between(0, 2 * Math.PI);
  const high = random.between(0.5, 1.2);
  const [warm, cool] = [random.between(0.85, 1.15), random.between(0.85, 1.15)];
  const strength = random.between(0.75, 1.15);
  return {
    seed,
    kind: world,
    shell,
    things,
    light:
      world === "room"
        ? gridVector([random.between(-1.5, 1.5), shell.height - 0.15, -random.between(0.2, 4)])
        : gridVector([Math.cos(high) * Math.sin(sun), Math.sin(high), Math.cos(high) * Math.cos(sun)]),
    lightColour: [
      Math.round(128 * strength * warm),
      Math.round(128 * strength),
      Math.round(128 * strength * cool),
    ],
    ambient: Math.round(255 * random.between(0.25, 0.5)),
    eye: gridVector([random.between(-0.5, 0.5), random.between(1.1, 1.7), 0]),
    yawRad,
    pitchRad: gridAngle(-random.between(0.05, 0.3)),
    halfFieldRad: gridAngle(random.between(0.437, 0.576)),
  };
}

function sampleThings(
  random: Random,
  kind: SceneKind,
  { halfWidth, length }: { halfWidth: number; length: number },
  yawRad: number,
): PlainThing[] {
  const places = new Placement();
  const things: PlainThing[] = [];
  for (let left = random.pick(COUNTS); left > 0; left--) {
    const again = things[random.integer(0, Math.max(0, things.length - 1))];
    // Two of a class make attributes and places matter in what is said about them.
    const className =
      again && random.between(0, 1) < 0.35
        ? (again.className as MadeClass)
        : random.pick(kind === "room" ? INDOORS : OUTDOORS);
    const sizeName = random.pick(["small", "big", undefined, undefined, undefined] as const);
    const scale = sizeName === "small" ? 0.72 : sizeName === "big" ? 1.3 : 1;
    const colourName = thingColour(random);
    const texture = textureOf(random, colourName);
    const piece = MAKERS[className]({ random, scale, texture });
    const isFar = className === "tree" || className === "house";
    const [near, far] = isFar
      ? [5 + piece.radius, 13]
      : [1.8, kind === "room" ? Math.min(5.2, length - 0.4) : 5.2];
    const at = places.find(piece.radius, () => {
      const z = -random.between(near + piece.radius * 0.5, Math.max(near + 0.6, far - piece.radius));
      const reach = Math.max(0.05, Math.min(halfWidth - piece.radius - 0.1, 0.48 * -z));
      return [random.between(-reach, reach) + Math.tan(yawRad) * z, z];
    });
    if (!at || (kind === "room" && Math.abs(at[0]) > halfWidth - piece.radius)) continue;
    const isColoured = !UNCOLOURED.includes(className);
    things.push({
      className,
      ...(isColoured && { colourName }),
      ...(isColoured && isPatterned(texture) && { pattern: texture.pattern as "striped" }),
      ...(sizeName && { sizeName }),
      parts: placed(piece, at[0], at[1], turnOf(random, className)),
    });
  }
  return things;
}

/** What has a back stands with it away from the viewer, more or less. */
const turnOf = (random: Random, className: MadeClass): number =>
  ["sofa", "shelf", "house"].includes(className) ? random.between(-0.7, 0.7) : random.between(-1.5, 1.5);

const isPatterned = ({ pattern }: PlainTexture): boolean => pattern === "striped" || pattern === "checkered";

function textureOf(random: Random, colourName: string): PlainTexture {
  const first = shadeOf(random, colourName);
  const pattern = random.pick(["plain", "plain", "plain", "mottled", "striped", "checkered"] as const);
  const second =
    pattern === "mottled" || colourName === "white"
      ? darker(first, 0.62)
      : random.pick([shadeOf(random, "white"), darker(first, 0.4)]);
  return { pattern, first, second, size: gridSize(random.between(0.07, 0.16)) };
}
