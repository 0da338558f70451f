import type { StageFrame } from "../../shared/page/stage/stage.js";
import { type Blending, blend } from "../draw/blend.js";
import { blurWords } from "../draw/blur.js";
import { codesOf, type SegmentationPictures, type SegmentLayer, sampleLayer } from "../draw/layer.js";
import type { Overlay } from "../draw/overlays.js";
import { BLUR_RADIUS } from "../draw/still.js";
import type { GroundName } from "../state.js";

/** What is seen: the visible part, and the code of each of its pixels. */
export interface Seen {
  readonly layer: SegmentLayer;
  readonly codes: Uint16Array;
}

export interface Painter {
  paint(
    context: CanvasRenderingContext2D,
    frame: StageFrame,
    ground: GroundName,
    overlay: Overlay,
    how: Omit<Blending, "table" | "blurred">,
  ): void;
  /** what was painted last */
  readonly seen: Seen | undefined;
}

/** Paints frames and keeps what did not change between two of them: a dragged opacity looks nothing up anew. */
export function makePainter(pictures: SegmentationPictures): Painter {
  let seen: Seen | undefined;
  let layerKey = "";
  let codeAt: Overlay["codeAt"] | undefined;
  let blurred: { layer: SegmentLayer; words: Uint32Array } | undefined;
  let image: ImageData | undefined;

  /** Blurred once for each view, and only where it is asked for. */
  function blurredGround(layer: SegmentLayer): Uint32Array {
    if (blurred?.layer !== layer) {
      const { ground, width, height } = layer;
      const radius = Math.round(BLUR_RADIUS * (window.devicePixelRatio || 1));
      blurred = { layer, words: blurWords(ground, width, height, radius) };
    }
    return blurred.words;
  }

  return {
    get seen() {
      return seen;
    },
    paint(context, frame, ground, overlay, how) {
      const { width, height, left, top, scale } = frame;
      const key = [ground, width, height, left, top, scale].join(" ");
      const layer = key === layerKey && seen ? seen.layer : sampleLayer(pictures, ground, frame);
      if (layer !== seen?.layer || codeAt !== overlay.codeAt)
        seen = { layer, codes: codesOf(layer, overlay.codeAt) };
      layerKey = key;
      codeAt = overlay.codeAt;
      if (image?.width !== width || image.height !== height) image = new ImageData(width, height);
      const around = how.surroundings === "blurred" ? blurredGround(layer) : undefined;
      const pixels = new Uint32Array(image.data.buffer);
      blend(layer, seen.codes, { ...how, table: overlay.table, blurred: around }, pixels);
      context.putImageData(image, 0, 0);
    },
  };
}
