import { makeToggle } from "../../../shared/page/controls/toggle.js";
import { element, setText } from "../../../shared/page/element.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import { flipped, swapped } from "../../directions.js";
import { shareAway } from "../../measure.js";
import { type Axes, type NormalControls, normalDefaults } from "../../state.js";
import type { NormalPanel } from "./normalPanel.js";

/** More than this share of normals that face away cannot be a picture's. */
const MOST_AWAY = 0.5;

/** What the components mean, and how to turn those of a map that means something else. */
export function makeAxesPanel(change: (changes: Partial<NormalControls>) => void): NormalPanel {
  let axes: Axes = normalDefaults.axes;
  const record = element("span", {});
  const warning = element("p", { class: "peel-notice peel-is-error", role: "status", hidden: "" });
  const flips = (["right", "up", "viewer"] as const).map((name, i) =>
    makeToggle(`flip ${name}`, () => change({ axes: flipped(axes, i) })),
  );
  const swap = makeButton("Swap right and up", "Swap what points right and what points up", () =>
    change({ axes: swapped(axes) }),
  );
  const reset = makeButton("As given", "Take the components as they were given", () =>
    change({ axes: normalDefaults.axes }),
  );
  return {
    root: element(
      "div",
      {},
      element("div", { class: "peel-row" }, ...flips.map(({ root }) => root), swap, reset),
      element("div", { class: "peel-row" }, record),
      warning,
    ),
    show(state, { normals }) {
      axes = state.axes;
      for (const [i, flip] of flips.entries()) flip.setValue(axes[i].startsWith("-"));
      setText(record, recordOf(axes));
      const share = shareAway(normals);
      warning.hidden = share <= MOST_AWAY;
      if (!warning.hidden) {
        const percent = Math.round(100 * share);
        setText(
          warning,
          `${percent} % of the normals face away from the camera, which no surface that is seen does: these axes are not the camera’s.`,
        );
      }
    },
    destroy() {},
  };
}

/** The convention in words, as it travels with the view. */
export function recordOf([right, up, viewer]: Axes): string {
  const words = (axis: string): string => axis.replace("-", "−");
  return `Camera space: right is ${words(right)}, up is ${words(up)}, to the viewer is ${words(viewer)}; painted R = left, G = up, B = to the viewer.`;
}
