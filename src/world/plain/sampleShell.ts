import type { Random } from "../../random.js";
import type { SceneKind } from "../scene.js";
import { darker, floorColour, paler, shadeOf, wallColour } from "./plainColours.js";
import {
  gridMetres,
  gridSize,
  gridVector,
  type PlainShell,
  type PlainTexture,
  type PlainThing,
} from "./plainScene.js";

/** Floor, walls and ceiling of a room, or ground and sky of a yard. */
export function sampleShell(random: Random, kind: SceneKind): PlainShell {
  const floorColourName = kind === "room" ? floorColour(random) : random.pick(["green", "brown", "grey"]);
  const wallColourName = wallColour(random);
  const ground = paler(shadeOf(random, floorColourName), kind === "room" ? 0.2 : 0.1);
  const wall = paler(shadeOf(random, wallColourName), 0.5);
  const size = gridSize(random.between(0.25, 0.6));
  const floor: PlainTexture = {
    pattern: random.pick(
      kind === "room" ? (["plain", "checkered", "striped", "mottled"] as const) : (["mottled"] as const),
    ),
    ...{ first: ground, second: darker(ground, random.between(0.6, 0.85)), size },
  };
  const wallTexture: PlainTexture = {
    pattern: random.pick(["plain", "plain", "mottled", "striped"]),
    ...{ first: wall, second: darker(wall, 0.88), size: gridSize(random.between(0.2, 0.5)) },
  };
  const above: PlainTexture =
    kind === "room"
      ? { pattern: "plain", first: [238, 237, 232], second: [220, 220, 216], size: 0.5 }
      : { pattern: "plain", first: shadeOf(random, "blue", 25), second: [205, 219, 232], size: 0.5 };
  const metres = (low: number, high: number): number =>
    kind === "room" ? gridMetres(random.between(low, high)) : 30;
  return {
    ...{ floor, wall: wallTexture, above, floorColourName, wallColourName },
    halfWidth: metres(1.8, 3.5),
    length: metres(4.5, 9),
    height: metres(2.4, 3.2),
  };
}

/** What lies or hangs flat: a rug, a picture, a path. */
export function flatThings(random: Random, kind: SceneKind, shell: PlainShell): PlainThing[] {
  const colour = shadeOf(random, random.pick(["red", "blue", "purple", "orange", "grey", "pink"]), 25);
  const texture: PlainTexture = {
    pattern: random.pick(["plain", "striped", "checkered"]),
    ...{ first: colour, second: paler(colour, 0.5), size: gridSize(random.between(0.1, 0.25)) },
  };
  const flat = (
    className: PlainThing["className"],
    centre: [number, number, number],
    half: [number, number, number],
    painted = texture,
  ): PlainThing => ({
    className,
    isFlat: true,
    parts: [{ kind: "box", centre: gridVector(centre), half: gridVector(half), yawRad: 0, texture: painted }],
  });
  const things: PlainThing[] = [];
  if (kind === "yard") {
    if (random.between(0, 1) < 0.3) {
      const stone = { ...texture, first: [190, 182, 165] as const, second: [160, 152, 138] as const };
      things.push(
        flat("path", [random.between(-2, 2), 0.005, -10], [random.between(0.5, 0.9), 0.01, 9], stone),
      );
    }
    return things;
  }
  if (random.between(0, 1) < 0.35) {
    const z = -random.between(2.6, Math.max(2.8, shell.length - 1.6));
    const half: [number, number, number] = [random.between(0.7, 1.3), 0.01, random.between(0.6, 1)];
    things.push(flat("rug", [random.between(-0.5, 0.5), 0.005, z], half));
  }
  if (random.between(0, 1) < 0.35) {
    const half: [number, number, number] = [random.between(0.35, 0.65), random.between(0.28, 0.45), 0.03];
    const centre: [number, number, number] = [
      random.between(-1, 1),
      shell.height * 0.55,
      -shell.length + 0.02,
    ];
    things.push(flat("picture", centre, half));
  }
  return things;
}
