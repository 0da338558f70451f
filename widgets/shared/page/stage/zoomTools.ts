import { element, setText } from "../element.js";
import { makeButton, nameOf } from "../shell/button.js";
import type { Stage } from "./stage.js";

export interface ZoomTools {
  readonly root: HTMLElement;
  /** Shows the stage's zoom. */
  update(): void;
}

/** Buttons for those who zoom by mouse or touch, and the zoom in percent. */
export function makeZoomTools(stage: () => Stage): ZoomTools {
  const fit = "Show the whole picture (0)";
  const percent = makeButton("100 %", fit, () => stage().fit());
  percent.classList.add("peel-percent");
  const out = makeButton("−", "Zoom out (−)", () => stage().zoomBy(1 / 1.5));
  const into = makeButton("+", "Zoom in (+)", () => stage().zoomBy(1.5));
  return {
    root: element("div", { class: "peel-tools" }, out, percent, into),
    update() {
      const zoom = `${Math.round(stage().zoomPercent)}\u00a0%`;
      setText(percent, zoom);
      percent.setAttribute("aria-label", nameOf(zoom, fit));
      out.disabled = !stage().isZoomed;
    },
  };
}
