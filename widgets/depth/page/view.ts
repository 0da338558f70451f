/** The page's half of DepthView: the view shows what the model says, and the hand tells the model. */
import { depthTables } from "vision-peel/codecs";
import { bytesOf, floatsOf } from "../../shared/page/binary.js";
import { makeKeySheet } from "../../shared/page/controls/keySheet.js";
import { makeSegments } from "../../shared/page/controls/segments.js";
import { element } from "../../shared/page/element.js";
import type { AnyModel, Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { keepPlainKeys } from "../../shared/page/hosts/hostShortcuts.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import { Stage } from "../../shared/page/stage/stage.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import { makeZoomTools } from "../../shared/page/stage/zoomTools.js";
import { injectStyle } from "../../shared/page/style.js";
import type { DepthPictures, Slice } from "../draw.js";
import { type DepthPictureName, type DepthState, farMetres, farOnWire } from "../state.js";
import { describePicture } from "./describe.js";
import { keysOfDepthView, pressKey } from "./keys.js";
import { makePainter } from "./painter.js";
import { makeReadout, readPixel } from "./readout.js";
import { makeSliceControls } from "./sliceControls.js";

/** The stage is at most this high, in CSS pixels, and the view as wide as the picture then is. */
const STAGE_HEIGHT = 500;
const LEAST_WIDTH = 480;

const pictureNames = { photo: "Photo", painted: "Painted", depth: "Depth" } as const;

/** What the view controls, with `far` in metres. */
type Controls = Partial<Slice> & Partial<Pick<DepthState, "picture" | "cursor">>;

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
  const residual = floatsOf(model.get("residual"));
  const paint = makePainter(pictures);
  const names = (["photo", "painted", "depth"] as const).filter((name) => name === "depth" || pictures[name]);
  const wholeSlice: Slice = { near: 0, far: Infinity, outside: "dimmed" };
  let isLifted = false;

  const sliceOf = (): Slice => ({
    near: model.get("near"),
    far: farMetres(model.get("far")),
    outside: model.get("outside"),
  });
  const reading = () => {
    const pixel = model.get("cursor");
    return pixel ? readPixel(pictures, residual, pictures.tables.code, pixel) : undefined;
  };
  function change({ far, ...others }: Controls): void {
    const changes: Partial<DepthState> = far === undefined ? others : { ...others, far: farOnWire(far) };
    for (const [key, value] of Object.entries(changes)) model.set(key as keyof DepthState, value);
    model.save_changes();
  }
  function lift(isUp: boolean): void {
    isLifted = isUp;
    stage.repaint();
  }

  const stage = new Stage({
    picture: pictures,
    paint: (context, frame) => paint(context, frame, model.get("picture"), isLifted ? wholeSlice : sliceOf()),
    onView: () => zoomTools.update(),
  });
  const keySheet = makeKeySheet(keysOfDepthView);
  const zoomTools = makeZoomTools(() => stage, keySheet.toggle);
  const pictureChoice = makeSegments<DepthPictureName>(
    "Picture",
    names.map((name) => [name, pictureNames[name]] as const),
    (picture) => change({ picture }),
  );
  const controls = makeSliceControls(pictures.tables, sliceOf, change);
  const readout = makeReadout({
    painted: pictures.painted !== undefined,
    residual: Boolean(pictures.painted ?? residual),
  });

  // From the hand to the model.
  const pointing = makePointing(
    () => model.get("cursor"),
    (cursor) => change({ cursor }),
  );
  bindPointer(stage, { onHover: pointing.hover, onPin: (pixel) => pointing.pin(pixel, false) }, signal);
  const keyTargets = {
    metres: () => reading()?.metres ?? Number.NaN,
    slice: sliceOf,
    picture: () => model.get("picture"),
    pictures: names,
    change,
    lift: () => lift(true),
    toggleKeys: keySheet.toggle,
  };
  bindKeys(
    stage,
    {
      cursor: () => model.get("cursor"),
      onPin: (pixel) => pointing.pin(pixel, true),
      onKey: ({ key }) => pressKey(key, keyTargets),
    },
    signal,
  );
  stage.root.addEventListener("keyup", ({ key }) => key === " " && lift(false), { signal });
  stage.root.addEventListener("blur", () => lift(false), { signal });

  // From the model to the eye.
  function showSlice(): void {
    controls.show(sliceOf());
    stage.repaint();
  }
  function showPicture(): void {
    pictureChoice.setValue(model.get("picture"));
    stage.repaint();
  }
  function showCursor(): void {
    const pixel = model.get("cursor");
    const isByKeys = pointing.changed(pixel);
    const read = reading();
    stage.setCursor(pixel, { isRevealed: isByKeys });
    readout.show(pixel, read, isByKeys);
    controls.mark(read?.metres);
  }
  const bindings: [string, () => void][] = [
    ["change:near", showSlice],
    ["change:far", showSlice],
    ["change:outside", showSlice],
    ["change:picture", showPicture],
    ["change:cursor", showCursor],
  ];

  const root = element(
    "div",
    { class: "peel-view", role: "group", "aria-label": "Depth view" },
    element("div", { class: "peel-head" }, pictureChoice.root, zoomTools.root),
    element("div", { class: "peel-body" }, stage.root, keySheet.root),
    readout.root,
    controls.bar,
    controls.foot,
  );
  keepPlainKeys(root, signal);
  const width = Math.round((STAGE_HEIGHT * pictures.width) / pictures.height);
  root.style.maxWidth = `${Math.max(LEAST_WIDTH, width)}px`;
  pictureChoice.root.hidden = names.length === 1;
  stage.root.setAttribute("aria-label", "Picture: arrow keys read its pixels, question mark lists the keys");
  stage.description = `Depth picture, ${pictures.width} × ${pictures.height} pixels`;
  injectStyle(el);
  el.append(root);
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
    pointing.cancel();
    stage.destroy();
    controls.destroy();
    readout.destroy();
    root.remove();
  };
}
