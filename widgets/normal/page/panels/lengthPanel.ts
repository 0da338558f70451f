import { makeSlider } from "../../../shared/page/controls/slider.js";
import { element } from "../../../shared/page/element.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import { UNIT_LEVELS } from "../../draw/colours.js";
import { type NormalControls, normalDefaults } from "../../state.js";
import type { NormalPanel } from "./normalPanel.js";

/** How well the picture was painted: whose length is not that of a normal. */
export function makeLengthPanel(
  change: (changes: Partial<NormalControls>) => void,
  residual: Float32Array,
  normals: Float32Array,
): NormalPanel {
  const shareOver = sharesOver(residual, normals);
  const limit = makeSlider(
    {
      label: "Astray from",
      min: 0,
      max: 1,
      step: 0.01,
      inWords: (value) => `±${value.toFixed(2)}: ${(100 * shareOver(value)).toFixed(1)} %`,
      onValue: (value) => change({ lengthLimit: value }),
    },
    normalDefaults.lengthLimit,
  );
  const see = makeButton("Show lengths", "Show the picture of lengths", () =>
    change({ picture: "residual" }),
  );
  see.classList.add("peel-chip");
  return {
    root: element(
      "div",
      { class: "peel-row" },
      limit.root,
      element(
        "span",
        { class: "peel-label" },
        "of what has a surface, off the unit length; blue is too short, orange too long",
      ),
      see,
    ),
    show(state) {
      see.disabled = state.picture === "residual";
      limit.setValue(state.lengthLimit);
    },
    destroy() {},
  };
}

/**
 * Shares of the pixels that have a surface, by how much they miss the unit length; looked at once, so that a drag counts
 * nothing. The sky is painted in a colour that is no normal, on purpose.
 */
export function sharesOver(residual: Float32Array, normals: Float32Array): (limit: number) => number {
  const bins = new Uint32Array(102);
  let known = 0;
  for (const [i, levels] of residual.entries()) {
    if (Number.isNaN(levels) || Number.isNaN(normals[3 * i])) continue;
    known++;
    // What misses by exactly a limit does not exceed it.
    bins[Math.min(101, Math.ceil((100 * Math.abs(levels)) / UNIT_LEVELS - 1e-6))]++;
  }
  for (let i = bins.length - 2; i >= 0; i--) bins[i] += bins[i + 1];
  return (limit) => (known === 0 ? 0 : bins[Math.min(101, Math.floor(100 * limit + 1e-6) + 1)] / known);
}
