/** What lies over the picture now: by the state, and by what a hand holds or points at. */
import type { StageFrame } from "../../shared/page/stage/stage.js";
import type { SegmentationPictures } from "../draw/layer.js";
import { marksOf, type Overlay, overlayBeyondSwipe, overlayOf } from "../draw/overlays.js";
import { bareParts, partsOf } from "../draw/parts.js";
import type { Region, SegmentationControls } from "../state.js";
import { makePainter, type Seen } from "./painter.js";

export interface Sight {
  paint(context: CanvasRenderingContext2D, frame: StageFrame): void;
  /** Looks the overlay up anew. */
  refresh(): void;
  /** The picture alone, or the truth, while a key is held; returns whether that is something else. */
  hold(what: "nothing" | "truth" | undefined): boolean;
  /** One region alone while it is pointed at in the legend. */
  preview(id: number | null): void;
  /** the code of a pixel of the picture, as it is drawn */
  codeAt(place: number): number;
  readonly seen: Seen | undefined;
}

/** @param ids as they are shown now */
export function makeSight(
  pictures: SegmentationPictures,
  regions: readonly Region[],
  state: () => SegmentationControls,
  ids: () => Uint16Array,
): Sight {
  const painter = makePainter(pictures);
  let held: "nothing" | "truth" | undefined;
  let previewed: number | null = null;
  let overlay: Overlay;
  let beyond: Overlay | undefined;
  function refresh(): void {
    const now = state();
    const isolated = previewed === null ? now.isolated : [previewed];
    const shown = { ...now, isolated, overlay: held === "truth" ? held : now.overlay };
    overlay = overlayOf(pictures, ids(), regions, shown);
    beyond = overlayBeyondSwipe(pictures, ids(), regions, shown);
  }
  refresh();
  return {
    refresh,
    paint(context, frame) {
      const now = state();
      const how = { ...now, isMarked: marksOf(pictures, now) };
      const parts = partsOf(overlay, beyond, how, now.swipe);
      painter.paint(context, frame, now.ground, held === "nothing" ? bareParts(parts) : parts);
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
