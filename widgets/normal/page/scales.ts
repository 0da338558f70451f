/** What the colours of a NormalView's pictures mean, where the ball does not tell it. */
import type { ColourScale } from "../../shared/page/controls/colourKey.js";
import { componentWord, errorWord, lengthWord, MOST_DEGREES, UNIT_LEVELS } from "../draw/colours.js";
import type { NormalPictureName } from "../state.js";

/** Lengths are shown from this far below and above 1. */
const MOST_MISS = 0.5;

const ends: Partial<Record<NormalPictureName, readonly [string, string]>> = {
  x: ["−1: left", "1: right"],
  y: ["−1: down", "1: up"],
  z: ["−1: away", "1: to the viewer"],
};

/** The scale of a picture, or undefined where it has the code's colours or a photo's. */
export function scaleOf(picture: NormalPictureName, lengthLimit: number): ColourScale | undefined {
  if (picture === "error" || picture === "difference") {
    const ticks = [0, 15, 30, 45].map((degrees) => `${degrees}°`);
    return {
      wordOf: (share) => errorWord(share * MOST_DEGREES),
      ticks: [...ticks, `${MOST_DEGREES}° and more`],
    };
  }
  if (picture === "residual") {
    const wordOf = (share: number): number =>
      lengthWord((2 * share - 1) * MOST_MISS * UNIT_LEVELS, lengthLimit);
    return { wordOf, ticks: [`${1 - MOST_MISS}: too short`, "length 1", `${1 + MOST_MISS}: too long`] };
  }
  const [from, to] = ends[picture] ?? [];
  if (from === undefined || to === undefined) return undefined;
  return { wordOf: (share) => componentWord(2 * share - 1), ticks: [from, "0", to] };
}
