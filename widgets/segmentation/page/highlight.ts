import type { StageFrame } from "../../shared/page/stage/stage.js";
import { isContour, type SegmentLayer } from "../draw.js";

/** Outlines a region in white and black, which is seen on any colour; the picture is not painted anew. */
export function paintRegion(
  context: CanvasRenderingContext2D,
  { width, height }: StageFrame,
  layer: SegmentLayer | undefined,
  ids: Uint16Array,
  id: number | undefined,
): void {
  if (id === undefined || layer?.width !== width || layer.height !== height) return;
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (layer.places[at] < 0 || ids[layer.places[at]] !== id || !isContour(layer, ids, x, y, 2)) continue;
      pixels[at] = isContour(layer, ids, x, y, 1) ? 0xff000000 : 0xffffffff;
    }
  }
  context.putImageData(image, 0, 0);
}
