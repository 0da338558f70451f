import { angularErrors, NORMAL_LIMITS, normalScores } from "vision-peel/metrics";
import { makeHistogram } from "../../../shared/page/controls/histogram.js";
import { element } from "../../../shared/page/element.js";
import { MOST_DEGREES } from "../../draw/colours.js";
import type { NormalPictures } from "../../draw/pictures.js";
import type { NormalPanel } from "./normalPanel.js";

const degrees = (value: number): string => (Number.isNaN(value) ? "–" : `${value.toFixed(1)}°`);

/** Angular errors to measured normals, and angles to the normals of depth: a table and their distribution. */
export function makeComparePanel(): NormalPanel {
  const table = element("table", { class: "peel-table" });
  const histogram = makeHistogram("How often each angular error occurs, from 0 to 60 degrees");
  const scale = element("div", { class: "peel-scale" });
  for (const tick of [0, 15, 30, 45, 60])
    scale.append(element("span", {}, tick === 60 ? "60° +" : `${tick}°`));
  let shown: Float32Array | undefined;
  return {
    root: element("div", {}, element("div", { class: "peel-wide" }, table), histogram.root, scale),
    show(_, pictures) {
      // Only other axes change what is compared.
      if (shown === pictures.normals) return;
      shown = pictures.normals;
      const rows = comparisonsOf(pictures);
      const head = ["", "mean", "median", "RMSE", ...NORMAL_LIMITS.map((limit) => `< ${limit}°`), "pixels"];
      const line = (tag: "th" | "td", cells: readonly string[]): HTMLElement =>
        element(
          "tr",
          {},
          ...cells.map((cell, i) =>
            tag === "th"
              ? element("th", { scope: "col" }, cell)
              : i === 0
                ? element("th", { scope: "row" }, cell)
                : element("td", {}, cell),
          ),
        );
      table.replaceChildren(
        line("th", head),
        ...rows.map(({ name, errors }) => {
          const { mean, median, rmse, below, pixels } = normalScores(errors);
          const shares = below.map((share) => (Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`));
          return line("td", [name, degrees(mean), degrees(median), degrees(rmse), ...shares, String(pixels)]);
        }),
      );
      histogram.setCounts(countsOf(rows[0].errors));
    },
    destroy: histogram.destroy,
  };
}

interface Comparison {
  readonly name: string;
  readonly errors: Float32Array;
}

/** Errors where both are known: a pixel that was painted as sky is no error of 90°. */
function comparisonsOf({ normals, truth, ofDepth }: NormalPictures): Comparison[] {
  const errorsTo = (others: Float32Array): Float32Array =>
    angularErrors(normals, others).map((error, i) => (Number.isNaN(normals[3 * i]) ? Number.NaN : error));
  return [
    ...(truth ? [{ name: "to the truth", errors: errorsTo(truth) }] : []),
    ...(ofDepth ? [{ name: "to the depth", errors: errorsTo(ofDepth().data) }] : []),
  ];
}

/** By whole degrees; the last bin holds all beyond. */
function countsOf(errors: Float32Array): Uint32Array {
  const counts = new Uint32Array(MOST_DEGREES);
  for (const error of errors)
    if (!Number.isNaN(error)) counts[Math.min(MOST_DEGREES - 1, Math.floor(error))]++;
  return counts;
}
