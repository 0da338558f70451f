import { sharedKeys } from "../../shared/page/shell/viewFrame.js";
import { type CompareControls, type CompareMode, compareModes } from "../state.js";

/** What the key sheet of CompareView says. */
export const keysOfCompareView = [
  ["← ↑ ↓ →", "walk over the pixels"],
  ["V", "next way to compare: bar, side by side, in turn, difference, all"],
  ["T", "hold to see the second picture"],
  ["X", "change the two"],
  ["1 … 9", "that picture is the second"],
  ["+ − 0", "zoom, fit"],
  ...sharedKeys,
] as const;

export interface KeyTargets {
  readonly state: () => CompareControls;
  readonly titles: readonly string[];
  /** whether the two can be subtracted */
  readonly isComparable: () => boolean;
  readonly change: (changes: Partial<CompareControls>) => void;
  readonly peek: () => void;
}

/** Does what a key means; returns whether it means something. */
export function pressKey(key: string, { state, titles, isComparable, change, peek }: KeyTargets): boolean {
  const { first, second, mode } = state();
  switch (key.toLowerCase()) {
    case "v":
      change({ mode: nextMode(mode, isComparable()) });
      return true;
    case "t":
      peek();
      return true;
    case "x":
      change({ first: second, second: first });
      return true;
    default: {
      const title = /^[1-9]$/.test(key) ? titles[Number(key) - 1] : undefined;
      if (title === undefined) return false;
      // Two of the same show nothing.
      change(title === first ? { first: second, second: first } : { second: title });
      return true;
    }
  }
}

function nextMode(mode: CompareMode, isComparable: boolean): CompareMode {
  const modes = compareModes.filter((name) => name !== "difference" || isComparable);
  return modes[(modes.indexOf(mode) + 1) % modes.length];
}
