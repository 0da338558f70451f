import { colormapTable, walkColours } from "vision-peel/color";
import { makeLimitField } from "../../../shared/page/controls/limitField.js";
import { makeSegments } from "../../../shared/page/controls/segments.js";
import { makeToggle } from "../../../shared/page/controls/toggle.js";
import { element, uniqueId } from "../../../shared/page/element.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import {
  type DepthColormapName,
  type DepthScaleName,
  depthColormapNames,
  type MetresRange,
} from "../../state.js";
import type { Looks } from "../looks.js";
import type { ChangeDepth, DepthPanel } from "./depthPanel.js";

const names: Readonly<Record<DepthColormapName, string>> = {
  code: "As generated",
  turbo: "Turbo",
  viridis: "Viridis",
  inferno: "Inferno",
  spectral: "Spectral",
  grey: "Grey",
  cyclic: "Cyclic",
};

/** What depth is drawn in: colormaps with previews, their scale and their range; lines of equal depth. */
export function makeColoursPanel(change: ChangeDepth, looks: Looks, slice: () => MetresRange): DepthPanel {
  const previews = makePreviews((colormap) => change({ colormap }));
  const scale = makeSegments<DepthScaleName>(
    "Colours run evenly with",
    [
      ["metric", "Metres"],
      ["disparity", "1 / metres"],
      ["log", "Logarithm"],
    ],
    (value) => change({ scale: value }),
  );
  let range: MetresRange = { near: 0, far: 1 };
  const from = makeLimitField(
    "Colours from",
    (metres) => metres < Infinity && metres !== range.far,
    (near) => change({ colourRange: { near, far: range.far } }),
  );
  const to = makeLimitField(
    "to",
    (metres) => metres < Infinity && metres !== range.near,
    (far) => change({ colourRange: { near: range.near, far } }),
    "Colours to",
  );
  const turn = makeButton("⇄", "Turn the colours round", () =>
    change({ colourRange: { near: range.far, far: range.near } }),
  );
  const most = makeButton("Most pixels", "Let the colours run over the distances of most pixels", () =>
    change({ colourRange: null }),
  );
  const ofSlice = makeButton("The slice", "Let the colours run over the slice", () => {
    const { near, far } = slice();
    if (far < Infinity && far > near) change({ colourRange: { near, far } });
  });
  const ofMap = element("div", { class: "peel-row" }, scale.root, from.root, to.root, turn, most, ofSlice);
  const ofCode = element(
    "p",
    { class: "peel-note" },
    "The code has a scale of its own: finest near the camera.",
  );
  const isolines = makeToggle("Lines of equal depth (C)", (isOn) => change({ isolines: isOn }));
  const smooth = makeToggle("Smooth when magnified", (isOn) => change({ smooth: isOn }));
  return {
    root: element(
      "div",
      { class: "peel-stack" },
      previews.root,
      ofMap,
      ofCode,
      element("div", { class: "peel-row" }, isolines.root, smooth.root),
    ),
    show(state) {
      previews.setValue(state.colormap);
      scale.setValue(state.scale);
      ofMap.hidden = state.colormap === "code";
      ofCode.hidden = !ofMap.hidden;
      range = state.colourRange ?? looks.colours.range;
      from.setMetres(range.near);
      to.setMetres(range.far);
      most.disabled = state.colourRange === null;
      ofSlice.disabled = state.far === null;
      isolines.setValue(state.isolines);
      smooth.setValue(state.smooth);
    },
    destroy() {},
  };
}

/** Native radio buttons, each with the colours that it stands for. */
function makePreviews(onChoose: (name: DepthColormapName) => void): {
  root: HTMLElement;
  setValue(name: DepthColormapName): void;
} {
  const group = uniqueId("colormaps");
  const root = element("div", {
    class: "peel-colormaps",
    role: "radiogroup",
    "aria-label": "Colours of depth",
  });
  const inputs = new Map<DepthColormapName, HTMLInputElement>();
  for (const name of depthColormapNames) {
    const input = element("input", { type: "radio", name: group, value: name });
    input.addEventListener("change", () => onChoose(name));
    inputs.set(name, input);
    const preview = element("span", { class: "peel-colormap", "aria-hidden": "true" });
    preview.style.backgroundImage = gradientOf(name);
    root.append(element("label", {}, input, preview, element("span", {}, names[name])));
  }
  return {
    root,
    setValue(name) {
      for (const [key, input] of inputs) input.checked = key === name;
    },
  };
}

const STOPS = 29;

function gradientOf(name: DepthColormapName): string {
  const table = name === "code" ? walkColours() : colormapTable(name, 256);
  const last = table.length / 3 - 1;
  const stops = Array.from({ length: STOPS }, (_, i) => {
    const at = 3 * Math.round((i / (STOPS - 1)) * last);
    return `rgb(${table.subarray(at, at + 3).join(" ")})`;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}
