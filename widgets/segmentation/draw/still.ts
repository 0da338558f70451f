/** A whole frame at once, for a still picture or a test. */
import type { Frame } from "../../shared/draw/frame.js";
import { shownIds } from "../shownIds.js";
import type { Region, SegmentationControls } from "../state.js";
import { blend } from "./blend.js";
import { blurWords } from "./blur.js";
import { codesOf, type SegmentationPictures, sampleLayer } from "./layer.js";
import { marksOf, overlayOf } from "./overlays.js";

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
  const overlay = overlayOf(pictures, shownIds(pictures, state), regions, state);
  const { width, height, ground } = layer;
  const blurred =
    state.surroundings === "blurred" ? blurWords(ground, width, height, BLUR_RADIUS) : undefined;
  const how = { ...state, table: overlay.table, blurred, isMarked: marksOf(pictures, state) };
  blend(layer, codesOf(layer, overlay.codeAt), how, pixels);
  return pixels;
}
