import type { Stage } from "../stage/stage.js";

const GAP = 6;

/**
 * What is seen on a stage as one picture; where others stand beside it, all, under their names.
 *
 * @param hasMarks whether what is drawn over the picture belongs to it
 */
export function seenOn(stage: Stage, hasMarks: boolean): HTMLCanvasElement {
  const { others } = stage;
  if (others.length === 0 && !(hasMarks && stage.overlayCanvas)) return stage.canvas;
  const density = window.devicePixelRatio || 1;
  const gap = Math.round(GAP * density);
  const stages = [stage, ...others];
  const canvas = document.createElement("canvas");
  canvas.width = stages.reduce((sum, { canvas: { width } }) => sum + width, gap * (stages.length - 1));
  canvas.height = Math.max(...stages.map(({ canvas: { height } }) => height));
  const context = canvas.getContext("2d");
  if (!context) return stage.canvas;
  let x = 0;
  for (const { canvas: picture, overlayCanvas, root } of stages) {
    context.drawImage(picture, x, 0);
    if (hasMarks && overlayCanvas) context.drawImage(overlayCanvas, x, 0);
    const name = root.querySelector(".peel-stage-name:not([hidden])")?.textContent;
    if (others.length > 0 && name) paintName(context, density, name, x);
    x += picture.width + gap;
  }
  return canvas;
}

function paintName(context: CanvasRenderingContext2D, density: number, name: string, left: number): void {
  context.font = `${12 * density}px system-ui, sans-serif`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  const wide = context.measureText(name).width + 18 * density;
  context.fillStyle = "rgba(20, 22, 26, 0.82)";
  context.beginPath();
  context.roundRect(left + 8 * density, 8 * density, wide, 22 * density, 11 * density);
  context.fill();
  context.fillStyle = "#fff";
  context.fillText(name, left + 17 * density, 19.5 * density);
}
