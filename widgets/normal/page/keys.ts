import { sharedKeys } from "../../shared/page/shell/viewFrame.js";
import type { Direction, NormalControls, NormalPictureName } from "../state.js";
import { USUAL_NEEDLES } from "./panels/needlesPanel.js";

/** What the key sheet of NormalView says. */
export const keysOfNormalView = [
  ["← ↑ ↓ →", "walk over the pixels; on the ball move the direction, the light or the ball"],
  ["D", "look for the direction of the pixel; again: for all"],
  ["Space", "hold to see all directions"],
  ["P", "next picture"],
  ["T", "hold to see the truth, or what the picture is held against"],
  ["V", "truth or photo beyond a bar, beside the picture, in turn with it, or not"],
  ["L", "relight: the ball then moves the light"],
  ["G", "ball: legend, how often"],
  ["N", "needles"],
  ["A B", "angle between two pixels; patch. Enter sets its ends"],
  ...sharedKeys,
] as const;

/** What NormalView's own keys act on. */
export interface KeyTargets {
  readonly state: () => NormalControls;
  readonly names: readonly NormalPictureName[];
  /** the normal under the cursor */
  readonly normal: () => Direction | null;
  readonly change: (changes: Partial<NormalControls>) => void;
  readonly lift: () => void;
  /** Shows the reference instead, until the key is let go. */
  readonly peek: () => void;
  /** To the next way of seeing the reference. */
  readonly nextBeside: () => void;
  readonly focusBall: () => void;
}

/** Does what a key means; returns whether it means something. */
export function pressKey(
  key: string,
  { state, names, normal, change, lift, peek, nextBeside, focusBall }: KeyTargets,
): boolean {
  const { picture, direction, ball, needles, tool } = state();
  switch (key.toLowerCase()) {
    case " ":
      lift();
      return true;
    case "d": {
      const under = normal();
      if (direction) change({ direction: null });
      else if (under) change({ direction: under });
      return true;
    }
    case "p":
      change({ picture: names[(names.indexOf(picture) + 1) % names.length] });
      return true;
    case "t":
      peek();
      return true;
    case "v":
      nextBeside();
      return true;
    case "l":
      change({ picture: "relit", handle: "light" });
      focusBall();
      return true;
    case "g":
      change({ ball: ball === "legend" ? "density" : "legend" });
      return true;
    case "n":
      change({ needles: needles > 0 ? 0 : USUAL_NEEDLES });
      return true;
    case "a":
      change({ tool: tool === "angle" ? "read" : "angle" });
      return true;
    case "b":
      change({ tool: tool === "patch" ? "read" : "patch" });
      return true;
    default:
      return false;
  }
}
