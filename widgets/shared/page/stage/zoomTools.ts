import { element, setText } from "../element.js";
import type { Stage } from "./stage.js";

export interface ZoomTools {
  readonly root: HTMLElement;
  /** Shows the stage's zoom. */
  update(): void;
}

/** Buttons for those who zoom by mouse or touch, the zoom in percent, and the key sheet. */
export function makeZoomTools(stage: () => Stage, onKeys: () => void): ZoomTools {
  const button = (text: string, label: string, onClick: () => void): HTMLButtonElement => {
    const made = element(
      "button",
      { type: "button", class: "peel-button", "aria-label": label, title: label },
      text,
    );
    made.addEventListener("click", onClick);
    return made;
  };
  const percent = button("100 %", "Show the whole picture (0)", () => stage().fit());
  percent.classList.add("peel-percent");
  const out = button("−", "Zoom out (−)", () => stage().zoomBy(1 / 1.5));
  const into = button("+", "Zoom in (+)", () => stage().zoomBy(1.5));
  const keys = button("?", "Keys (?)", onKeys);
  const root = element("div", { class: "peel-tools" }, out, percent, into, keys);
  return {
    root,
    update() {
      setText(percent, `${Math.round(stage().zoomPercent)}\u00a0%`);
      out.disabled = !stage().isZoomed;
    },
  };
}
