/** What lies over the picture now: by the state, and by what a hand holds or points at. */
import { modeOf } from "../../shared/beside.js";
import type { StageFrame } from "../../shared/page/stage/stage.js";
import type { SegmentationPictures } from "../draw/layer.js";
import { marksOf, type Overlay, overlayBeyondSwipe, overlayOf } from "../draw/overlays.js";
import { bareParts, beyond, partsOf } from "../draw/parts.js";
import type { OverlayName, Region, SegmentationControls } from "../state.js";
import { makePainter, type Seen } from "./painter.js";

/** What a key shows while it is held: the picture alone, the truth, or what is beside what is shown. */
export type Held = "nothing" | "truth" | "other";

export interface Sight {
  paint(context: CanvasRenderingContext2D, frame: StageFrame): void;
  /** Paints what is held against it, in a stage of its own: the truth, or the bare picture. */
  paintOther(context: CanvasRenderingContext2D, frame: StageFrame): void;
  /** Looks the overlay up anew. */
  refresh(): void;
  /** The picture alone, the truth, or what is beyond the bar, while a key is held or in turn; returns whether that is something else. */
  hold(what: Held | undefined): boolean;
  /** One region alone while it is pointed at in the legend. */
  preview(id: number | null): void;
  /** the code of a pixel of the picture, as it is drawn */
  codeAt(place: number): number;
  readonly seen: Seen | undefined;
}

function overlayHeld(held: Held | undefined, overlay: OverlayName): OverlayName {
  if (held === "truth") return "truth";
  return held === "other" ? beyond(overlay) : overlay;
}

/** @param ids as they are shown now */
export function makeSight(
  pictures: SegmentationPictures,
  regions: readonly Region[],
  state: () => SegmentationControls,
  ids: () => Uint16Array,
): Sight {
  const painter = makePainter(pictures);
  const otherPainter = makePainter(pictures);
  let held: Held | undefined;
  let previewed: number | null = null;
  let overlay: Overlay;
  let other: Overlay | undefined;
  function refresh(): void {
    const now = state();
    const isolated = previewed === null ? now.isolated : [previewed];
    const shown = { ...now, isolated, overlay: overlayHeld(held, now.overlay) };
    overlay = overlayOf(pictures, ids(), regions, shown);
    other = overlayBeyondSwipe(pictures, ids(), regions, shown);
  }
  refresh();
  const isBare = (): boolean => held === "nothing" || (held === "other" && !pictures.truth);
  return {
    refresh,
    paint(context, frame) {
      const now = state();
      const how = { ...now, isMarked: marksOf(pictures, now) };
      const parts = partsOf(overlay, other, how, modeOf(now) === "swipe" ? now.swipe : null);
      painter.paint(context, frame, now.ground, isBare() ? bareParts(parts) : parts);
    },
    paintOther(context, frame) {
      const now = state();
      const parts = partsOf(other ?? overlay, undefined, { ...now, isMarked: undefined }, null);
      otherPainter.paint(context, frame, now.ground, other ? parts : bareParts(parts));
    },
    hold(what) {
      if (held === what || (what === "truth" && !pictures.truth)) return false;
      held = what;
      refresh();
      return true;
    },
    preview(id) {
      previewed = id;
      refresh();
    },
    codeAt: (place) => overlay.codeAt(place),
    get seen() {
      return painter.seen;
    },
  };
}
