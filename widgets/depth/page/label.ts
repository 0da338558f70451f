/** White on a dark plate, which is read on every picture. */
export function paintLabel(
  context: CanvasRenderingContext2D,
  density: number,
  text: string,
  x: number,
  y: number,
): void {
  const wide = context.measureText(text).width + 10 * density;
  const { width, height } = context.canvas;
  // A label that is cut may say the opposite.
  x = Math.min(Math.max(x, wide / 2), Math.max(wide / 2, width - wide / 2));
  y = Math.min(Math.max(y, 9 * density), Math.max(9 * density, height - 9 * density));
  context.fillStyle = "rgba(16, 18, 22, 0.85)";
  context.beginPath();
  context.roundRect(x - wide / 2, y - 9 * density, wide, 18 * density, 4 * density);
  context.fill();
  context.fillStyle = "#fff";
  context.fillText(text, x, y);
}
