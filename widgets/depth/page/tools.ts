/** Measuring and drawing a line on the picture. */
import type { Pixel, Place } from "../../shared/page/stage/stage.js";
import type { StageTool } from "../../shared/page/stage/stageTool.js";
import type { PixelPair } from "../state.js";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The pixel that a place lies in, or the nearest one. */
const pixelOf = ({ x, y }: Place, { width, height }: Size): Pixel => ({
  x: Math.min(width - 1, Math.max(0, Math.floor(x))),
  y: Math.min(height - 1, Math.max(0, Math.floor(y))),
});

/**
 * Two ends, by a drag, by two clicks, or by Enter at two pixels. What is being drawn is shown until its second end
 * stands; Escape gives it up.
 *
 * @param preview shows the pair that is being drawn; null when there is none
 * @param finish takes the pair
 */
export function pairTool(
  size: Size,
  preview: (pair: PixelPair | null) => void,
  finish: (pair: PixelPair) => void,
): StageTool {
  let from: Pixel | undefined;
  let hasMoved = false;
  const end = (to: Pixel): void => {
    if (!from) return;
    finish({ from, to });
    from = undefined;
    preview(null);
  };
  return {
    press(place) {
      const at = pixelOf(place, size);
      if (from) return end(at);
      from = at;
      hasMoved = false;
      preview({ from, to: at });
    },
    move(place) {
      if (!from) return;
      const to = pixelOf(place, size);
      hasMoved ||= to.x !== from.x || to.y !== from.y;
      preview({ from, to });
    },
    release(place) {
      // A press that went nowhere waits for its second end.
      if (from && hasMoved) end(pixelOf(place, size));
    },
    cancel() {
      if (!from) return false;
      from = undefined;
      preview(null);
      return true;
    },
  };
}
