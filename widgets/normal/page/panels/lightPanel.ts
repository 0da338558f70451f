import { makeSegments } from "../../../shared/page/controls/segments.js";
import { makeSlider } from "../../../shared/page/controls/slider.js";
import { element } from "../../../shared/page/element.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import { type NormalControls, normalDefaults } from "../../state.js";
import type { NormalPanel } from "./normalPanel.js";

const inPercent = (value: number): string => `${Math.round(100 * value)} %`;

/** How the lit surface looks. Where the light comes from is for the ball. */
export function makeLightPanel(
  change: (changes: Partial<NormalControls>) => void,
  hasPhoto: boolean,
): NormalPanel {
  const albedo = makeSegments<"photo" | "grey">(
    "Surface",
    [
      ["grey", "Grey"],
      ["photo", "Photo’s colours"],
    ],
    (value) => change({ albedo: value }),
  );
  albedo.root.hidden = !hasPhoto;
  const slider = (label: string, key: "ambient" | "specular") =>
    makeSlider(
      { label, min: 0, max: 1, step: 0.01, inWords: inPercent, onValue: (value) => change({ [key]: value }) },
      normalDefaults[key],
    );
  const [ambient, specular] = [slider("Ambient", "ambient"), slider("Gloss", "specular")];
  const see = makeButton("Show it lit (L)", "Show the picture in this light", () =>
    change({ picture: "relit" }),
  );
  see.classList.add("peel-chip");
  return {
    root: element(
      "div",
      { class: "peel-row" },
      see,
      albedo.root,
      ambient.root,
      specular.root,
      element("span", { class: "peel-label" }, "L and the ball move the light."),
    ),
    show(state) {
      see.disabled = state.picture === "relit";
      albedo.setValue(state.albedo);
      ambient.setValue(state.ambient);
      specular.setValue(state.specular);
    },
    destroy() {},
  };
}
