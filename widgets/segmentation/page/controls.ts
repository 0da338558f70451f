import { makeBesideChoice } from "../../shared/page/beside/besideChoice.js";
import { makeChoice } from "../../shared/page/controls/choice.js";
import { makeSegments } from "../../shared/page/controls/segments.js";
import { makeSlider } from "../../shared/page/controls/slider.js";
import { makeToggle } from "../../shared/page/controls/toggle.js";
import { element } from "../../shared/page/element.js";
import {
  type OverlayName,
  type PaletteName,
  type RegionDrawing,
  type SegmentationControls,
  segmentationDefaults,
} from "../state.js";

export interface RegionControls {
  readonly root: HTMLElement;
  show(state: SegmentationControls): void;
}

/** What lies over the picture and how it is drawn. */
export function makeRegionControls(
  change: (changes: Partial<SegmentationControls>) => void,
  hasTruth: boolean,
): RegionControls {
  const overlay = makeSegments<OverlayName>(
    "Over the picture",
    [
      ["regions", "Decoded"],
      ["truth", "Truth"],
      ["agreement", "Agreement"],
    ],
    (value) => change({ overlay: value }),
  );
  overlay.root.hidden = !hasTruth;
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
  const hatching = makeToggle("Hatching", (value) => change({ hatching: value }));
  hatching.root.title = "Patterns where a palette begins again, and for errors";
  const beside = makeBesideChoice(
    hasTruth ? "The truth beside what was decoded (V)" : "The picture beside its regions (V)",
    change,
    true,
  );
  return {
    root: element(
      "div",
      { class: "peel-region-controls" },
      element("div", { class: "peel-row" }, overlay.root, opacity.root, beside.root),
      element("div", { class: "peel-row" }, drawing.root, palette.root, hatching.root, thickness.root),
    ),
    show(state) {
      overlay.setValue(state.overlay);
      opacity.setValue(state.opacity);
      drawing.setValue(state.drawing);
      thickness.setValue(state.thickness);
      thickness.root.hidden = state.drawing === "fill";
      palette.setValue(state.palette);
      hatching.setValue(state.hatching);
      beside.setValue(state);
    },
  };
}
