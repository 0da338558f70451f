import { element } from "../../shared/page/element.js";
import type { ScoreTable } from "../state.js";

/** Scores as tables under their titles. */
export function makeTables(tables: readonly ScoreTable[]): HTMLElement {
  return element("div", { class: "peel-stack" }, ...tables.map(makeTable));
}

function makeTable({ title, head, rows }: ScoreTable): HTMLElement {
  const cell = (tag: "th" | "td", text: string, attributes = {}) => element(tag, attributes, text);
  return element(
    "div",
    { class: "peel-wide", role: "region", "aria-label": title, tabindex: "0" },
    element(
      "table",
      { class: "peel-table" },
      element("caption", { class: "peel-unseen" }, title),
      element("thead", {}, element("tr", {}, ...head.map((text) => cell("th", text, { scope: "col" })))),
      element(
        "tbody",
        {},
        ...rows.map(([first, ...rest]) =>
          element("tr", {}, cell("th", first, { scope: "row" }), ...rest.map((text) => cell("td", text))),
        ),
      ),
    ),
  );
}
