import { element } from "../../shared/page/element.js";
import { makeButton } from "../../shared/page/shell/button.js";
import type { ScoreTable } from "../state.js";

/** Scores as tables under their titles. */
export function makeTables(tables: readonly ScoreTable[]): HTMLElement {
  return element("div", { class: "peel-stack" }, ...tables.map(makeTable));
}

/** Of a longer table these are seen first. */
const SHOWN = 20;

function makeTable({ title, head, rows }: ScoreTable): HTMLElement {
  const cell = (tag: "th" | "td", text: string, attributes = {}) => element(tag, attributes, text);
  const rowOf = ([first, ...rest]: readonly string[]) =>
    element("tr", {}, cell("th", first, { scope: "row" }), ...rest.map((text) => cell("td", text)));
  const body = element("tbody", {}, ...rows.slice(0, SHOWN).map(rowOf));
  const table = element(
    "div",
    { class: "peel-wide", role: "region", "aria-label": title, tabindex: "0" },
    element(
      "table",
      { class: "peel-table" },
      element("caption", { class: "peel-unseen" }, title),
      element("thead", {}, element("tr", {}, ...head.map((text) => cell("th", text, { scope: "col" })))),
      body,
    ),
  );
  if (rows.length <= SHOWN) return table;
  const all = makeButton(`All ${rows.length} rows`, `${title}: all rows`, () => {
    body.replaceChildren(...rows.map(rowOf));
    all.remove();
    table.focus();
  });
  all.classList.add("peel-chip");
  return element("div", { class: "peel-stack" }, table, element("div", {}, all));
}
