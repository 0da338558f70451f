import { makeSlider, type Slider } from "../../../shared/page/controls/slider.js";
import { element, setText } from "../../../shared/page/element.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import type { SegmentationControls } from "../../state.js";
import type { SegmentationPanel } from "./segmentationPanel.js";

/** Areas that the sliders stop at, pixels: even steps would be too coarse for specks. */
const AREAS = [0, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** The area at a place between the stops, and back. */
export const areaAt = (place: number): number => {
  const stop = Math.min(AREAS.length - 2, Math.floor(place));
  return Math.round(AREAS[stop] + (place - stop) * (AREAS[stop + 1] - AREAS[stop]));
};
export const placeOf = (area: number): number => {
  const stop = Math.max(
    0,
    AREAS.findLastIndex((least) => least <= area),
  );
  if (stop === AREAS.length - 1) return stop;
  return stop + (area - AREAS[stop]) / (AREAS[stop + 1] - AREAS[stop]);
};

/** Smoothing, holes and small pieces; what was decoded is kept and comes back. */
export function makeCleanUpPanel(
  change: (changes: Partial<SegmentationControls>) => void,
): SegmentationPanel {
  const shown = { maxHole: 0, minArea: 0 };
  const smooth = makeSlider(
    {
      ...{ label: "Smooth", min: 0, max: 10, step: 1 },
      inWords: (value) => (value === 0 ? "off" : `${value} px`),
      onValue: (value) => change({ smooth: value }),
    },
    0,
  );
  const area = (label: string, key: keyof typeof shown): Slider =>
    makeSlider(
      {
        ...{ label, min: 0, max: AREAS.length - 1, step: 1 },
        inWords: (place) => {
          // What a cell has set may lie beyond the last stop.
          const pixels = place === placeOf(shown[key]) ? shown[key] : areaAt(place);
          return pixels === 0 ? "off" : `${pixels} px`;
        },
        onValue: (place) => change({ [key]: areaAt(place) }),
      },
      0,
    );
  const maxHole = area("Fill holes up to", "maxHole");
  const minArea = area("Drop pieces under", "minArea");
  const changed = element("span", { role: "status" });
  const raw = makeButton("As decoded", "Take all of this back", () =>
    change({ smooth: 0, maxHole: 0, minArea: 0 }),
  );
  return {
    root: element(
      "div",
      { class: "peel-clean-up" },
      element("div", { class: "peel-row" }, smooth.root, maxHole.root, minArea.root),
      element("div", { class: "peel-row" }, changed, raw),
    ),
    show(state, current) {
      Object.assign(shown, { maxHole: state.maxHole, minArea: state.minArea });
      smooth.setValue(state.smooth);
      maxHole.setValue(placeOf(state.maxHole));
      minArea.setValue(placeOf(state.minArea));
      const share = ((100 * current.changed) / current.ids.length).toFixed(1);
      setText(changed, `${current.changed} pixels are not as decoded (${share} %)`);
      raw.disabled = state.smooth === 0 && state.maxHole === 0 && state.minArea === 0;
    },
    destroy() {},
  };
}
