/** The page's half of DepthView: the view shows what the model says, and the hand tells the model. */
import { roundMetres } from "../../shared/metresText.js";
import { breathe } from "../../shared/page/breathe.js";
import { makeSegments } from "../../shared/page/controls/segments.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { makeReadout } from "../../shared/page/shell/readout.js";
import { makeViewFrame } from "../../shared/page/shell/viewFrame.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import { pictureNamesOf } from "../available.js";
import { codeColours } from "../draw/colours.js";
import type { Slice } from "../draw/layer.js";
import { sourceOf } from "../draw/sources.js";
import { barCounts, countDepth, type DepthCounts, metresOfShare } from "../histogram.js";
import { type DepthPictureName, type DepthState, farMetres, farOnWire } from "../state.js";
import { describePicture } from "./describe.js";
import { keysOfDepthView, pressKey } from "./keys.js";
import { menuOfDepthView } from "./menu.js";
import { makePainter } from "./painter.js";
import { picturesOf } from "./pictures.js";
import { readingInWords, readingValues, readoutFields, readPixel } from "./readout.js";
import { makeSliceControls } from "./sliceControls.js";
import { makeSweep } from "./sweep.js";

const pictureNames: Readonly<Record<DepthPictureName, string>> = {
  photo: "Photo",
  painted: "Painted",
  depth: "Depth",
  residual: "Residual",
  truth: "Truth",
  error: "Error",
};
const wholeSlice: Slice = { near: 0, far: Infinity, outside: "dimmed" };

/** What the view controls, with `far` in metres. */
type Controls = Partial<Slice> & Partial<Pick<DepthState, "picture" | "cursor" | "sweep">>;

/** Shows a DepthView's model in an element; returns how to end it. */
export function renderDepthView({ model, el }: RenderProps<DepthState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const pictures = picturesOf(model);
  const { tables } = pictures;
  const colours = codeColours(tables);
  const paint = makePainter(pictures);
  const names = pictureNamesOf({
    photo: model.get("photo"),
    painted: model.get("painted"),
    residual: model.get("residual"),
    truth: model.get("truth"),
  });
  let isLifted = false;
  let source = sourceOf(pictures, "depth", { colours, residualLimit: 0 });
  let counts: DepthCounts | undefined;

  const sliceOf = (): Slice => ({
    near: model.get("near"),
    far: farMetres(model.get("far")),
    outside: model.get("outside"),
  });
  const reading = () => {
    const pixel = model.get("cursor");
    return pixel ? readPixel(pictures, pixel) : undefined;
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
  const shareMetres = (share: number): number => (counts ? metresOfShare(counts, tables, share) : 0);
  const sweep = makeSweep({
    positionOf: colours.positionOf,
    metresOf: (position) => roundMetres(colours.metresOf(position)),
    span: () => [colours.positionOf(shareMetres(0)), colours.positionOf(shareMetres(0.995))],
    slice: sliceOf,
    change,
  });
  const toggleSweep = (): void => change({ sweep: !model.get("sweep") });
  const controls = makeSliceControls({
    colours,
    slice: sliceOf,
    change,
    keepShare: (share) =>
      change({ near: shareMetres((1 - share) / 2), far: shareMetres(1 - (1 - share) / 2) }),
    onSweep: toggleSweep,
  });
  const readout = makeReadout(readoutFields(pictures));
  const frame = makeViewFrame(
    el,
    {
      label: "Depth view",
      stage: {
        picture: pictures,
        paint: (context, view) => paint(context, view, source, isLifted ? wholeSlice : sliceOf()),
      },
      head: [pictureChoice.root],
      foot: [readout.root, ...controls.parts],
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
    toggleSweep,
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
    const picture = model.get("picture");
    pictureChoice.setValue(picture);
    source = sourceOf(pictures, picture, { colours, residualLimit: model.get("residualLimit") });
    stage.repaint();
  }
  function showSweep(): void {
    if (model.get("sweep")) sweep.start();
    else sweep.stop();
    controls.showSweep(sweep.isRunning);
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
    {
      near: showSlice,
      far: showSlice,
      outside: showSlice,
      picture: showPicture,
      residualLimit: showPicture,
      cursor: showCursor,
      sweep: showSweep,
    },
    signal,
  );
  stage.description = `Depth picture, ${pictures.width} × ${pictures.height} pixels`;
  showSlice();
  showPicture();
  showCursor();
  void countDepth(pictures.metres, tables, () => breathe(signal)).then(
    (counted) => {
      counts = counted;
      stage.description = describePicture(pictures, counted);
      controls.showCounts(barCounts(counted, tables, colours));
      showSweep();
    },
    () => {}, // the view is gone
  );

  return () => {
    controller.abort();
    pointing.cancel();
    sweep.stop();
    controls.destroy();
  };
}
