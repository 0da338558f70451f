import { makeBesideChoice } from "../../../shared/page/beside/besideChoice.js";
import { makeChoice } from "../../../shared/page/controls/choice.js";
import { element } from "../../../shared/page/element.js";
import { referenceOf } from "../../reference.js";
import type { DepthPictureName } from "../../state.js";
import { pictureNames } from "../pictureNames.js";
import type { ChangeDepth, DepthPanel } from "./depthPanel.js";

/** Which picture the present one is held against, and how. */
export function makeBesidePanel(change: ChangeDepth, names: readonly DepthPictureName[]): DepthPanel {
  const beside = makeBesideChoice(
    "Another picture beyond a bar, beside this one, or in turn with it (V)",
    change,
  );
  const reference = makeChoice<DepthPictureName>(
    "which is",
    names.map((name) => [name, pictureNames[name]] as const),
    (name) => change({ reference: name }),
  );
  return {
    root: element("div", { class: "peel-row" }, beside.root, reference.root),
    show(state) {
      beside.setValue(state);
      reference.setValue(referenceOf(state.picture, state.reference, names));
    },
    destroy() {},
  };
}
