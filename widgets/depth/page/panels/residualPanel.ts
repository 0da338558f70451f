import { makeHistogram } from "../../../shared/page/controls/histogram.js";
import { makeSlider } from "../../../shared/page/controls/slider.js";
import { makeToggle } from "../../../shared/page/controls/toggle.js";
import { element } from "../../../shared/page/element.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import { depthDefaults } from "../../state.js";
import type { ChangeDepth, DepthPanel } from "./depthPanel.js";

/** Levels at the histogram's right end; the last bin holds all beyond. */
const MOST = 128;
const BINS = 128;

/** How far painted colours lie off the code, from where on a pixel counts as astray, and how many do. */
export function makeResidualPanel(change: ChangeDepth, residual: Float32Array): DepthPanel {
  const limit = makeSlider(
    {
      label: "Astray beyond",
      min: 0,
      max: MOST,
      step: 1,
      inWords: (levels) => `${levels} levels`,
      onValue: (residualLimit) => change({ residualLimit }),
    },
    depthDefaults.residualLimit,
  );
  const share = element("output", { class: "peel-label" });
  const hatch = makeToggle("Hatch them in the picture of depth", (isOn) =>
    change({ hatchAstray: isOn, ...(isOn && { picture: "depth" as const }) }),
  );
  const see = makeButton("Show residuals", "Show the picture of residuals", () =>
    change({ picture: "residual" }),
  );
  see.classList.add("peel-chip");
  const histogram = makeHistogram("How often each residual occurs, from 0 to 128 levels");
  const counts = new Float64Array(BINS);
  for (const levels of residual)
    if (levels >= 0) counts[Math.min(BINS - 1, Math.floor((levels * BINS) / MOST))]++;
  histogram.setCounts(counts);
  const scale = element("div", { class: "peel-scale" });
  for (const tick of ["0 levels: on the code", String(MOST / 2), `${MOST} and more`])
    scale.append(element("span", {}, tick));
  let shown: number | undefined;
  return {
    root: element(
      "div",
      {},
      element("div", { class: "peel-row" }, limit.root, share),
      element("div", { class: "peel-row" }, hatch.root, see),
      histogram.root,
      scale,
      element(
        "p",
        { class: "peel-note" },
        "What is painted off the code has no honest depth: mostly blends along edges, and things that the generator added.",
      ),
    ),
    show({ residualLimit, hatchAstray, picture }) {
      hatch.setValue(hatchAstray);
      see.disabled = picture === "residual";
      if (shown === residualLimit) return;
      shown = residualLimit;
      limit.setValue(residualLimit);
      let astray = 0;
      for (const levels of residual) if (levels > residualLimit) astray++;
      share.textContent = `${((100 * astray) / residual.length).toFixed(2)}\u00a0% of the pixels: ${astray}`;
      histogram.setRange(0, residualLimit / MOST);
    },
    destroy: histogram.destroy,
  };
}
