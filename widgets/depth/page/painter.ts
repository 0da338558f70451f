import type { StageFrame } from "../../shared/page/stage/stage.js";
import { applySlice, type Layer, type Slice, sampleLayer } from "../draw/layer.js";
import type { DepthPictures } from "../draw/pictures.js";
import { smoothLayer } from "../draw/smooth.js";
import type { PixelSource } from "../draw/sources.js";

export interface Painter {
  /** @param from the first column of the screen that is painted; default all are */
  paint(
    context: CanvasRenderingContext2D,
    frame: StageFrame,
    source: PixelSource,
    slice: Slice,
    from?: number,
  ): void;
  /** What was looked up for the last frame. */
  readonly layer: Layer | undefined;
  /** Grows whenever something else was looked up. */
  readonly version: number;
}

/** Paints frames and keeps what did not change between two of them: a dragged limit looks nothing up anew. */
export function makePainter(pictures: DepthPictures): Painter {
  let layer: Layer | undefined;
  let version = 0;
  let layerKey = "";
  let layerSource: PixelSource | undefined;
  let layerMetres: Float32Array | undefined;
  let image: ImageData | undefined;
  let pixels: Uint32Array | undefined;
  return {
    get layer() {
      return layer;
    },
    get version() {
      return version;
    },
    paint(context, frame, source, slice, from = 0) {
      const { width, height, left, top, scale } = frame;
      const key = [width, height, left, top, scale].join(" ");
      const { metres } = pictures;
      if (key !== layerKey || source !== layerSource || metres !== layerMetres || !layer) {
        layer = sampleLayer(pictures, source, frame, layer);
        if (source.smoothly && scale > 1) smoothLayer(layer, pictures, source.smoothly, frame);
        version++;
        layerSource = source;
        layerMetres = metres;
        layerKey = key;
      }
      if (!image || !pixels || image.width !== width || image.height !== height) {
        image = new ImageData(width, height);
        pixels = new Uint32Array(image.data.buffer);
      }
      applySlice(layer, slice, pixels);
      context.putImageData(image, 0, 0, from, 0, width - from, height);
    },
  };
}
