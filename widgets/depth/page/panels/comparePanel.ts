import { metresText } from "../../../shared/metresText.js";
import { makeHistogram } from "../../../shared/page/controls/histogram.js";
import { makeSegments } from "../../../shared/page/controls/segments.js";
import { element } from "../../../shared/page/element.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import { compareDepth, type DepthComparison, worstPlaces } from "../../compare.js";
import type { DepthErrors } from "../../draw/errors.js";
import type { DepthPictures } from "../../draw/pictures.js";
import type { DepthAlignmentName, DepthErrorUnit, PixelPosition } from "../../state.js";
import type { ChangeDepth, DepthControls, DepthPanel } from "./depthPanel.js";

const WORST = 5;
const BINS = 80;

export interface CompareTargets {
  readonly change: ChangeDepth;
  /** Reads a pixel, shows and says it. */
  readonly goTo: (pixel: PixelPosition) => void;
  /** as they are now */
  readonly errors: () => DepthErrors | undefined;
}

/** Scores against the truth, how errors spread, and where they are worst. */
export function makeComparePanel(
  { change, goTo, errors }: CompareTargets,
  { width, height, metres }: DepthPictures,
  truth: Float32Array,
): DepthPanel {
  const alignment = makeSegments<DepthAlignmentName>(
    "Before it is compared, depth is",
    [
      ["none", "As it is"],
      ["scale", "Scaled"],
      ["scale-shift", "Scaled and shifted"],
    ],
    (value) => change({ alignment: value }),
  );
  const unit = makeSegments<DepthErrorUnit>(
    "Errors are",
    [
      ["relative", "Relative"],
      ["metres", "In metres"],
    ],
    (value) => change({ errorUnit: value }),
  );
  const see = makeButton("Show errors (D)", "Show the picture of errors", () => change({ picture: "error" }));
  see.classList.add("peel-chip");
  const applied = element("span", { class: "peel-label" });
  const table = element("table", { class: "peel-table" });
  const histogram = makeHistogram("How often each error occurs, from too near to too far");
  const scale = element("div", { class: "peel-scale" });
  const worst = element("div", { class: "peel-row", role: "group", "aria-label": "Where depth is worst" });
  let shown = "";
  function compare({ alignment: aligned, errorUnit }: DepthControls): void {
    const key = `${aligned} ${errorUnit}`;
    if (shown === key) return;
    shown = key;
    const compared = compareDepth(metres, truth, { alignment: aligned, errorUnit }, errors());
    const { values, most } = compared.errors;
    const text = (error: number): string =>
      errorUnit === "relative" ? `${Math.round(100 * error)}\u00a0%` : metresText(error);
    applied.textContent = appliedInWords(compared, aligned);
    table.replaceChildren(...rowsOf(compared));
    histogram.setCounts(countsOf(values, most));
    scale.replaceChildren(
      ...[`−${text(most)}: too near`, "0", `${text(most)}: too far`].map((tick) => element("span", {}, tick)),
    );
    worst.replaceChildren(
      element("span", { class: "peel-label" }, "Worst places"),
      ...worstPlaces(values, width, height, WORST).map(({ x, y, error }) => {
        const words = `${text(error)} at ${x}, ${y}`;
        const button = makeButton(words, `Go to the place with a mean error of ${words}`, () => {
          change({ picture: "error" });
          goTo({ x, y });
        });
        button.classList.add("peel-chip");
        return button;
      }),
    );
  }
  return {
    root: element(
      "div",
      { class: "peel-stack" },
      element("div", { class: "peel-row" }, alignment.root, applied),
      element("div", { class: "peel-wide" }, table),
      element("div", { class: "peel-row" }, unit.root, see),
      element("div", {}, histogram.root, scale),
      worst,
    ),
    show(state) {
      alignment.setValue(state.alignment);
      unit.setValue(state.errorUnit);
      see.disabled = state.picture === "error";
      compare(state);
    },
    destroy: histogram.destroy,
  };
}

function appliedInWords(
  { errors: { scale, shift } }: DepthComparison,
  alignment: DepthAlignmentName,
): string {
  if (alignment === "none") return "";
  const moved =
    alignment === "scale-shift" ? ` ${shift < 0 ? "−" : "+"} ${Math.abs(shift).toFixed(3)} m` : "";
  return `depth × ${scale.toFixed(4)}${moved}`;
}

function rowsOf({ scores }: DepthComparison): HTMLElement[] {
  const percent = (share: number): string => (Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`);
  const cells: readonly (readonly [string, string])[] = [
    ["AbsRel", scores.absRel.toFixed(4)],
    ["δ < 1.25", percent(scores.delta[0])],
    ["δ < 1.25²", percent(scores.delta[1])],
    ["δ < 1.25³", percent(scores.delta[2])],
    ["RMSE, m", scores.rmse.toFixed(3)],
    ["RMSE log", scores.rmseLog.toFixed(4)],
    ["log10", scores.log10.toFixed(4)],
    ["SILog", scores.siLog.toFixed(2)],
    ["pixels", String(scores.pixels)],
  ];
  return [
    element("tr", {}, ...cells.map(([name]) => element("th", { scope: "col" }, name))),
    element("tr", {}, ...cells.map(([, text]) => element("td", {}, text))),
  ];
}

/** The first and the last bin hold all beyond. */
function countsOf(errors: Float32Array, most: number): Uint32Array {
  const counts = new Uint32Array(BINS);
  for (const error of errors) {
    if (Number.isNaN(error)) continue;
    const at = Math.floor((BINS * (error + most)) / (2 * most));
    counts[Math.min(BINS - 1, Math.max(0, at))]++;
  }
  return counts;
}
