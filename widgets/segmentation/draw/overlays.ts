/** What lies over the picture: where codes come from, and what they look like. */
import { agreementOf, isConfusion } from "../agreement.js";
import { agreementTable, type StyleTable, styleTable } from "../colours.js";
import type { Region, SegmentationControls } from "../state.js";
import type { Blending } from "./blend.js";
import type { SegmentationPictures } from "./layer.js";
import { beyond } from "./parts.js";

export interface Overlay {
  codeAt(place: number): number;
  readonly table: StyleTable;
}

type Controls = Pick<
  SegmentationControls,
  "overlay" | "palette" | "hatching" | "hidden" | "isolated" | "confusion"
>;

/**
 * The overlay of a state; without a truth there are only regions.
 *
 * @param ids as they are shown, not as they were decoded
 */
export function overlayOf(
  { truth }: Pick<SegmentationPictures, "truth">,
  ids: Uint16Array,
  regions: readonly Region[],
  state: Controls,
): Overlay {
  const seen = styleTable(regions, state);
  const { confusion, overlay } = state;
  if (!truth) return { codeAt: (place) => ids[place], table: seen };
  if (confusion) {
    // A code of its own, so that contours go around these very pixels.
    const id = overlay === "truth" ? confusion.truth : confusion.predicted;
    const codeAt = (place: number): number =>
      isConfusion(confusion, ids[place], truth[place])
        ? overlay === "agreement"
          ? codeOf(place)
          : id
        : NOTHING;
    const all = styleTable(regions, { ...state, hidden: [], isolated: [] });
    const codeOf = (place: number) => agreementOf(ids[place], truth[place], all.words);
    return { codeAt, table: overlay === "agreement" ? agreementTable(state.hatching) : all };
  }
  if (overlay === "truth") return { codeAt: (place) => truth[place], table: seen };
  if (overlay === "agreement") {
    return {
      codeAt: (place) => agreementOf(ids[place], truth[place], seen.words),
      table: agreementTable(state.hatching),
    };
  }
  return { codeAt: (place) => ids[place], table: seen };
}

/** What lies beyond the swipe, where there is a truth to compare with. */
export function overlayBeyondSwipe(
  pictures: Pick<SegmentationPictures, "truth">,
  ids: Uint16Array,
  regions: readonly Region[],
  state: Controls,
): Overlay | undefined {
  if (!pictures.truth) return undefined;
  return overlayOf(pictures, ids, regions, { ...state, overlay: beyond(state.overlay), confusion: null });
}

/** A code that no region has. */
const NOTHING = 65_533;

/** The pixels that the state has hatched as ambiguous, though they keep their ids. */
export function marksOf(
  { margin }: Pick<SegmentationPictures, "margin">,
  { ambiguous, minMargin }: Pick<SegmentationControls, "ambiguous" | "minMargin">,
): Blending["isMarked"] {
  if (!margin || ambiguous !== "marked" || minMargin === 0) return undefined;
  return (place) => margin[place] < minMargin;
}
