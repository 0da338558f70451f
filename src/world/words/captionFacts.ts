import type { Random } from "../../random.js";
import type { PlainScene } from "../plain/plainScene.js";
import { seenPlain } from "../plain/seenPlain.js";
import { nounPhrase } from "./nounPhrase.js";

/** What a caption may tell of a plain scene: what is seen, with most attributes, and sometimes what is around. */
export function captionFacts(
  random: Random,
  scene: PlainScene,
  seen = seenPlain(scene),
): { place: "room" | "yard"; things: string[]; surroundings: string[] } {
  const things = seen
    .filter(({ thing }) => !thing.isFlat || random.between(0, 1) < 0.5)
    .map(({ thing }) => {
      const isBrief = random.between(0, 1) < 0.15;
      return nounPhrase(thing, isBrief ? [] : ["sizeName", "pattern", "colourName"]);
    });
  const surroundings: string[] = [];
  const { shell, kind } = scene;
  if (random.between(0, 1) < 0.5)
    surroundings.push(`${shell.floorColourName} ${kind === "room" ? "floor" : "ground"}`);
  if (kind === "room" && random.between(0, 1) < 0.5) surroundings.push(`${shell.wallColourName} walls`);
  return { place: kind, things, surroundings };
}
