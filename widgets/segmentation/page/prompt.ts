import { element, setText } from "../../shared/page/element.js";

/** Longer ones are folded, for a legend in a prompt fills a page. */
const MOST_LETTERS = 140;

/** What was asked of the generator; nothing without a prompt. */
export function makePrompt(prompt: string | null): HTMLElement {
  const label = element("span", { class: "peel-label" }, "Prompt");
  if (!prompt) return element("div", { hidden: "" });
  if (prompt.length <= MOST_LETTERS) return element("p", { class: "peel-prompt" }, label, ` ${prompt}`);
  const begin = element("span");
  setText(begin, ` ${prompt.slice(0, MOST_LETTERS).trimEnd()}…`);
  const fold = element(
    "details",
    { class: "peel-prompt" },
    element("summary", {}, label, begin),
    element("p", {}, prompt),
  );
  fold.addEventListener("toggle", () => {
    begin.hidden = fold.open;
  });
  return fold;
}
