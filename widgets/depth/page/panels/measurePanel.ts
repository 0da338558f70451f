import { metresNumber } from "../../../shared/metresText.js";
import { makeNumberField } from "../../../shared/page/controls/numberField.js";
import { makeToggle } from "../../../shared/page/controls/toggle.js";
import { element } from "../../../shared/page/element.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import type { DepthPictures } from "../../draw/pictures.js";
import { cameraOf, measure } from "../../measure.js";
import type { PixelPair } from "../../state.js";
import type { ChangeDepth, DepthPanel } from "./depthPanel.js";

const signed = (metres: number): string => `${metres < 0 ? "−" : ""}${metresNumber(Math.abs(metres))}`;

/** Distances in space between pairs of pixels, for a field of view that can be changed. */
export function makeMeasurePanel(change: ChangeDepth, pictures: DepthPictures): DepthPanel {
  let measures: readonly PixelPair[] = [];
  const tool = makeToggle("Measure on the picture (M)", (isOn) =>
    change({ tool: isOn ? "measure" : "read" }),
  );
  const view = makeNumberField({
    label: "Field of view",
    spoken: "Field of view across the picture, degrees",
    unit: "°",
    attributes: { type: "number", min: "1", max: "179", step: "any" },
    allowed: () => "Degrees: a number from 1 to 179",
    parse(text) {
      const degrees = text === "" ? Number.NaN : Number(text);
      return degrees >= 1 && degrees <= 179 ? degrees : undefined;
    },
    format: String,
    onValue: (fieldOfView) => change({ fieldOfView }),
  });
  const camera = element("span", { class: "peel-label" });
  const clear = makeButton("Remove all", "Remove all measures", () => change({ measures: [] }));
  const table = element("table", { class: "peel-table" });
  let shown: { measures: readonly PixelPair[]; fieldOfView: number } | undefined;
  let shownMetres: Float32Array | undefined;
  return {
    root: element(
      "div",
      {},
      element("div", { class: "peel-row" }, tool.root, view.root, camera, clear),
      element("div", { class: "peel-wide" }, table),
      element(
        "p",
        { class: "peel-note" },
        "True to scale only if depth and field of view are: a wrong angle stretches what lies across the picture.",
      ),
    ),
    show(state) {
      tool.setValue(state.tool === "measure");
      view.setValue(state.fieldOfView);
      // A hovering cursor changes nothing here, and must not take a button from under the hand.
      const isSame = shown?.measures === state.measures && shown.fieldOfView === state.fieldOfView;
      if (isSame && shownMetres === pictures.metres) return;
      [shown, shownMetres] = [state, pictures.metres];
      const { fx } = cameraOf(pictures, state.fieldOfView);
      const vertical = (360 / Math.PI) * Math.atan(pictures.height / 2 / fx);
      camera.textContent = `${vertical.toFixed(1)}° from top to bottom, focal length ${fx.toFixed(1)} px`;
      measures = state.measures;
      clear.disabled = measures.length === 0;
      table.hidden = measures.length === 0;
      const removed = [...table.querySelectorAll("button")].indexOf(
        document.activeElement as HTMLButtonElement,
      );
      table.replaceChildren(heading(), ...measures.map((pair, i) => row(pair, i, state.fieldOfView)));
      // Who has removed a measure by keys is to stay among them.
      if (removed >= 0) {
        const buttons = table.querySelectorAll("button");
        (buttons[Math.min(removed, buttons.length - 1)] ?? tool.root.querySelector("input"))?.focus();
      }
    },
    destroy() {},
  };

  function row(pair: PixelPair, index: number, fieldOfView: number): HTMLElement {
    const found = measure(pictures, pair, cameraOf(pictures, fieldOfView));
    const cells = found
      ? [metresNumber(found.distance), signed(found.dx), signed(found.dy), signed(found.dz)]
      : ["no surface", "", "", ""];
    const remove = makeButton("×", `Remove measure ${index + 1}`, () =>
      change({ measures: measures.filter((_, i) => i !== index) }),
    );
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, `${index + 1}`),
      ...cells.map((text) => element("td", {}, text)),
      element("td", {}, `${pair.from.x}, ${pair.from.y} → ${pair.to.x}, ${pair.to.y}`),
      element("td", {}, remove),
    );
  }
}

function heading(): HTMLElement {
  const names = ["", "distance, m", "right, m", "down, m", "away, m", "pixels", ""];
  return element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name)));
}
