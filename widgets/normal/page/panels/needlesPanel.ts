import { makeSlider } from "../../../shared/page/controls/slider.js";
import { makeToggle } from "../../../shared/page/controls/toggle.js";
import { element } from "../../../shared/page/element.js";
import type { NormalControls } from "../../state.js";
import type { NormalPanel } from "./normalPanel.js";

/** A distance at which needles neither hide the picture nor each other. */
export const USUAL_NEEDLES = 24;

/** Needles over the picture, and how far apart. */
export function makeNeedlesPanel(change: (changes: Partial<NormalControls>) => void): NormalPanel {
  const toggle = makeToggle("Needles", (isOn) => change({ needles: isOn ? USUAL_NEEDLES : 0 }));
  const spacing = makeSlider(
    {
      label: "Distance",
      min: 8,
      max: 64,
      step: 1,
      inWords: (value) => `${value} px`,
      onValue: (value) => change({ needles: value }),
    },
    USUAL_NEEDLES,
  );
  return {
    root: element("div", { class: "peel-row" }, toggle.root, spacing.root),
    show({ needles }) {
      toggle.setValue(needles > 0);
      spacing.setValue(needles || USUAL_NEEDLES);
    },
    destroy() {},
  };
}
