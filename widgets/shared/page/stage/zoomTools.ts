import { element, setText } from "../element.js";
import { makeButton } from "../shell/button.js";
import type { Stage } from "./stage.js";

export interface ZoomTools {
  readonly root: HTMLElement;
  /** Shows the stage's zoom. */
  update(): void;
}

/** Buttons for those who zoom by mouse or touch, and the zoom in percent. */
export function makeZoomTools(stage: () => Stage): ZoomTools {
  const percent = makeButton("100 %", "Show the whole picture (0)", () => stage().fit());
  percent.classList.add("peel-percent");
  const out = makeButton("−", "Zoom out (−)", () => stage().zoomBy(1 / 1.5));
  const into = makeButton("+", "Zoom in (+)", () => stage().zoomBy(1.5));
  return {
    root: element("div", { class: "peel-tools" }, out, percent, into),
    update() {
      setText(percent, `${Math.round(stage().zoomPercent)}\u00a0%`);
      out.disabled = !stage().isZoomed;
    },
  };
}
