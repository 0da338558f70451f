import { makeHistogram } from "../../../shared/page/controls/histogram.js";
import { makeSegments } from "../../../shared/page/controls/segments.js";
import { makeSlider } from "../../../shared/page/controls/slider.js";
import { element } from "../../../shared/page/element.js";
import { type AmbiguousPixels, type SegmentationControls, segmentationDefaults } from "../../state.js";
import type { SegmentationPanel } from "./segmentationPanel.js";

/** Where the histogram and the slider may end, levels; a cell may set more. */
const ENDS = [50, 100, 200, 442];

/** Which pixels are ambiguous, how many they are, and what becomes of them. */
export function makeMarginPanel(
  change: (changes: Partial<SegmentationControls>) => void,
  margins: Float32Array,
): SegmentationPanel {
  const { shareUnder, counts } = sharesOf(margins);
  const most = ENDS.find((end) => shareUnder(end) > 0.95) ?? 442;
  const histogram = makeHistogram(`How often each margin occurs, from 0 to ${most} levels`);
  histogram.setCounts(counts.subarray(0, most));
  const limit = makeSlider(
    {
      ...{ label: "Margin under", min: 0, max: most, step: 1 },
      inWords: (value) => `${value} levels: ${(100 * shareUnder(value)).toFixed(1)} %`,
      onValue: (value) => change({ minMargin: value }),
    },
    segmentationDefaults.minMargin,
  );
  const ambiguous = makeSegments<AmbiguousPixels>(
    "Ambiguous pixels",
    [
      ["assigned", "Assign"],
      ["marked", "Mark"],
      ["unknown", "Leave unknown"],
    ],
    (value) => change({ ambiguous: value }),
  );
  return {
    root: element(
      "div",
      { class: "peel-margin" },
      histogram.root,
      element(
        "div",
        { class: "peel-scale" },
        ...["0", String(most / 2), `${most} levels`].map((text) => element("span", {}, text)),
      ),
      element("div", { class: "peel-row" }, limit.root, ambiguous.root),
      element("p", { class: "peel-note" }, "Margin: by how much the next colour of the legend is farther."),
    ),
    show({ minMargin, ambiguous: value }) {
      limit.setValue(minMargin);
      ambiguous.setValue(value);
      histogram.setRange(Math.min(1, minMargin / most), 1);
    },
    destroy: histogram.destroy,
  };
}

/** Margins by whole levels, and shares under a limit, looked at once so that a drag counts nothing. */
export function sharesOf(margins: Float32Array): {
  counts: Uint32Array;
  shareUnder: (levels: number) => number;
} {
  const counts = new Uint32Array(443);
  for (const value of margins) counts[Math.min(442, Math.floor(value))]++;
  const under = new Uint32Array(444);
  for (let level = 0; level < counts.length; level++) under[level + 1] = under[level] + counts[level];
  return { counts, shareUnder: (levels) => under[Math.min(443, Math.floor(levels))] / margins.length };
}
