import { sharedKeys } from "../../shared/page/shell/viewFrame.js";
import type { Slice } from "../draw/layer.js";
import type { DepthPanelName, DepthPictureName } from "../state.js";

/** What the key sheet of DepthView says. */
export const keysOfDepthView = [
  ["← ↑ ↓ →", "walk over the pixels; with Shift ten at once"],
  ["[ ]", "begin, end the slice at the cursor’s depth"],
  ["Space", "hold to see the picture without the slice"],
  ["P", "next picture"],
  ["W", "move the slice through the picture"],
  ["M", "measure: two presses, or Enter at two pixels; Esc gives up"],
  ["L", "profile along row, column or line"],
  ["O", "points in space"],
  ["G", "colours"],
  ["C", "lines of equal depth"],
  ["B", "hold to see the truth, or the photo"],
  ["D", "errors, and back"],
  ["V", "truth or photo beyond a bar, beside the picture, in turn with it, or not"],
  ...sharedKeys,
] as const;

/** What DepthView's own keys act on. */
export interface KeyTargets {
  /** metres under the cursor; NaN where there are none */
  readonly metres: () => number;
  readonly slice: () => Slice;
  readonly picture: () => DepthPictureName;
  readonly pictures: readonly DepthPictureName[];
  readonly change: (changes: Partial<Slice> & { picture?: DepthPictureName }) => void;
  readonly lift: () => void;
  /** Shows the reference instead, until the key is let go. */
  readonly peek: () => void;
  readonly toggleSweep: () => void;
  /** Opens a panel, or closes it where it is open. */
  readonly togglePanel: (name: DepthPanelName) => void;
  readonly toggleMeasuring: () => void;
  readonly toggleIsolines: () => void;
  /** To the next way of seeing the reference. */
  readonly nextBeside: () => void;
}

/** Does what a key means; returns whether it means something. */
export function pressKey(key: string, targets: KeyTargets): boolean {
  const { metres, slice, picture, pictures, change } = targets;
  const depth = metres();
  switch (key) {
    case " ":
      targets.lift();
      return true;
    case "p":
    case "P":
      change({ picture: pictures[(pictures.indexOf(picture()) + 1) % pictures.length] });
      return true;
    case "w":
    case "W":
      targets.toggleSweep();
      return true;
    case "m":
    case "M":
      targets.toggleMeasuring();
      return true;
    case "l":
    case "L":
      targets.togglePanel("profile");
      return true;
    case "o":
    case "O":
      targets.togglePanel("points");
      return true;
    case "g":
    case "G":
      targets.togglePanel("colours");
      return true;
    case "c":
    case "C":
      targets.toggleIsolines();
      return true;
    case "b":
    case "B":
      targets.peek();
      return true;
    case "v":
    case "V":
      targets.nextBeside();
      return true;
    case "d":
    case "D":
      if (!pictures.includes("error")) return false;
      change({ picture: picture() === "error" ? "depth" : "error" });
      return true;
    case "[":
      // Not rounded: the pixel itself is to be inside.
      if (depth >= 0 && depth < Infinity) change({ near: depth, far: Math.max(slice().far, depth) });
      return true;
    case "]":
      if (depth >= 0) change({ near: Math.min(slice().near, depth), far: depth });
      return true;
    default:
      return false;
  }
}
