/** The page's half of DepthView: the view shows what the model says, and the hand tells the model. */
import { floatsOf } from "../../shared/page/binary.js";
import { makeSegments } from "../../shared/page/controls/segments.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { makeReadout } from "../../shared/page/shell/readout.js";
import { makeViewFrame } from "../../shared/page/shell/viewFrame.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import type { Slice } from "../draw.js";
import { type DepthPictureName, type DepthState, farMetres, farOnWire } from "../state.js";
import { describePicture } from "./describe.js";
import { keysOfDepthView, pressKey } from "./keys.js";
import { menuOfDepthView } from "./menu.js";
import { makePainter } from "./painter.js";
import { picturesOf } from "./pictures.js";
import { readingInWords, readingValues, readoutFields, readPixel } from "./readout.js";
import { makeSliceControls } from "./sliceControls.js";

const pictureNames = { photo: "Photo", painted: "Painted", depth: "Depth" } as const;
const wholeSlice: Slice = { near: 0, far: Infinity, outside: "dimmed" };

/** What the view controls, with `far` in metres. */
type Controls = Partial<Slice> & Partial<Pick<DepthState, "picture" | "cursor">>;

/** Shows a DepthView's model in an element; returns how to end it. */
export function renderDepthView({ model, el }: RenderProps<DepthState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const pictures = picturesOf(model);
  const residual = floatsOf(model.get("residual"));
  const paint = makePainter(pictures);
  const names = (["photo", "painted", "depth"] as const).filter((name) => name === "depth" || pictures[name]);
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

  const pictureChoice = makeSegments<DepthPictureName>(
    "Picture",
    names.map((name) => [name, pictureNames[name]] as const),
    (picture) => change({ picture }),
  );
  pictureChoice.root.hidden = names.length === 1;
  const controls = makeSliceControls(pictures.tables, sliceOf, change);
  const readout = makeReadout(
    readoutFields({
      painted: pictures.painted !== undefined,
      residual: Boolean(pictures.painted ?? residual),
    }),
  );
  const frame = makeViewFrame(
    el,
    {
      label: "Depth view",
      stage: {
        picture: pictures,
        paint: (context, view) =>
          paint(context, view, model.get("picture"), isLifted ? wholeSlice : sliceOf()),
      },
      head: [pictureChoice.root],
      foot: [readout.root, controls.bar, controls.foot],
      keys: keysOfDepthView,
      history: makeHistory(model, ["near", "far", "outside", "picture"], signal),
      menu: () => menuOfDepthView(model, frame),
      note: model.get("note"),
    },
    signal,
  );
  const { stage } = frame;

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
  };
  bindKeys(
    stage,
    {
      cursor: () => model.get("cursor"),
      onPin: (pixel) => pointing.pin(pixel, true),
      onKey: ({ key }) => pressKey(key, keyTargets) || frame.pressKey(key),
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
    readout.show(pixel && read ? readingValues(pixel, read) : null);
    controls.mark(read?.metres);
    // By keys, not by a hovering mouse.
    if (isByKeys && pixel && read) frame.say(readingInWords(pixel, read));
  }
  watch(
    model,
    { near: showSlice, far: showSlice, outside: showSlice, picture: showPicture, cursor: showCursor },
    signal,
  );
  stage.description = `Depth picture, ${pictures.width} × ${pictures.height} pixels`;
  showSlice();
  showPicture();
  showCursor();
  void describePicture(pictures, signal).then((text) => {
    if (text) stage.description = text;
  });

  return () => {
    controller.abort();
    pointing.cancel();
    controls.destroy();
  };
}
