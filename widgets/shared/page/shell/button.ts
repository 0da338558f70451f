import { element } from "../element.js";

/** What a screen reader calls a button: the words on it first, because who speaks to a page says those. */
export const nameOf = (text: string, label: string): string =>
  /[\p{L}\p{N}]/u.test(text) && !label.includes(text) ? `${text}: ${label}` : label;

/**
 * A small button of a view's tools.
 *
 * @param text what it shows
 * @param label what it does, in words, with its key in brackets; shown as a tip
 */
export function makeButton(text: string, label: string, onClick: () => void): HTMLButtonElement {
  const button = element(
    "button",
    { type: "button", class: "peel-button", "aria-label": nameOf(text, label), title: label },
    text,
  );
  button.addEventListener("click", onClick);
  return button;
}
