import type { DepthTables } from "vision-peel/codecs";
import { WALK_STEPS } from "vision-peel/color";
import { metresInWords, roundMetres } from "../../shared/metresText.js";
import { ColourBar } from "../../shared/page/controls/colourBar.js";
import { makeLimitField } from "../../shared/page/controls/limitField.js";
import { makeSegments } from "../../shared/page/controls/segments.js";
import { element } from "../../shared/page/element.js";
import { drawBar, isWhole, type Slice } from "../draw.js";

export interface SliceControls {
  readonly bar: HTMLElement;
  readonly foot: HTMLElement;
  show(slice: Slice): void;
  /** Marks the cursor's metres on the bar. */
  mark(metres: number | undefined): void;
  destroy(): void;
}

const STEP = 1 / WALK_STEPS;

/** The colour bar with its two handles, the limits as numbers, and how the outside looks. */
export function makeSliceControls(
  tables: DepthTables,
  sliceOf: () => Slice,
  change: (changes: Partial<Slice>) => void,
): SliceControls {
  const { code } = tables;
  const openAgain = (): void => change({ near: 0, far: Infinity });
  const bar = new ColourBar({
    scale: {
      positionOf: code.positionOf,
      // What would be painted white is infinitely far.
      valueOf: (position) => (position > 1 - STEP / 2 ? Infinity : roundMetres(code.metresOf(position))),
      step: STEP,
      inWords: metresInWords,
    },
    paint: (pixels) => drawBar(tables, sliceOf(), pixels),
    onRange: (near, far) => change({ near, far }),
    onReset: openAgain,
  });
  const near = makeLimitField(
    "Near",
    (metres) => metres < Infinity && metres <= sliceOf().far,
    (metres) => change({ near: metres }),
  );
  const far = makeLimitField(
    "Far",
    (metres) => metres >= sliceOf().near,
    (metres) => change({ far: metres }),
  );
  const outside = makeSegments(
    "Outside of the slice",
    [
      ["dimmed", "Dimmed"],
      ["hidden", "Hidden"],
    ] as const,
    (style) => change({ outside: style }),
  );
  const reset = element(
    "button",
    { type: "button", class: "peel-button", title: "Take both limits back" },
    "Reset",
  );
  reset.addEventListener("click", openAgain);
  const middle = element("div", { class: "peel-middle" }, outside.root, reset);
  return {
    bar: bar.root,
    foot: element("div", { class: "peel-foot" }, near.root, middle, far.root),
    show(slice) {
      bar.setLimits(slice.near, slice.far);
      near.setMetres(slice.near);
      far.setMetres(slice.far);
      outside.setValue(slice.outside);
      reset.disabled = isWhole(slice);
    },
    mark: (metres) => bar.setMark(metres),
    destroy: () => bar.destroy(),
  };
}
