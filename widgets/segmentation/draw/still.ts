/** A whole frame at once, for a still picture or a test. */
import type { Frame } from "../../shared/draw/frame.js";
import { shownIds } from "../shownIds.js";
import type { Region, SegmentationControls } from "../state.js";
import { blurWords } from "./blur.js";
import { codesOf, type SegmentationPictures, sampleLayer } from "./layer.js";
import { marksOf, overlayBeyondSwipe, overlayOf } from "./overlays.js";
import { blendParts, partsOf } from "./parts.js";

/** How far the blurred surroundings spread, in screen pixels. */
export const BLUR_RADIUS = 5;

export function drawSegmentation(
  pictures: SegmentationPictures,
  regions: readonly Region[],
  state: SegmentationControls,
  frame: Frame,
): Uint32Array {
  const pixels = new Uint32Array(frame.width * frame.height);
  const layer = sampleLayer(pictures, state.ground, frame);
  const ids = shownIds(pictures, state);
  const overlay = overlayOf(pictures, ids, regions, state);
  const other = overlayBeyondSwipe(pictures, ids, regions, state);
  const { width, height, ground } = layer;
  const blurred =
    state.surroundings === "blurred" ? blurWords(ground, width, height, BLUR_RADIUS) : undefined;
  const parts = partsOf(
    overlay,
    other,
    { ...state, blurred, isMarked: marksOf(pictures, state) },
    state.swipe,
  );
  blendParts(layer, parts, ({ codeAt }) => codesOf(layer, codeAt), pixels);
  return pixels;
}
