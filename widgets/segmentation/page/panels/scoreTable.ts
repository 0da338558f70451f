import { element } from "../../../shared/page/element.js";
import type { RegionScores } from "../../compareIds.js";

export interface ScoreTable {
  readonly root: HTMLElement;
  setScores(scores: RegionScores): void;
}

/** Each class or thing: its IoU as a bar and a number, hits, false alarms and misses. */
export function makeScoreTable(nameOf: (id: number) => string, onName: (id: number) => void): ScoreTable {
  const body = element("tbody");
  const head = element("tr");
  const root = element(
    "div",
    { class: "peel-wide peel-list" },
    element(
      "table",
      { class: "peel-table peel-scores" },
      element("caption", { class: "peel-unseen" }, "Scores of each region"),
      element("thead", {}, head),
      body,
    ),
  );
  return {
    root,
    setScores({ ids, matrix, size, iou, boundary }) {
      const titles = ["", "IoU", "", ...(boundary ? ["boundary IoU"] : []), "hits", "false alarms", "misses"];
      head.replaceChildren(...titles.map((title) => element("th", { scope: "col" }, title)));
      const rows = ids.map((id, place) => {
        const hits = matrix[place * size + place];
        let [misses, falseAlarms] = [-hits, -hits];
        for (let other = 0; other < size; other++) {
          misses += matrix[place * size + other];
          falseAlarms += matrix[other * size + place];
        }
        return { id, place, hits, misses, falseAlarms };
      });
      rows.sort((a, b) => order(iou[a.place]) - order(iou[b.place]));
      body.replaceChildren(
        ...rows.map(({ id, place, hits, misses, falseAlarms }) => {
          const name = element(
            "button",
            {
              type: "button",
              class: "peel-legend-button peel-thing",
              title: `Show how ${nameOf(id)} agrees`,
            },
            element("span", { class: "peel-legend-name" }, nameOf(id)),
          );
          name.addEventListener("click", () => onName(id));
          const numbers = [hits, falseAlarms, misses].map(String);
          if (boundary) numbers.unshift(percent(boundary[place]));
          return element(
            "tr",
            {},
            element("th", { scope: "row" }, name),
            element("td", {}, percent(iou[place])),
            element("td", { "aria-hidden": "true" }, barOf(iou[place])),
            ...numbers.map((text) => element("td", {}, text)),
          );
        }),
      );
    },
  };
}

/** The worst first; what occurs in neither last. */
const order = (score: number): number => (Number.isNaN(score) ? 2 : score);
const percent = (share: number): string => (Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`);

function barOf(share: number): HTMLElement {
  const bar = element("span", { class: "peel-score-bar" });
  bar.style.setProperty("--peel-share", `${Number.isNaN(share) ? 0 : 100 * share}%`);
  return bar;
}
