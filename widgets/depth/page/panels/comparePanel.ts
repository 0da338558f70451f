import { metresText } from "../../../shared/metresText.js";
import { makeHistogram } from "../../../shared/page/controls/histogram.js";
import { makeSegments } from "../../../shared/page/controls/segments.js";
import { element, setText } from "../../../shared/page/element.js";
import { inPieces, shareText } from "../../../shared/page/inPieces.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import { alignerText } from "../../aligned.js";
import { BLOCK, compareDepth, type DepthComparison, type WorstPlace } from "../../compare.js";
import type { DepthErrors } from "../../draw/errors.js";
import type { DepthAlignmentName, DepthErrorUnit, DepthPictureName, PixelPosition } from "../../state.js";
import type { ShownDepth } from "../shownDepth.js";
import { makeBesidePanel } from "./besidePanel.js";
import type { ChangeDepth, DepthControls, DepthPanel } from "./depthPanel.js";

export interface CompareTargets {
  readonly change: ChangeDepth;
  /** Reads a pixel, shows and says it. */
  readonly goTo: (pixel: PixelPosition) => void;
  /** the pictures that there are */
  readonly names: readonly DepthPictureName[];
  /** as they are now */
  readonly errors: () => DepthErrors | undefined;
}

/** Scores against the truth, how errors spread, and where they are worst. */
export function makeComparePanel(
  { change, goTo, names, errors }: CompareTargets,
  depth: ShownDepth,
  truth: Float32Array,
): DepthPanel {
  const beside = makeBesidePanel(change, names);
  const alignment = makeSegments<DepthAlignmentName>(
    "Before it is shown and compared, depth is",
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
  const working = element("span", { class: "peel-label" });
  const table = element("table", { class: "peel-table" });
  const histogram = makeHistogram("How often each error occurs, from too near to too far");
  const scale = element("div", { class: "peel-scale" });
  const worst = element("div", { class: "peel-row", role: "group", "aria-label": "Where depth is worst" });
  let shown: readonly unknown[] = [];
  let cancel = (): void => {};

  function compare({ errorUnit }: DepthControls): void {
    const { metres, width, height } = depth.pictures;
    const parts = [metres, errorUnit];
    if (parts.every((part, i) => part === shown[i])) return;
    shown = parts;
    cancel();
    cancel = inPieces(compareDepth({ width, height, metres, truth }, errorUnit, errors()), {
      onDone: (compared) => showComparison(compared, errorUnit),
      onShare: (share) => setText(working, `Comparing … ${shareText(share)}`),
    });
  }

  function showComparison(compared: DepthComparison, unit: DepthErrorUnit): void {
    setText(working, "");
    const { most } = compared.errors;
    table.replaceChildren(...rowsOf(compared));
    histogram.setCounts(compared.counts);
    const end = errorText(most, unit);
    scale.replaceChildren(
      ...[`−${end}: too near`, "0", `${end}: too far`].map((tick) => element("span", {}, tick)),
    );
    worst.replaceChildren(
      element(
        "span",
        { class: "peel-label" },
        `Worst places: mean error of blocks of ${BLOCK} × ${BLOCK} pixels`,
      ),
      ...compared.worst.map((place) => makePlace(place, unit)),
    );
  }

  function makePlace({ x, y, error }: WorstPlace, unit: DepthErrorUnit): HTMLElement {
    const sign = error < 0 ? "−" : "+";
    const words = `${sign}${errorText(Math.abs(error), unit)} too ${error < 0 ? "near" : "far"} at ${x}, ${y}`;
    const button = makeButton(words, `Go to the block that is on average ${words}`, () => {
      change({ picture: "error" });
      goTo({ x, y });
    });
    button.classList.add("peel-chip");
    return button;
  }

  return {
    root: element(
      "div",
      { class: "peel-stack" },
      beside.root,
      element("div", { class: "peel-row" }, alignment.root, applied, working),
      element("div", { class: "peel-wide" }, table),
      element("div", { class: "peel-row" }, unit.root, see),
      element("div", {}, histogram.root, scale),
      worst,
    ),
    show(state) {
      beside.show(state);
      alignment.setValue(state.alignment);
      unit.setValue(state.errorUnit);
      see.disabled = state.picture === "error";
      const { pending, aligner } = depth;
      setText(
        applied,
        pending === undefined ? alignerText(aligner, depth.alignment) : `Aligning … ${shareText(pending)}`,
      );
      // Scores are those of what is shown.
      if (pending === undefined) compare(state);
    },
    destroy() {
      cancel();
      histogram.destroy();
    },
  };
}

/** "12 %" or "0.31 m"; an error has no sign here. */
const errorText = (error: number, unit: DepthErrorUnit): string =>
  unit === "relative" ? `${(100 * error).toFixed(error < 0.1 ? 1 : 0)}\u00a0%` : metresText(error);

function rowsOf({ scores }: DepthComparison): HTMLElement[] {
  const percent = (share: number): string => (Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`);
  const cells: readonly (readonly [string, string])[] = [
    ["AbsRel", decimals(scores.absRel, 4)],
    ["δ < 1.25", percent(scores.delta[0])],
    ["δ < 1.25²", percent(scores.delta[1])],
    ["δ < 1.25³", percent(scores.delta[2])],
    ["RMSE, m", decimals(scores.rmse, 3)],
    ["RMSE log", decimals(scores.rmseLog, 4)],
    ["log10", decimals(scores.log10, 4)],
    ["SILog", decimals(scores.siLog, 2)],
    ["pixels", String(scores.pixels)],
  ];
  return [
    element("tr", {}, ...cells.map(([name]) => element("th", { scope: "col" }, name))),
    element("tr", {}, ...cells.map(([, text]) => element("td", {}, text))),
  ];
}

/** "–" where there is nothing to count; astronomic numbers by their power of ten. */
function decimals(value: number, count: number): string {
  if (Number.isNaN(value)) return "–";
  return Math.abs(value) >= 1e6 ? value.toExponential(2) : value.toFixed(count);
}
