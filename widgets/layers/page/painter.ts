import type { StageFrame } from "../../shared/page/stage/stage.js";
import { paintLayer } from "../draw.js";
import type { LayerSource } from "../source.js";

/** Paints layers on a stage, from a column of the screen on, and keeps what did not change between two frames. */
export function makeLayerPainter(grid: { readonly width: number; readonly height: number }) {
  let image: ImageData | undefined;
  let pixels = new Uint32Array();
  let painted: LayerSource | undefined;
  let paintedFrame = "";
  return (context: CanvasRenderingContext2D, source: LayerSource, frame: StageFrame, from = 0): void => {
    const { width, height, left, top, scale } = frame;
    if (image?.width !== width || image.height !== height) {
      image = new ImageData(width, height);
      pixels = new Uint32Array(image.data.buffer);
    }
    const key = [width, height, left, top, scale].join(" ");
    if (source !== painted || key !== paintedFrame) paintLayer(source, grid, frame, pixels);
    painted = source;
    paintedFrame = key;
    context.putImageData(image, 0, 0, from, 0, width - from, height);
  };
}
