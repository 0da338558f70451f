import { type BesideMode, type BesideState, modeOf, stateFor } from "../../beside.js";
import { makeChoice } from "../controls/choice.js";

export interface BesideChoice {
  readonly root: HTMLElement;
  setValue(state: BesideState): void;
}

/**
 * How the other picture is seen.
 *
 * @param title tells which that is
 * @param isBrief whether the choices stand for themselves, without a label before them
 */
export function makeBesideChoice(
  title: string,
  onChoose: (changes: BesideState) => void,
  isBrief = false,
): BesideChoice {
  const choice = makeChoice<BesideMode>(
    "Beside it",
    [
      ["none", isBrief ? "no comparison" : "nothing"],
      ["swipe", "swipe"],
      ["side", "side by side"],
      ["blink", "blink"],
    ],
    (mode) => onChoose(stateFor(mode)),
  );
  choice.root.title = title;
  if (isBrief) choice.root.querySelector(".peel-label")?.classList.add("peel-unseen");
  return { root: choice.root, setValue: (state) => choice.setValue(modeOf(state)) };
}
