import type { StageFrame } from "../../shared/page/stage/stage.js";
import { applyCone, type Cone, type NormalLayer, sampleNormals } from "../draw/layer.js";
import type { NormalPictures } from "../draw/pictures.js";
import type { NormalSource } from "../draw/sources.js";

/**
 * Paints frames, from a column of the screen on, and keeps what did not change between two of them: a dragged direction looks nothing up anew.
 */
export function makePainter() {
  let layer: NormalLayer | undefined;
  let layerKey = "";
  let layerSource: NormalSource | undefined;
  let image: ImageData | undefined;
  return (
    context: CanvasRenderingContext2D,
    frame: StageFrame,
    pictures: NormalPictures,
    source: NormalSource,
    cone: Cone | null,
    from = 0,
  ): void => {
    const { width, height, left, top, scale } = frame;
    const key = [width, height, left, top, scale].join(" ");
    if (key !== layerKey || source !== layerSource || !layer) layer = sampleNormals(pictures, source, frame);
    layerKey = key;
    layerSource = source;
    if (image?.width !== width || image.height !== height) image = new ImageData(width, height);
    applyCone(layer, pictures.normals, cone, new Uint32Array(image.data.buffer));
    context.putImageData(image, 0, 0, from, 0, width - from, height);
  };
}
