/** Marks over the cloud of points: where the cursor's point is, measures, and where the camera was. */
import { metresText } from "../../../shared/metresText.js";
import { type Projection, project } from "../../draw/cloud.js";
import type { DepthPictures } from "../../draw/pictures.js";
import { cameraOf, measure, type Point, pointAt } from "../../measure.js";
import { paintLabel } from "../label.js";
import type { DepthControls } from "./depthPanel.js";

/** How long the camera's pyramid is, as a part of the median depth. */
const PYRAMID = 0.25;

export function paintPointMarks(
  canvas: HTMLCanvasElement,
  projection: Projection,
  pictures: DepthPictures,
  state: DepthControls,
  density: number,
): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  const camera = cameraOf(pictures, state.fieldOfView);
  const line = (a: Point, b: Point): void => {
    const [x0, y0, z0] = project(projection, a);
    const [x1, y1, z1] = project(projection, b);
    if (z0 > 0.01 && z1 > 0.01)
      stroke(context, density, () => {
        context.moveTo(x0, y0);
        context.lineTo(x1, y1);
      });
  };
  const { right, up, zoom } = state.viewpoint;
  // From its own place the camera is not seen.
  if (right !== 0 || up !== 0 || zoom < 1) {
    const z = PYRAMID * projection.middle;
    const corners = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ].map(
      ([u, v]): Point => [
        ((u * pictures.width - camera.cx) / camera.fx) * z,
        ((v * pictures.height - camera.cy) / camera.fy) * z,
        z,
      ],
    );
    corners.forEach((corner, i) => {
      line([0, 0, 0], corner);
      line(corner, corners[(i + 1) % 4]);
    });
  }
  for (const pair of state.measures) {
    const [a, b] = [pointAt(pictures, pair.from, camera), pointAt(pictures, pair.to, camera)];
    const found = measure(pictures, pair, camera);
    if (!a || !b || !found) continue;
    line(a, b);
    const [x, y, away] = project(projection, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2]);
    context.font = `${11 * density}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    if (away > 0.01) paintLabel(context, density, metresText(found.distance), x, y);
  }
  const point = state.cursor && pointAt(pictures, state.cursor, camera);
  if (!point) return;
  const [x, y, away] = project(projection, point);
  if (away > 0.01) stroke(context, density, () => context.arc(x, y, 6 * density, 0, 2 * Math.PI));
}

/** White on black, which is seen on every ground. */
function stroke(context: CanvasRenderingContext2D, density: number, path: () => void): void {
  for (const [style, wide] of [
    ["rgba(0, 0, 0, 0.7)", 3.5],
    ["#fff", 1.5],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = wide * density;
    context.beginPath();
    path();
    context.stroke();
  }
}
