/** Marks over the picture: the region under the cursor, and the instance that is framed. */
import type { PixelBox } from "vision-peel/image";
import type { StageFrame } from "../../shared/page/stage/stage.js";
import { isContour } from "../draw/layer.js";
import type { Seen } from "./painter.js";

const edgesOf = new WeakMap<Seen, Uint8Array>();

/** Which screen pixels lie at an edge of their region (1) or next to it (2); looked up once for what is seen. */
function findEdges(seen: Seen): Uint8Array {
  const known = edgesOf.get(seen);
  if (known) return known;
  const { layer, codes } = seen;
  const edges = new Uint8Array(codes.length);
  for (let y = 0, at = 0; y < layer.height; y++) {
    for (let x = 0; x < layer.width; x++, at++) {
      if (layer.places[at] < 0 || !isContour(layer, codes, x, y, 2)) continue;
      edges[at] = isContour(layer, codes, x, y, 1) ? 1 : 2;
    }
  }
  edgesOf.set(seen, edges);
  return edges;
}

/** Outlines a region in white and black, which is seen on any colour; the picture is not painted anew. */
export function paintRegion(
  context: CanvasRenderingContext2D,
  { width, height }: StageFrame,
  seen: Seen | undefined,
  code: number | undefined,
): void {
  if (code === undefined || seen?.layer.width !== width || seen.layer.height !== height) return;
  const { codes } = seen;
  const edges = findEdges(seen);
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let at = 0; at < pixels.length; at++)
    if (edges[at] !== 0 && codes[at] === code) pixels[at] = edges[at] === 1 ? 0xff000000 : 0xffffffff;
  context.putImageData(image, 0, 0);
}

/** A box around an instance. */
export function paintBox(
  context: CanvasRenderingContext2D,
  { left, top, scale }: StageFrame,
  [x, y, width, height]: PixelBox,
): void {
  const density = window.devicePixelRatio || 1;
  for (const [style, line] of [
    ["rgba(0, 0, 0, 0.75)", 3.5],
    ["#fff", 1.5],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = line * density;
    context.strokeRect((x - left) * scale, (y - top) * scale, width * scale, height * scale);
  }
}
