/** The page's half of DepthView: the view shows what the model says, and the hand tells the model. */
import { depthTables } from "vision-peel/codecs";
import type { AnyModel, Cleanup, RenderProps } from "../shared/afm.js";
import { bytesOf, floatsOf } from "../shared/binary.js";
import { ColourBar } from "../shared/colourBar.js";
import { element } from "../shared/element.js";
import { frameLoop } from "../shared/frameLoop.js";
import { makeKeySheet } from "../shared/keySheet.js";
import { metresInWords, roundMetres } from "../shared/metresText.js";
import { makeSegments } from "../shared/segments.js";
import { type Pixel, Stage } from "../shared/stage.js";
import { bindKeys } from "../shared/stageKeys.js";
import { bindPointer } from "../shared/stagePointer.js";
import { injectStyle } from "../shared/style.js";
import { makeZoomTools } from "../shared/zoomTools.js";
import { describePicture } from "./describe.js";
import { type DepthPictures, drawBar, type Slice } from "./draw.js";
import { keysOfDepthView } from "./keys.js";
import { makeLimitField } from "./limits.js";
import { makePainter } from "./painter.js";
import { makeReadout, readPixel } from "./readout.js";
import { type DepthPictureName, type DepthState, farMetres, farOnWire, type OutsideStyle } from "./state.js";

/** The stage is at most this high, in CSS pixels, and the view as wide as the picture then is. */
const STAGE_HEIGHT = 500;
const LEAST_WIDTH = 480;

const pictureNames = { photo: "Photo", painted: "Painted", depth: "Depth" } as const;
const outsideNames = { dimmed: "Dimmed", hidden: "Hidden" } as const;

/** Takes the pictures out of the state. */
function picturesOf(model: AnyModel<DepthState>): DepthPictures {
  return {
    width: model.get("width"),
    height: model.get("height"),
    metres: floatsOf(model.get("depth")) ?? new Float32Array(model.get("width") * model.get("height")),
    painted: bytesOf(model.get("painted")),
    photo: bytesOf(model.get("photo")),
    tables: depthTables({ lambda: model.get("lambda"), c: model.get("c") }),
  };
}

/** Shows a DepthView's model in an element; returns how to end it. */
export function renderDepthView({ model, el }: RenderProps<DepthState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const pictures = picturesOf(model);
  const { tables } = pictures;
  const { code } = tables;
  const residual = floatsOf(model.get("residual"));
  const paint = makePainter(pictures);
  const shown = (["photo", "painted", "depth"] as const).filter((name) => name === "depth" || pictures[name]);
  let isLifted = false;
  // The pixel that stays when the mouse leaves: where it clicked, the keys walked, or a cell pointed.
  let pinned = model.get("cursor");
  let isAnnounced = false;
  let isPointing = false;

  const sliceOf = (): Slice => ({
    near: model.get("near"),
    far: farMetres(model.get("far")),
    outside: model.get("outside"),
  });
  const change = (changes: Partial<DepthState>): void => {
    for (const [key, value] of Object.entries(changes)) model.set(key as keyof DepthState, value);
    model.save_changes();
  };
  const setRange = (near: number, far: number): void => change({ near, far: farOnWire(far) });

  // — parts —
  const stage = new Stage({
    picture: pictures,
    paint(context, frame) {
      const slice = isLifted ? { near: 0, far: Infinity, outside: "dimmed" as const } : sliceOf();
      paint(context, frame, model.get("picture"), slice);
    },
    onView: () => zoomTools.update(),
  });
  const keySheet = makeKeySheet(keysOfDepthView);
  const zoomTools = makeZoomTools(() => stage, keySheet.toggle);
  const pictureChoice = makeSegments<DepthPictureName>(
    "Picture",
    shown.map((name) => [name, pictureNames[name]] as const),
    (picture) => change({ picture }),
  );
  const outsideChoice = makeSegments<OutsideStyle>(
    "Outside of the slice",
    Object.entries(outsideNames) as [OutsideStyle, string][],
    (outside) => change({ outside }),
  );
  const readout = makeReadout({
    painted: pictures.painted !== undefined,
    residual: Boolean(pictures.painted ?? residual),
  });
  const bar = new ColourBar({
    scale: {
      positionOf: code.positionOf,
      valueOf: (position) => (position > 1 - 0.5 / 1785 ? Infinity : roundMetres(code.metresOf(position))),
      step: 1 / 1785,
      inWords: metresInWords,
    },
    paint: (pixels) => drawBar(tables, sliceOf(), pixels),
    onRange: setRange,
    onReset: () => setRange(0, Infinity),
  });
  const nearField = makeLimitField(
    "Near",
    (metres) => metres < Infinity && metres <= sliceOf().far,
    (near) => change({ near }),
  );
  const farField = makeLimitField(
    "Far",
    (metres) => metres >= sliceOf().near,
    (far) => change({ far: farOnWire(far) }),
  );
  const reset = element(
    "button",
    { type: "button", class: "peel-button peel-reset", title: "Take both limits back" },
    "Reset",
  );
  reset.addEventListener("click", () => setRange(0, Infinity));

  // — model → view —
  function showSlice(): void {
    const { near, far, outside } = sliceOf();
    bar.setLimits(near, far);
    nearField.setMetres(near);
    farField.setMetres(far);
    outsideChoice.setValue(outside);
    reset.disabled = near <= 0 && far === Infinity;
    stage.repaint();
  }
  function showPicture(): void {
    pictureChoice.setValue(model.get("picture"));
    stage.repaint();
  }
  function showCursor(): void {
    const pixel = model.get("cursor");
    if (!isPointing) pinned = pixel;
    const reading = pixel ? readPixel(pictures, residual, code, pixel) : undefined;
    stage.setCursor(pixel, { isRevealed: isAnnounced });
    readout.show(pixel, reading, isAnnounced);
    bar.setMark(reading?.metres);
  }

  // — hand → model —
  const point = (pixel: Pixel | null, byKeys: boolean): void => {
    const now = model.get("cursor");
    if (pixel?.x === now?.x && pixel?.y === now?.y) return;
    isAnnounced = byKeys;
    isPointing = true;
    change({ cursor: pixel });
    isPointing = false;
    isAnnounced = false;
  };
  let hovered: Pixel | null = null;
  const hover = frameLoop(() => point(hovered ?? pinned, false));
  const pin = (pixel: Pixel | null, byKeys: boolean): void => {
    pinned = pixel;
    point(pixel, byKeys);
  };
  bindPointer(
    stage,
    {
      onHover(pixel) {
        hovered = pixel;
        hover.request();
      },
      onPin: (pixel) => pin(pixel, false),
    },
    signal,
  );
  const lift = (isUp: boolean): void => {
    isLifted = isUp;
    stage.repaint();
  };
  bindKeys(
    stage,
    {
      cursor: () => model.get("cursor"),
      onPin: (pixel) => pin(pixel, true),
      onKey(event) {
        const pixel = model.get("cursor");
        const metres = pixel ? readPixel(pictures, residual, code, pixel).metres : Number.NaN;
        const { near, far } = sliceOf();
        if (event.key === "?") keySheet.toggle();
        else if (event.key === " ") lift(true);
        else if (event.key === "p" || event.key === "P") {
          change({ picture: shown[(shown.indexOf(model.get("picture")) + 1) % shown.length] });
        } else if (event.key === "[" && metres < Infinity) {
          const limit = roundMetres(metres);
          setRange(limit, Math.max(far, limit));
        } else if (event.key === "]" && metres >= 0) {
          const limit = roundMetres(metres);
          setRange(Math.min(near, limit), limit);
        } else return false;
        return true;
      },
    },
    signal,
  );
  stage.root.addEventListener("keyup", (event) => event.key === " " && lift(false), { signal });
  stage.root.addEventListener("blur", () => lift(false), { signal });

  // — together —
  const width = Math.max(LEAST_WIDTH, Math.round((STAGE_HEIGHT * pictures.width) / pictures.height));
  const root = element(
    "div",
    { class: "peel-view", role: "group", "aria-label": "Depth view", "data-lm-suppress-shortcuts": "true" },
    element("div", { class: "peel-head" }, pictureChoice.root, zoomTools.root),
    element("div", { class: "peel-body" }, stage.root, keySheet.root),
    readout.root,
    bar.root,
    element(
      "div",
      { class: "peel-foot" },
      nearField.root,
      element("div", { class: "peel-middle" }, outsideChoice.root, reset),
      farField.root,
    ),
  );
  root.style.maxWidth = `${width}px`;
  pictureChoice.root.hidden = shown.length === 1;
  stage.root.setAttribute("aria-label", "Picture: arrow keys read its pixels, question mark lists the keys");
  stage.description = `Depth picture, ${pictures.width} × ${pictures.height} pixels`;
  injectStyle(el);
  el.append(root);

  const bindings: [string, () => void][] = [
    ["change:near", showSlice],
    ["change:far", showSlice],
    ["change:outside", showSlice],
    ["change:picture", showPicture],
    ["change:cursor", showCursor],
  ];
  for (const [event, handler] of bindings) model.on(event, handler);
  showSlice();
  showPicture();
  showCursor();
  void describePicture(pictures, signal).then((text) => {
    if (text) stage.description = text;
  });

  return () => {
    controller.abort();
    for (const [event, handler] of bindings) model.off(event, handler);
    hover.cancel();
    stage.destroy();
    bar.destroy();
    readout.destroy();
    root.remove();
  };
}
