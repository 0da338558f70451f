import { WALK_STEPS } from "vision-peel/color";
import { metresInWords, roundMetres } from "../../shared/metresText.js";
import { ColourBar } from "../../shared/page/controls/colourBar.js";
import { makeHistogram } from "../../shared/page/controls/histogram.js";
import { makeLimitField } from "../../shared/page/controls/limitField.js";
import { makeSegments } from "../../shared/page/controls/segments.js";
import { element } from "../../shared/page/element.js";
import { makeButton } from "../../shared/page/shell/button.js";
import type { DepthColours } from "../draw/colours.js";
import { drawBar, isWhole, type Slice } from "../draw/layer.js";

/** What the controls show and change. */
export interface SliceTargets {
  /** as they are now */
  readonly colours: () => DepthColours;
  readonly slice: () => Slice;
  readonly change: (changes: Partial<Slice>) => void;
  /** Takes the slice to the middle share of the pixels, 0 to 1. */
  readonly keepShare: (share: number) => void;
  readonly onSweep: () => void;
}

export interface SliceControls {
  /** histogram, bar and foot, from top to bottom */
  readonly parts: readonly HTMLElement[];
  show(slice: Slice): void;
  /** Shows the colours as they are now. */
  showColours(): void;
  /** Shows whether the slice moves by itself. */
  showSweep(isRunning: boolean): void;
  /** Shows how many pixels lie at every place of the bar. */
  showCounts(counts: ArrayLike<number>, inWords: string): void;
  /** Marks the cursor's metres on the bar. */
  mark(metres: number | undefined): void;
  destroy(): void;
}

const STEP = 1 / WALK_STEPS;

/** The histogram over the colour bar with its two handles, the limits as numbers, and how the outside looks. */
export function makeSliceControls({
  colours,
  slice,
  change,
  keepShare,
  onSweep,
}: SliceTargets): SliceControls {
  const openAgain = (): void => change({ near: 0, far: Infinity });
  const histogram = makeHistogram("How many pixels lie at each distance");
  const bar = new ColourBar({
    scale: {
      positionOf: (metres) => colours().positionOf(metres),
      // At either end of the bar a limit is open; what would be painted white is infinitely far.
      valueOf(position) {
        if (position <= 0) return 0;
        return position > 1 - STEP / 2 ? Infinity : roundMetres(colours().metresOf(position));
      },
      get range() {
        return colours().range;
      },
      step: STEP,
      inWords: metresInWords,
    },
    paint: (pixels) => drawBar(colours(), slice(), pixels),
    onRange: (near, far) => change({ near, far }),
    onReset: openAgain,
  });
  const near = makeLimitField(
    "Near",
    (metres) => metres < Infinity,
    // A number that is typed is meant: the other limit gives way.
    (metres) => change({ near: metres, far: Math.max(slice().far, metres) }),
  );
  const far = makeLimitField(
    "Far",
    () => true,
    (metres) => change({ near: Math.min(slice().near, metres), far: metres }),
  );
  const outside = makeSegments(
    "Outside of the slice",
    [
      ["dimmed", "Dimmed"],
      ["hidden", "Hidden"],
    ] as const,
    (style) => change({ outside: style }),
  );
  const all = makeButton("All", "Take both limits back", openAgain);
  const shares = [
    all,
    makeButton("1–99 %", "Keep all but the nearest and the farthest 1 % of the pixels", () =>
      keepShare(0.98),
    ),
    makeButton("5–95 %", "Keep all but the nearest and the farthest 5 % of the pixels", () => keepShare(0.9)),
  ];
  const sweep = makeButton("▶", "Move the slice through the picture (W)", onSweep);
  const middle = element("div", { class: "peel-middle" }, sweep, outside.root, ...shares);
  function showRange({ near, far }: Slice): void {
    histogram.setRange(colours().positionOf(near), colours().positionOf(far));
  }
  return {
    parts: [histogram.root, bar.root, element("div", { class: "peel-foot" }, near.root, middle, far.root)],
    show(now) {
      bar.setLimits(now.near, now.far);
      near.setMetres(now.near);
      far.setMetres(now.far);
      outside.setValue(now.outside);
      all.disabled = isWhole(now);
      showRange(now);
    },
    showColours() {
      bar.refresh();
      showRange(slice());
    },
    showSweep(isRunning) {
      sweep.textContent = isRunning ? "❚❚" : "▶";
      sweep.setAttribute("aria-pressed", String(isRunning));
    },
    showCounts(counts, inWords) {
      histogram.setCounts(counts);
      histogram.setLabel(inWords);
    },
    mark(metres) {
      bar.setMark(metres);
      const isThere = metres !== undefined && metres >= 0;
      histogram.setMark(isThere ? colours().positionOf(metres) : undefined);
    },
    destroy() {
      bar.destroy();
      histogram.destroy();
    },
  };
}
