import { makeChoice } from "../../shared/page/controls/choice.js";
import { makeSegments } from "../../shared/page/controls/segments.js";
import { makeSlider } from "../../shared/page/controls/slider.js";
import { element } from "../../shared/page/element.js";
import {
  type AmbiguousPixels,
  type PaletteName,
  type RegionDrawing,
  type SegmentationControls,
  segmentationDefaults,
} from "../state.js";

export interface RegionControls {
  readonly root: HTMLElement;
  show(state: SegmentationControls): void;
}

/**
 * Opacity, drawing, contour, palette and margin.
 *
 * @param shareUnder the share of pixels whose margin is under so many levels; undefined without margins
 */
export function makeRegionControls(
  change: (changes: Partial<SegmentationControls>) => void,
  shareUnder: ((levels: number) => number) | undefined,
): RegionControls {
  const opacity = makeSlider(
    {
      ...{ label: "Opacity", min: 0, max: 1, step: 0.01 },
      inWords: (value) => `${Math.round(100 * value)} %`,
      onValue: (value) => change({ opacity: value }),
    },
    segmentationDefaults.opacity,
  );
  const drawing = makeSegments<RegionDrawing>(
    "Drawing",
    [
      ["fill", "Fill"],
      ["contour", "Contour"],
      ["both", "Both"],
    ],
    (value) => change({ drawing: value }),
  );
  const thickness = makeSlider(
    {
      ...{ label: "Contour", min: 1, max: 8, step: 1 },
      inWords: (value) => `${value} px`,
      onValue: (value) => change({ thickness: value }),
    },
    segmentationDefaults.thickness,
  );
  const palette = makeChoice<PaletteName>(
    "Colours",
    [
      ["generated", "as generated"],
      ["okabeIto", "Okabe–Ito"],
      ["tol", "Tol, muted"],
      ["contrast", "high contrast"],
    ],
    (value) => change({ palette: value }),
  );
  const margin = makeSlider(
    {
      ...{ label: "Margin under", min: 0, max: 100, step: 1 },
      inWords: (value) => `${value} levels: ${(100 * (shareUnder?.(value) ?? 0)).toFixed(1)} %`,
      onValue: (value) => change({ minMargin: value }),
    },
    0,
  );
  const ambiguous = makeSegments<AmbiguousPixels>(
    "Ambiguous pixels",
    [
      ["assigned", "Assign"],
      ["unknown", "Leave unknown"],
    ],
    (value) => change({ ambiguous: value }),
  );
  const margins = element("div", { class: "peel-region-row" }, margin.root, ambiguous.root);
  margins.hidden = shareUnder === undefined;
  return {
    root: element(
      "div",
      { class: "peel-region-controls" },
      element("div", { class: "peel-region-row" }, opacity.root, drawing.root),
      element("div", { class: "peel-region-row" }, thickness.root, palette.root),
      margins,
    ),
    show(state) {
      opacity.setValue(state.opacity);
      drawing.setValue(state.drawing);
      thickness.setValue(state.thickness);
      thickness.root.hidden = state.drawing === "fill";
      palette.setValue(state.palette);
      margin.setValue(state.minMargin);
      ambiguous.setValue(state.ambiguous);
    },
  };
}

/** Shares of pixels by margin in whole levels, looked at once so that a drag counts nothing. */
export function sharesOf(margin: Float32Array): (levels: number) => number {
  const under = new Uint32Array(444);
  for (const value of margin) under[Math.min(443, Math.floor(value) + 1)]++;
  for (let level = 1; level < under.length; level++) under[level] += under[level - 1];
  return (levels) => under[Math.min(442, Math.floor(levels))] / margin.length;
}
