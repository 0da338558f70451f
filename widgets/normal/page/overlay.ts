/** Marks over the picture: needles, the angle's line, the patch. */
import type { Pixel, StageFrame } from "../../shared/page/stage/stage.js";
import { needlesOf } from "../draw/needles.js";
import type { NormalPictures } from "../draw/pictures.js";
import type { Patch } from "../state.js";

export interface Marks {
  readonly needles: number;
  readonly anchor: Pixel | null;
  readonly cursor: Pixel | null;
  readonly patch: Patch | null;
}

export function paintMarks(
  context: CanvasRenderingContext2D,
  frame: StageFrame,
  pictures: NormalPictures,
  { needles, anchor, cursor, patch }: Marks,
): void {
  const density = window.devicePixelRatio || 1;
  const place = ({ x, y }: Pixel): [number, number] => [
    (x + 0.5 - frame.left) * frame.scale,
    (y + 0.5 - frame.top) * frame.scale,
  ];
  /** White on black, which is seen on every picture. */
  function stroke(draw: () => void): void {
    for (const [style, width] of [
      ["rgba(0, 0, 0, 0.75)", 3.5],
      ["#fff", 1.5],
    ] as const) {
      context.strokeStyle = style;
      context.lineWidth = width * density;
      context.beginPath();
      draw();
      context.stroke();
    }
  }
  if (needles > 0) {
    const all = needlesOf(pictures, frame, needles * density);
    stroke(() => {
      for (const { x, y, toX, toY } of all) {
        context.moveTo(x, y);
        context.lineTo(toX, toY);
      }
    });
    context.fillStyle = "#fff";
    for (const { x, y } of all) context.fillRect(x - density, y - density, 2 * density, 2 * density);
  }
  if (patch) {
    const { left, top, scale } = frame;
    stroke(() =>
      context.rect(
        (patch.x - left) * scale,
        (patch.y - top) * scale,
        patch.width * scale,
        patch.height * scale,
      ),
    );
  }
  if (anchor) {
    const [x, y] = place(anchor);
    stroke(() => {
      context.arc(x, y, 5 * density, 0, 2 * Math.PI);
      if (!cursor) return;
      const [toX, toY] = place(cursor);
      context.moveTo(x, y);
      context.lineTo(toX, toY);
    });
  }
}
