import { element } from "../element.js";

/**
 * A small button of a view's tools.
 *
 * @param text what it shows
 * @param label what it does, in words, with its key in brackets; shown as a tip
 */
export function makeButton(text: string, label: string, onClick: () => void): HTMLButtonElement {
  const button = element(
    "button",
    { type: "button", class: "peel-button", "aria-label": label, title: label },
    text,
  );
  button.addEventListener("click", onClick);
  return button;
}
