import { sharedKeys } from "../../shared/page/shell/viewFrame.js";
import type { Slice } from "../draw/layer.js";
import type { DepthPictureName } from "../state.js";

/** What the key sheet of DepthView says. */
export const keysOfDepthView = [
  ["← ↑ ↓ →", "walk over the pixels; with Shift ten at once"],
  ["[ ]", "begin, end the slice at the cursor’s depth"],
  ["Space", "hold to see the picture without the slice"],
  ["P", "next picture"],
  ["W", "move the slice through the picture"],
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
  readonly toggleSweep: () => void;
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
