import type { StageFrame } from "../../shared/page/stage/stage.js";
import { blurWords } from "../draw/blur.js";
import { codesOf, type SegmentationPictures, type SegmentLayer, sampleLayer } from "../draw/layer.js";
import type { Overlay } from "../draw/overlays.js";
import { blendParts, type Part } from "../draw/parts.js";
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
    parts: readonly Part[],
  ): void;
  /** what was painted last, of the first part */
  readonly seen: Seen | undefined;
}

/** Paints frames and keeps what did not change between two of them: a dragged opacity looks nothing up anew. */
export function makePainter(pictures: SegmentationPictures): Painter {
  let seen: Seen | undefined;
  let layer: SegmentLayer | undefined;
  let layerKey = "";
  let codes = new Map<Overlay["codeAt"], Uint16Array>();
  let blurred: { layer: SegmentLayer; words: Uint32Array } | undefined;
  let image: ImageData | undefined;

  /** Blurred once for each view, and only where it is asked for. */
  function blurredGround(of: SegmentLayer): Uint32Array {
    if (blurred?.layer !== of) {
      const { ground, width, height } = of;
      const radius = Math.round(BLUR_RADIUS * (window.devicePixelRatio || 1));
      blurred = { layer: of, words: blurWords(ground, width, height, radius) };
    }
    return blurred.words;
  }

  return {
    get seen() {
      return seen;
    },
    paint(context, frame, ground, parts) {
      const { width, height, left, top, scale } = frame;
      const key = [ground, width, height, left, top, scale].join(" ");
      const isSame = key === layerKey && layer !== undefined;
      const now = isSame && layer ? layer : sampleLayer(pictures, ground, frame);
      // Only what is painted now is kept for the next time.
      const known = isSame ? codes : new Map<Overlay["codeAt"], Uint16Array>();
      codes = new Map(
        parts.map(({ overlay: { codeAt } }) => [codeAt, known.get(codeAt) ?? codesOf(now, codeAt)]),
      );
      const codesFor = ({ codeAt }: Overlay): Uint16Array => codes.get(codeAt) as Uint16Array;
      const first = codesFor(parts[0].overlay);
      if (seen?.layer !== now || seen.codes !== first) seen = { layer: now, codes: first };
      [layer, layerKey] = [now, key];
      if (image?.width !== width || image.height !== height) image = new ImageData(width, height);
      const drawn = parts.map((part) =>
        part.how.surroundings === "blurred"
          ? { ...part, how: { ...part.how, blurred: blurredGround(now) } }
          : part,
      );
      blendParts(now, drawn, codesFor, new Uint32Array(image.data.buffer));
      context.putImageData(image, 0, 0);
    },
  };
}
