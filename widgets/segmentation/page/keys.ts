import { modeAfter, stateFor } from "../../shared/beside.js";
import type { KeyMeanings } from "../../shared/page/controls/keySheet.js";
import { sharedKeys } from "../../shared/page/shell/viewFrame.js";
import type { GroundName, OverlayName, SegmentationControls } from "../state.js";

/** What the key sheet of SegmentationView says. */
export const keysOfSegmentation = (hasTruth: boolean): KeyMeanings => [
  ["← ↑ ↓ →", "walk over the pixels; with Shift ten at once"],
  ["Space", "hold to see the picture without regions"],
  ...(hasTruth
    ? ([
        ["B", "hold to see the truth"],
        ["D", "decoded, truth, agreement"],
        ["V", "the truth beyond a bar, beside what was decoded, in turn with it, or not"],
      ] as const)
    : ([["V", "the bare picture beyond a bar, beside its regions, in turn with them, or not"]] as const)),
  ["I", "only the region under the cursor; again: all"],
  ["1 … 9", "only the first … ninth region of the legend; again: all"],
  ["[ ]", "previous, next instance"],
  ["C", "fill, contour, both"],
  ["P", "next picture under the regions"],
  ["X", "surroundings as they are, dimmed, blurred, cut away"],
  ...sharedKeys,
];

const drawings = ["fill", "contour", "both"] as const;
const surroundings = ["shown", "dimmed", "blurred", "hidden"] as const;

/** What SegmentationView's own keys act on. */
export interface KeyTargets {
  readonly state: () => SegmentationControls;
  readonly grounds: readonly GroundName[];
  readonly overlays: readonly OverlayName[];
  /** the id of the region under the cursor, if it is one */
  readonly regionAtCursor: () => number | undefined;
  /** the ids of the legend, from the top */
  readonly listed: () => readonly number[];
  readonly change: (changes: Partial<SegmentationControls>) => void;
  readonly hold: (what: "nothing" | "truth") => void;
  /** to the next instance, or to the one before it */
  readonly step: (by: 1 | -1) => void;
}

const after = <Value>(values: readonly Value[], value: Value): Value =>
  values[(values.indexOf(value) + 1) % values.length];

/** Does what a key means; returns whether it means something. */
export function pressKey(key: string, on: KeyTargets): boolean {
  const state = on.state();
  const isolate = (id: number | undefined): void => {
    const isAlone = state.isolated.length === 1 && state.isolated[0] === id;
    if (isAlone || (id === undefined && state.isolated.length > 0)) on.change({ isolated: [] });
    else if (id !== undefined) on.change({ isolated: [id] });
  };
  if (/^[1-9]$/.test(key)) {
    const id = on.listed()[Number(key) - 1];
    if (id !== undefined) isolate(id);
    return true;
  }
  switch (key.toLowerCase()) {
    case " ":
      on.hold("nothing");
      return true;
    case "b":
      on.hold("truth");
      return true;
    case "v":
      on.change(stateFor(modeAfter(state)));
      return true;
    case "d":
      on.change({ overlay: after(on.overlays, state.overlay) });
      return true;
    case "i":
      isolate(state.isolated.length > 0 ? undefined : on.regionAtCursor());
      return true;
    case "[":
    case "]":
      on.step(key === "]" ? 1 : -1);
      return true;
    case "c":
      on.change({ drawing: after(drawings, state.drawing) });
      return true;
    case "p":
      on.change({ ground: after(on.grounds, state.ground) });
      return true;
    case "x":
      on.change({ surroundings: after(surroundings, state.surroundings) });
      return true;
    default:
      return false;
  }
}
