/** What is painted where: all of one overlay, or two of them side by side at the swipe. */
import type { OverlayName, SegmentationControls } from "../state.js";
import { type Blending, blend } from "./blend.js";
import type { SegmentLayer } from "./layer.js";
import type { Overlay } from "./overlays.js";

export interface Part {
  readonly overlay: Overlay;
  readonly how: Omit<Blending, "table">;
  /** share of the width where it ends, 0 to 1; it begins where the one before it ends */
  readonly until: number;
}

/** The picture without anything over it. */
const bare = { opacity: 0, drawing: "fill", surroundings: "shown" } as const;

/**
 * The parts of a state, from left to right.
 *
 * @param other what lies right of the swipe; undefined for the bare picture
 */
export function partsOf(
  overlay: Overlay,
  other: Overlay | undefined,
  how: Omit<Blending, "table">,
  swipe: SegmentationControls["swipe"],
): Part[] {
  if (swipe === null) return [{ overlay, how, until: 1 }];
  const right = other
    ? { overlay: other, how: { ...how, isMarked: undefined } }
    : { overlay, how: { ...how, ...bare } };
  return [
    { overlay, how, until: swipe },
    { ...right, until: 1 },
  ];
}

const names = { regions: "decoded", truth: "truth", agreement: "agreement" } as const;

/** What the two sides of the swipe are called. */
export const namesAtSwipe = (overlay: OverlayName, hasTruth: boolean): [left: string, right: string] => [
  names[overlay],
  hasTruth ? names[beyond(overlay)] : "picture",
];

/** What lies beyond the swipe: the truth, or what was decoded where the truth is shown already. */
export const beyond = (overlay: OverlayName): OverlayName => (overlay === "truth" ? "regions" : "truth");

/** All of the picture without anything over it. */
export const bareParts = (parts: readonly Part[]): Part[] => [
  { ...parts[0], how: { ...parts[0].how, ...bare }, until: 1 },
];

/** Blends every part into the frame's pixels. */
export function blendParts(
  layer: SegmentLayer,
  parts: readonly Part[],
  codesFor: (overlay: Overlay) => Uint16Array,
  pixels: Uint32Array,
): void {
  let from = 0;
  for (const { overlay, how, until } of parts) {
    const to = Math.round(until * layer.width);
    if (to > from) blend(layer, codesFor(overlay), { ...how, table: overlay.table, from, to }, pixels);
    from = to;
  }
}
