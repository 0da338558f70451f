import { makeSegments } from "../../../shared/page/controls/segments.js";
import { element } from "../../../shared/page/element.js";
import { type Surroundings, segmentationDefaults } from "../../state.js";
import type { PanelParts, SegmentationPanel } from "./segmentationPanel.js";

/** Sets what is seen apart from the rest of the picture. */
export function makeCutOutPanel({ change, regions }: PanelParts): SegmentationPanel {
  let opacity = 0;
  const surroundings = makeSegments<Surroundings>(
    "Surroundings",
    [
      ["shown", "As they are"],
      ["dimmed", "Spotlight"],
      ["blurred", "Blurred"],
      ["hidden", "Cut away"],
    ],
    (value) => {
      // One looks at the picture itself, then: without colours over it, which one may put back.
      if (value === "shown")
        change({ surroundings: value, opacity: opacity || segmentationDefaults.opacity });
      else change({ surroundings: value, opacity: 0 });
    },
  );
  const hint = element(
    "span",
    { class: "peel-label" },
    "Choose regions first: press a name of the legend, or I on the picture.",
  );
  return {
    root: element("div", { class: "peel-row" }, surroundings.root, hint),
    show(state) {
      opacity = state.opacity;
      surroundings.setValue(state.surroundings);
      hint.hidden = state.isolated.length > 0 || state.hidden.length > 0 || regions.length === 0;
    },
    destroy() {},
  };
}
