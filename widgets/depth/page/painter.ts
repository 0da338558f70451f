import type { StageFrame } from "../../shared/page/stage/stage.js";
import { applySlice, type DepthPictures, type Layer, type Slice, sampleLayer } from "../draw.js";
import type { DepthPictureName } from "../state.js";

export type Painter = (
  context: CanvasRenderingContext2D,
  frame: StageFrame,
  name: DepthPictureName,
  slice: Slice,
) => void;

/** Paints frames and keeps what did not change between two of them: a dragged limit looks nothing up anew. */
export function makePainter(pictures: DepthPictures): Painter {
  let layer: Layer | undefined;
  let layerKey = "";
  let image: ImageData | undefined;
  let pixels: Uint32Array | undefined;
  return (context, frame, name, slice) => {
    const { width, height, left, top, scale } = frame;
    const key = [name, width, height, left, top, scale].join(" ");
    if (key !== layerKey || !layer) {
      layer = sampleLayer(pictures, name, frame, layer);
      layerKey = key;
    }
    if (!image || !pixels || image.width !== width || image.height !== height) {
      image = new ImageData(width, height);
      pixels = new Uint32Array(image.data.buffer);
    }
    applySlice(layer, slice, pixels);
    context.putImageData(image, 0, 0);
  };
}
