import { element, setText } from "../../shared/page/element.js";
import { makeSwatch } from "./swatch.js";

export interface LegendRowState {
  readonly isOn: boolean;
  readonly isIsolated: boolean;
  readonly isSeen: boolean;
  readonly word: number;
  readonly pattern: number;
  readonly pixels: number;
  /** of the picture, 0 to 1 */
  readonly share: number;
}

export interface LegendRow {
  readonly root: HTMLElement;
  readonly parts: HTMLElement;
  show(state: LegendRowState): void;
}

/** One region of the legend. */
export function makeLegendRow(
  name: string,
  on: {
    readonly onCheck: (isOn: boolean) => void;
    /** the name was pressed; with Shift it is added to the others */
    readonly onPress: (isAdding: boolean) => void;
    /** the pointer or the focus has come or gone */
    readonly onPoint: (isOver: boolean) => void;
  },
): LegendRow {
  const box = element("input", { type: "checkbox", "aria-label": `Show ${name}` });
  box.addEventListener("change", () => on.onCheck(box.checked));
  const swatch = makeSwatch();
  const pixels = element("span", { class: "peel-unit" });
  const share = element("span", { class: "peel-legend-share" });
  const parts = element("span", { class: "peel-unit peel-legend-parts" });
  const button = element(
    "button",
    {
      type: "button",
      class: "peel-legend-button",
      title: `Show only ${name}; with Shift add it`,
      "aria-pressed": "false",
    },
    ...[swatch.root, element("span", { class: "peel-legend-name" }, name), parts, pixels, share],
  );
  button.addEventListener("click", ({ shiftKey }) => on.onPress(shiftKey));
  for (const [enter, leave] of [
    ["pointerenter", "pointerleave"],
    ["focus", "blur"],
  ] as const) {
    button.addEventListener(enter, () => on.onPoint(true));
    button.addEventListener(leave, () => on.onPoint(false));
  }
  const root = element("li", { class: "peel-legend-row" }, box, button);
  return {
    root,
    parts,
    show(state) {
      box.checked = state.isOn;
      button.setAttribute("aria-pressed", String(state.isIsolated));
      root.classList.toggle("peel-is-off", !state.isSeen);
      swatch.show(state.word, state.pattern);
      setText(pixels, `${state.pixels} px`);
      setText(share, `${(100 * state.share).toFixed(1)} %`);
    },
  };
}
