import { REJECTED_ID } from "vision-peel/codecs";
import { cleanUpIds } from "vision-peel/image";
import type { SegmentationControls } from "./state.js";

/** Ids as they were decoded, with the margins of their colours. */
export interface DecodedIds {
  readonly width: number;
  readonly height: number;
  readonly ids: Uint16Array;
  readonly margin?: Float32Array | undefined;
}

/** The controls that decide which id a pixel has. */
export const idControls = ["minMargin", "ambiguous", "smooth", "maxHole", "minArea"] as const;
export type IdControls = Pick<SegmentationControls, (typeof idControls)[number]>;

/**
 * The ids that are shown, counted, compared and saved: as decoded, with ambiguous pixels left unknown, then cleaned up.
 * The decoded ones stay as they are, and are themselves returned where nothing changes them.
 */
export function shownIds(
  { width, height, ids, margin }: DecodedIds,
  { minMargin, ambiguous, smooth, maxHole, minArea }: IdControls,
): Uint16Array {
  let data = ids;
  if (margin && ambiguous === "unknown" && minMargin > 0) {
    data = ids.slice();
    for (let i = 0; i < data.length; i++) if (margin[i] < minMargin) data[i] = REJECTED_ID;
  }
  if (smooth === 0 && maxHole === 0 && minArea === 0) return data;
  return cleanUpIds({ width, height, data }, { smooth, maxHole, minArea, unknownId: REJECTED_ID });
}
