import { NORMAL_LIMITS, type NormalScores } from "vision-peel/metrics";
import { makeBesideRow } from "../../../shared/page/beside/besideRow.js";
import { makeHistogram } from "../../../shared/page/controls/histogram.js";
import { element, setText } from "../../../shared/page/element.js";
import { inPieces, shareText } from "../../../shared/page/inPieces.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import { BLOCK, compareNormals, type NormalComparison } from "../../compare.js";
import type { NormalPictures } from "../../draw/pictures.js";
import { referenceOf } from "../../reference.js";
import type { NormalControls, NormalPictureName } from "../../state.js";
import { pictureNames } from "../pictureNames.js";
import type { NormalPanel } from "./normalPanel.js";

const degrees = (value: number): string => (Number.isNaN(value) ? "–" : `${value.toFixed(1)}°`);

/**
 * Another picture beside the present one; angular errors to measured normals, and angles to the normals of depth, as a
 * table, by their distribution, and where they are worst.
 *
 * @param hasOther whether there are other normals to compare with
 */
export function makeComparePanel(
  change: (changes: Partial<NormalControls>) => void,
  names: readonly NormalPictureName[],
  hasOther: boolean,
): NormalPanel {
  const beside = makeBesideRow<NormalPictureName>(
    names.map((name) => [name, pictureNames[name]] as const),
    change,
  );
  const table = element("table", { class: "peel-table" });
  const histogram = makeHistogram("How often each angular error occurs, from 0 to 60 degrees");
  const scale = element("div", { class: "peel-scale" });
  for (const tick of [0, 15, 30, 45, 60])
    scale.append(element("span", {}, tick === 60 ? "60° +" : `${tick}°`));
  const working = element("span", { class: "peel-label" });
  const worst = element("div", {
    class: "peel-row",
    role: "group",
    "aria-label": "Where normals are worst",
  });
  const root = element("div", { class: "peel-stack" }, beside.root);
  if (hasOther)
    root.append(
      working,
      element("div", { class: "peel-wide" }, table),
      element("div", {}, histogram.root, scale),
      worst,
    );
  let shown: Float32Array | undefined;
  let cancel = (): void => {};

  function compare(pictures: NormalPictures): void {
    const others = othersOf(pictures);
    const rows = [
      rowOf("th", ["", "mean", "median", "RMSE", ...NORMAL_LIMITS.map((l) => `< ${l}°`), "pixels"]),
    ];
    table.replaceChildren(...rows);
    const next = (i: number): void => {
      if (i === others.length) return setText(working, "");
      const { name, picture, vectors } = others[i];
      cancel = inPieces(compareNormals(pictures, vectors()), {
        onShare: (share) => setText(working, `Comparing … ${shareText(share)}`),
        onDone(compared) {
          table.append(rowOf("td", [name, ...cellsOf(compared.scores)]));
          if (i === 0) showErrors(compared, picture);
          next(i + 1);
        },
      });
    };
    next(0);
  }

  function showErrors({ counts, worst: places }: NormalComparison, picture: NormalPictureName): void {
    histogram.setCounts(counts);
    worst.replaceChildren(
      element(
        "span",
        { class: "peel-label" },
        `Worst places: mean error of blocks of ${BLOCK} × ${BLOCK} pixels`,
      ),
      ...places.map(({ x, y, degrees: error }) => {
        const words = `${error.toFixed(1)}° at ${x}, ${y}`;
        const button = makeButton(words, `Go to the block that is on average off by ${words}`, () =>
          change({ picture, cursor: { x, y } }),
        );
        button.classList.add("peel-chip");
        return button;
      }),
    );
  }

  return {
    root,
    show(state, pictures) {
      beside.show(state, referenceOf(state.picture, state.reference, names));
      // Only other axes change what is compared.
      if (!hasOther || shown === pictures.normals) return;
      shown = pictures.normals;
      cancel();
      compare(pictures);
    },
    destroy() {
      cancel();
      histogram.destroy();
    },
  };
}

interface Other {
  readonly name: string;
  /** the picture that shows these errors */
  readonly picture: NormalPictureName;
  readonly vectors: () => Float32Array;
}

function othersOf({ truth, ofDepth }: NormalPictures): Other[] {
  return [
    ...(truth ? [{ name: "to the truth", picture: "error" as const, vectors: () => truth }] : []),
    ...(ofDepth
      ? [{ name: "to the depth", picture: "difference" as const, vectors: () => ofDepth().data }]
      : []),
  ];
}

function cellsOf({ mean, median, rmse, below, pixels }: NormalScores): string[] {
  const shares = below.map((share) => (Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`));
  return [degrees(mean), degrees(median), degrees(rmse), ...shares, String(pixels)];
}

function rowOf(tag: "th" | "td", cells: readonly string[]): HTMLElement {
  const cellOf = (cell: string, i: number): HTMLElement => {
    if (tag === "th") return element("th", { scope: "col" }, cell);
    return i === 0 ? element("th", { scope: "row" }, cell) : element("td", {}, cell);
  };
  return element("tr", {}, ...cells.map(cellOf));
}
