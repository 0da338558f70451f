import type { BesideState } from "../../beside.js";
import { makeChoice } from "../controls/choice.js";
import { element } from "../element.js";
import { makeBesideChoice } from "./besideChoice.js";

export interface BesideRow<Name extends string> {
  readonly root: HTMLElement;
  /** @param reference the picture that the present one is held against */
  show(state: BesideState, reference: Name): void;
}

/**
 * Which picture the present one is held against, and how.
 *
 * @param names the pictures that there are, with what people call them
 */
export function makeBesideRow<Name extends string>(
  names: readonly (readonly [Name, string])[],
  change: (changes: Partial<BesideState> & { reference?: Name }) => void,
): BesideRow<Name> {
  const beside = makeBesideChoice(
    "Another picture beyond a bar, beside this one, or in turn with it (V)",
    change,
  );
  const reference = makeChoice<Name>("which is", names, (name) => change({ reference: name }));
  return {
    root: element("div", { class: "peel-row" }, beside.root, reference.root),
    show(state, name) {
      beside.setValue(state);
      reference.setValue(name);
    },
  };
}
