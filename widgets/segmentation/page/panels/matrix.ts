import { REJECTED_ID } from "vision-peel/codecs";
import { element } from "../../../shared/page/element.js";
import type { RegionScores } from "../../compareIds.js";
import type { Confusion } from "../../state.js";

/** More columns than fit on a screen tell nothing: the largest true ones are shown. */
export const MOST_CLASSES = 24;

export interface Matrix {
  readonly root: HTMLElement;
  setScores(scores: RegionScores, nameOf: (id: number) => string): void;
  /** Marks the cell whose pixels are seen. */
  show(confusion: Confusion | null): void;
}

/**
 * The confusion matrix as a grid of buttons, after https://www.w3.org/WAI/ARIA/apg/patterns/grid/: one tab stop, arrows
 * walk, Enter shows a cell's pixels. Shares are of the true class, so that small classes count.
 */
export function makeMatrix(onCell: (cell: Confusion | null) => void): Matrix {
  const root = element("table", { class: "peel-matrix", role: "grid", "aria-label": "Confusion matrix" });
  let cells: HTMLElement[][] = [];
  let shown: Confusion | null = null;

  function focusCell(row: number, column: number): void {
    const target = cells[row]?.[column];
    if (!target) return;
    for (const cell of cells.flat()) cell.tabIndex = -1;
    target.tabIndex = 0;
    target.focus({ preventScroll: true });
  }
  root.addEventListener("keydown", (event) => {
    const row = cells.findIndex((line) => line.includes(event.target as HTMLElement));
    if (row < 0) return;
    const column = cells[row].indexOf(event.target as HTMLElement);
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (step) focusCell(row + step[0], column + step[1]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function show(confusion: Confusion | null): void {
    shown = confusion;
    for (const cell of cells.flat()) {
      const { truth, predicted } = cell.dataset;
      const isShown = Number(truth) === shown?.truth && Number(predicted) === shown?.predicted;
      cell.setAttribute("aria-pressed", String(isShown));
    }
  }

  return {
    root,
    setScores({ ids, matrix, size }, nameOf) {
      const totals = ids.map((_, row) =>
        matrix.subarray(row * size, (row + 1) * size).reduce((a, b) => a + b, 0),
      );
      const places = ids.map((_, place) => place);
      const largest = [...places].sort((a, b) => totals[b] - totals[a]).slice(0, MOST_CLASSES);
      const kept = places.filter((place) => largest.includes(place));
      const columns = kept.map((place) => ({ place, id: ids[place] }));
      // What was left unknown is no class, but a miss of one.
      const isLeft = ids.some((_, row) => matrix[row * size + size - 1] > 0);
      if (isLeft) columns.push({ place: size - 1, id: REJECTED_ID });
      const heads = columns.map(({ id }) => element("th", { scope: "col", title: nameOf(id) }, nameOf(id)));
      const corner = element("td", { class: "peel-label" }, "true ↓ decoded →");
      cells = kept.map((row) =>
        columns.map(({ place, id: predicted }) => {
          const pixels = matrix[row * size + place];
          const share = totals[row] === 0 ? 0 : pixels / totals[row];
          const truth = ids[row];
          const what = `${nameOf(truth)} decoded as ${nameOf(predicted)}: ${pixels} pixels, ${(100 * share).toFixed(1)} %`;
          const text = shareText(share, pixels);
          // Whoever speaks what is seen means this button (WCAG 2.5.3).
          const button = element(
            "button",
            { type: "button", title: what, "aria-label": `${text}: ${what}` },
            text,
          );
          Object.assign(button.dataset, { truth, predicted });
          button.style.setProperty("--peel-share", `${Math.round(100 * share)}%`);
          button.classList.toggle("peel-is-hit", truth === predicted);
          button.tabIndex = -1;
          button.addEventListener("click", () => {
            const isShown = shown?.truth === truth && shown.predicted === predicted;
            onCell(isShown ? null : { truth, predicted });
          });
          return button;
        }),
      );
      if (cells[0]?.[0]) cells[0][0].tabIndex = 0;
      root.replaceChildren(
        element("tr", { role: "row" }, corner, ...heads),
        ...cells.map((line, i) =>
          element(
            "tr",
            { role: "row" },
            element("th", { scope: "row", title: nameOf(ids[kept[i]]) }, nameOf(ids[kept[i]])),
            ...line.map((cell) => element("td", { role: "gridcell" }, cell)),
          ),
        ),
      );
      show(shown);
    },
    show,
  };
}

/** Percent; what is not nothing is not 0. */
const shareText = (share: number, pixels: number): string => {
  if (pixels === 0) return "·";
  if (share < 0.005) return "<1";
  return String(Math.round(100 * share));
};
