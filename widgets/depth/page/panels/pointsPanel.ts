import { makeSegments } from "../../../shared/page/controls/segments.js";
import { makeSlider } from "../../../shared/page/controls/slider.js";
import { element, setText } from "../../../shared/page/element.js";
import { frameLoop } from "../../../shared/page/frameLoop.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import { bindOrbit } from "../../../shared/page/stage/orbitHand.js";
import { type Cloud, cloudOf, drawCloud, projectionOf, type Screen, screenOf } from "../../draw/cloud.js";
import type { DepthPictures } from "../../draw/pictures.js";
import { cameraOf } from "../../measure.js";
import { depthDefaults, farMetres, type PixelPosition } from "../../state.js";
import type { Looks } from "../looks.js";
import type { ChangeDepth, DepthControls, DepthPanel } from "./depthPanel.js";
import { paintPointMarks } from "./pointMarks.js";

const MOST_HEIGHT = 420;
/** So many points are drawn while the view moves; all of them when it rests. */
const MOVING_POINTS = 250_000;
const REST_MS = 140;

/** The picture's points in space, turned and zoomed by hand and by keys; the cursor's point is marked, and picked. */
export function makePointsPanel(
  { change, hover }: { change: ChangeDepth; hover: (pixel: PixelPosition | null) => void },
  pictures: DepthPictures,
  looks: Looks,
): DepthPanel {
  const canvas = element("canvas", { class: "peel-cloud", tabindex: "0", role: "application" });
  const marks = element("canvas", { class: "peel-overlay", "aria-hidden": "true" });
  const place = element("div", { class: "peel-cloud-place" }, canvas, marks);
  const look = makeSegments<"photo" | "depth">(
    "Points have the colours of",
    [
      ["photo", "Photo"],
      ["depth", "Depth"],
    ],
    (pointColours) => change({ pointColours }),
  );
  look.root.hidden = !pictures.photo;
  const edges = makeSlider(
    {
      label: "Leave out edges",
      min: 0,
      max: 0.3,
      step: 0.01,
      inWords: (value) => (value === 0 ? "none" : `from steps of ${Math.round(100 * value)}\u00a0%`),
      onValue: (edgeLimit) => change({ edgeLimit }),
    },
    depthDefaults.edgeLimit,
  );
  const size = makeSlider(
    {
      label: "Point size",
      min: 0.5,
      max: 3,
      step: 0.1,
      inWords: (value) => `× ${value.toFixed(1)}`,
      onValue: (pointSize) => change({ pointSize }),
    },
    depthDefaults.pointSize,
  );
  const goHome = (): void => change({ viewpoint: depthDefaults.viewpoint });
  const reset = makeButton("Reset", "Look from the camera again (0)", goHome);
  const words = element("span", { class: "peel-label" });
  let state: DepthControls | undefined;
  let built: { key: string; metres: Float32Array; cloud: Cloud } | undefined;
  let screen: Screen | undefined;
  let drawnParts: readonly unknown[] = [];
  let isShown = false;
  let resting = 0;
  let isMoving = false;
  const frame = frameLoop(paint);
  const observer = new ResizeObserver(() => frame.request());
  observer.observe(canvas);

  function cloudNow({ fieldOfView, edgeLimit }: DepthControls): Cloud {
    const key = `${fieldOfView} ${edgeLimit}`;
    const { metres } = pictures;
    if (built?.key !== key || built.metres !== metres) {
      built = { key, metres, cloud: cloudOf(pictures, cameraOf(pictures, fieldOfView), edgeLimit) };
    }
    return built.cloud;
  }

  function countPoints(
    { positions, pixels, every }: Cloud,
    { near, far: until, edgeLimit }: DepthControls,
  ): void {
    const far = farMetres(until);
    let count = 0;
    for (let i = 2; i < positions.length; i += 3) if (positions[i] >= near && positions[i] <= far) count++;
    const part = every === 1 ? "" : `, one in ${every} × ${every} pixels`;
    const of = count === pixels.length ? "" : ` of ${pixels.length} in the slice`;
    const hint = pixels.length === 0 && edgeLimit > 0 ? ": let more edges stay" : "";
    setText(words, `${count === 1 && of === "" ? "1 point" : `${count} points`}${of}${part}${hint}`);
  }

  /** The colours of points: the photo's, or those of the picture of depth. */
  function wordAt({ pointColours }: DepthControls): (pixel: number) => number {
    const isPhoto = pointColours === "photo" && pictures.photo !== undefined;
    return looks.source(isPhoto ? "photo" : "depth").wordAt;
  }

  function paint(): void {
    if (!state || !isShown) return;
    const density = window.devicePixelRatio || 1;
    const width = Math.round(canvas.clientWidth * density);
    const height = Math.round(canvas.clientHeight * density);
    const context = canvas.getContext("2d");
    if (width === 0 || height === 0 || !context) return;
    if (screen?.width !== width || screen.height !== height) {
      screen = screenOf(width, height);
      for (const layer of [canvas, marks]) Object.assign(layer, { width, height });
      drawnParts = [];
    }
    const cloud = cloudNow(state);
    const projection = projectionOf(cloud, state.viewpoint, screen);
    const stride = isMoving ? Math.ceil(cloud.pixels.length / MOVING_POINTS) : 1;
    const { pointSize, near, viewpoint } = state;
    const colouring = wordAt(state);
    const parts = [cloud, viewpoint, pointSize, near, state.far, colouring, stride, screen];
    if (parts.some((part, i) => part !== drawnParts[i])) {
      const far = farMetres(state.far);
      drawCloud(cloud, projection, { wordAt: colouring, pointSize, near, far, stride }, screen);
      context.putImageData(
        new ImageData(new Uint8ClampedArray(screen.words.buffer as ArrayBuffer), width, height),
        0,
        0,
      );
      canvas.setAttribute("aria-label", labelOf(cloud, state));
      countPoints(cloud, state);
      drawnParts = parts;
    }
    paintPointMarks(marks, projection, pictures, state, density);
  }

  /** Turning is to be smooth, resting exact. */
  function move(): void {
    isMoving = true;
    clearTimeout(resting);
    resting = window.setTimeout(() => {
      isMoving = false;
      frame.request();
    }, REST_MS);
  }

  bindOrbit(
    canvas,
    () => state?.viewpoint ?? depthDefaults.viewpoint,
    (viewpoint) => {
      move();
      change({ viewpoint });
    },
    (at) => {
      if (!screen || !at) return hover(null);
      const column = Math.floor(at.x * screen.width);
      const row = Math.floor(at.y * screen.height);
      const pixel = screen.pixels[row * screen.width + column] ?? -1;
      hover(pixel < 0 ? null : { x: pixel % pictures.width, y: Math.floor(pixel / pictures.width) });
    },
    goHome,
  );
  canvas.style.aspectRatio = `${pictures.width} / ${pictures.height}`;
  canvas.style.maxHeight = `${MOST_HEIGHT}px`;
  return {
    root: element(
      "div",
      { class: "peel-stack" },
      place,
      element("div", { class: "peel-row" }, look.root, edges.root, size.root, reset, words),
      element(
        "p",
        { class: "peel-note" },
        "Drag or arrow keys turn, with Shift they move; + − or Ctrl with the wheel come nearer. The slice holds here, too.",
      ),
    ),
    show(next) {
      if (state && (state.near !== next.near || state.far !== next.far)) move();
      state = next;
      look.setValue(next.pointColours);
      edges.setValue(next.edgeLimit);
      size.setValue(next.pointSize);
      frame.request();
    },
    onShow(isNow) {
      isShown = isNow;
      frame.request();
    },
    destroy() {
      clearTimeout(resting);
      frame.cancel();
      observer.disconnect();
      canvas.width = marks.width = 0;
      built = undefined;
    },
  };
}

function labelOf({ pixels }: Cloud, { viewpoint: { right, up, zoom } }: DepthControls): string {
  const turned = `turned ${Math.round(right)} degrees right and ${Math.round(up)} up, ${zoom.toFixed(1)} times as near`;
  return `Cloud of ${pixels.length} points, ${turned}; arrow keys turn it, plus and minus come nearer`;
}
