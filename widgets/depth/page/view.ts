/** The page's half of DepthView: the view shows what the model says, and the hand tells the model. */
import { modeOf } from "../../shared/beside.js";
import { roundMetres } from "../../shared/metresText.js";
import { makeBeside } from "../../shared/page/beside/beside.js";
import { makeColourKey } from "../../shared/page/controls/colourKey.js";
import { makeSegments } from "../../shared/page/controls/segments.js";
import { element } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { followState } from "../../shared/page/shell/livePanels.js";
import { makePanels } from "../../shared/page/shell/panels.js";
import { makeReadout } from "../../shared/page/shell/readout.js";
import { makeViewFrame } from "../../shared/page/shell/viewFrame.js";
import type { Pointing } from "../../shared/page/stage/pointing.js";
import { pictureNamesOf } from "../available.js";
import { barCounts } from "../histogram.js";
import { lineOf } from "../profile.js";
import {
  type DepthPanelName,
  type DepthPictureName,
  type DepthState,
  depthDefaults,
  type PixelPair,
} from "../state.js";
import { accessTo } from "./access.js";
import { makeCounting } from "./counting.js";
import { describeCounts, describePicture, withoutDepth } from "./describe.js";
import { bindHand } from "./hand.js";
import { keysOfDepthView } from "./keys.js";
import { scaleOf } from "./legend.js";
import { makeLooks } from "./looks.js";
import { menuOfDepthView } from "./menu.js";
import { panelsOfDepth } from "./panels/index.js";
import { pictureNames } from "./pictureNames.js";
import { picturesOf } from "./pictures.js";
import { readingInWords, readingValues, readoutFields, readPixel } from "./readout.js";
import { alignedWords, makeShownDepth } from "./shownDepth.js";
import { makeDepthSight } from "./sight.js";
import { makeSliceControls } from "./sliceControls.js";
import { makeSweep } from "./sweep.js";

type Controls = (keyof typeof depthDefaults)[];
/** What Ctrl+Z does not take back: the cursor and the sweep move all the time, and the code is given. */
const notUndone: readonly string[] = ["cursor", "sweep", "lambda", "c", "tool", "panel", "viewpoint"];
const undone = (Object.keys(depthDefaults) as Controls).filter((name) => !notUndone.includes(name));

/** Shows a DepthView's model in an element; returns how to end it. */
export function renderDepthView({ model, el }: RenderProps<DepthState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  let isReady = false;
  const shown = makeShownDepth(picturesOf(model), () => {
    if (isReady) showDepth();
  });
  shown.update(model.get("alignment"));
  const { pictures } = shown;
  const { tables } = pictures;
  const access = accessTo(model);
  const { slice: sliceOf, change } = access;
  const looks = makeLooks(pictures, access.controls());
  const names = pictureNamesOf({
    photo: model.get("photo"),
    painted: model.get("painted"),
    residual: model.get("residual"),
    truth: model.get("truth"),
  });
  let drawn: PixelPair | null = null;
  let lastCursor = model.get("cursor");

  const reading = () => {
    const pixel = model.get("cursor");
    return pixel ? readPixel(shown, pixel, model.get("errorUnit")) : undefined;
  };
  /** A profile stays where it was when the pointer leaves the picture for the chart. */
  const lineNow = (): PixelPair | null =>
    lineOf(
      { profile: model.get("profile"), line: model.get("line"), cursor: model.get("cursor") ?? lastCursor },
      pictures,
    );

  const pictureChoice = makeSegments<DepthPictureName>(
    "Picture",
    names.map((name) => [name, pictureNames[name]] as const),
    (picture) => change({ picture }),
  );
  pictureChoice.root.hidden = names.length === 1;
  const counting = makeCounting(pictures, showCounted, signal);
  const placeOf = (metres: number): number => looks.colours.positionOf(metres);
  const sweep = makeSweep({
    positionOf: placeOf,
    metresOf: (position) => roundMetres(looks.colours.metresOf(position)),
    span: () => [placeOf(counting.metresOf(0)), placeOf(counting.metresOf(0.995))],
    slice: sliceOf,
    change,
  });
  const controls = makeSliceControls({
    colours: () => looks.colours,
    slice: sliceOf,
    change,
    keepShare: (share) =>
      change({ near: counting.metresOf((1 - share) / 2), far: counting.metresOf(1 - (1 - share) / 2) }),
    onSweep: () => change({ sweep: !model.get("sweep") }),
  });
  const readout = makeReadout(readoutFields(pictures));
  const legends = [makeColourKey(), makeColourKey()];
  const aligned = element("p", { class: "peel-note peel-aligned", hidden: "" });
  const missing = element("p", { class: "peel-note peel-missing", hidden: "" });
  let pointing: Pointing | undefined;
  const live = followState(
    panelsOfDepth(shown, looks, access, {
      line: lineNow,
      hover: (pixel) => pointing?.hover(pixel),
      goTo: (pixel) => pointing?.pin(pixel, true),
      names,
    }),
    (panel) => panel.show(access.controls()),
  );
  const panels = makePanels(live.panels, (panel) => change({ panel: panel as DepthPanelName | null }));
  const sight = makeDepthSight({
    ...{ pictures, looks, access, names, line: lineNow },
    drawn: () => drawn,
    repaint: () => stage.repaint(),
    repaintOverlay: () => stage.repaintOverlay(),
  });
  const frame = makeViewFrame(
    el,
    {
      label: "Depth view",
      stage: { picture: pictures, ...sight.first },
      head: [pictureChoice.root],
      foot: [
        readout.root,
        ...legends.map(({ root }) => root),
        ...controls.parts,
        aligned,
        missing,
        panels.root,
      ],
      keys: keysOfDepthView,
      history: makeHistory(model, undone, signal, ["measures", "line"]),
      menu: () => menuOfDepthView(access, frame, shown),
      note: model.get("note"),
    },
    signal,
  );
  const { stage } = frame;

  const hand = bindHand(
    {
      ...{ frame, access, pictures: names, size: pictures },
      metres: () => reading()?.metres ?? Number.NaN,
      lift(isUp) {
        sight.lift(isUp);
        beside.hold(isUp ? "Without the slice" : undefined);
      },
      peek(isHeld) {
        sight.peek(isHeld);
        beside.hold(isHeld ? pictureNames[sight.reference] : undefined);
      },
      preview(pair) {
        drawn = pair;
        stage.repaintOverlay();
      },
    },
    signal,
  );
  pointing = hand.pointing;
  const beside = makeBeside(
    stage,
    {
      ...{ other: sight.other, bind: hand.bind, onFlip: sight.peek },
      onShare: (share) => change({ swipe: share }),
    },
    signal,
  );

  // From the model to the eye.
  function showMarks(): void {
    stage.repaintOverlay();
    live.refresh();
  }
  function showPanel(): void {
    panels.show(model.get("panel"));
    stage.repaintOverlay();
  }
  function showSlice(): void {
    controls.show(sliceOf());
    stage.repaint();
    live.refresh();
  }
  function showPicture(): void {
    const now = access.controls();
    pictureChoice.setValue(now.picture);
    if (looks.update(now)) showColours();
    const of = { ...now, errors: looks.errors };
    const own = scaleOf(now.picture, of);
    const { reference } = sight;
    const isBeside = modeOf(now) !== "none" && reference !== now.picture;
    const others = isBeside ? scaleOf(reference, of) : undefined;
    legends[0].show(own, others ? pictureNames[now.picture] : "");
    legends[1].show(others, pictureNames[reference]);
    beside.show(now, [pictureNames[now.picture], pictureNames[sight.reference]]);
    stage.repaint();
    live.refresh();
  }
  function showCounts(): void {
    const { counts } = counting;
    if (counts) controls.showCounts(barCounts(counts, tables, looks.colours), describeCounts(counts, tables));
  }
  function showColours(): void {
    controls.showColours();
    showCounts();
    controls.mark(reading()?.metres);
  }
  function showSweep(): void {
    if (model.get("sweep")) sweep.start();
    else sweep.stop();
    controls.showSweep(sweep.isRunning);
  }
  function showCursor(): void {
    const pixel = model.get("cursor");
    lastCursor = pixel ?? lastCursor;
    const isByKeys = pointing?.changed(pixel) ?? false;
    const read = reading();
    stage.setCursor(pixel, { isRevealed: isByKeys });
    readout.show(pixel && read ? readingValues(pixel, read) : null);
    controls.mark(read?.metres);
    if (model.get("panel") === "profile") stage.repaintOverlay();
    if (model.get("panel") !== null) live.refresh();
    // By keys, not by a hovering mouse.
    if (isByKeys && pixel && read) frame.say(readingInWords(pixel, read));
  }
  function showCounted(): void {
    const { counts } = counting;
    if (!counts) return;
    stage.description = describePicture(pictures, counts);
    showCounts();
    missing.textContent = withoutDepth(counts).join(", ");
    missing.hidden = missing.textContent === "";
    showSweep();
  }
  function showErrors(): void {
    showPicture();
    showCursor();
  }
  /** Other metres, or more of them has been looked at. */
  function showDepth(): void {
    const words = alignedWords(shown);
    if (words !== aligned.textContent) frame.say(words || "Depth as it was decoded");
    aligned.textContent = words;
    aligned.hidden = words === "";
    counting.count();
    showErrors();
    stage.repaintOverlay();
  }
  watch(
    model,
    {
      ...{ near: showSlice, far: showSlice, outside: showSlice, cursor: showCursor, sweep: showSweep },
      ...{ reference: showPicture, beside: showPicture, swipe: showPicture },
      ...{ picture: showPicture, residualLimit: showPicture, hatchAstray: showPicture, smooth: showPicture },
      ...{ colormap: showPicture, scale: showPicture, colourRange: showPicture },
      ...{ alignment: () => shown.update(model.get("alignment")), errorUnit: showErrors },
      ...{
        tool: showMarks,
        measures: showMarks,
        fieldOfView: showMarks,
        profile: showMarks,
        line: showMarks,
      },
      ...{ isolines: showMarks, edgeLimit: showMarks, pointColours: showMarks, pointSize: showMarks },
      ...{ viewpoint: showMarks, panel: showPanel },
    },
    signal,
  );
  stage.description = `Depth picture, ${pictures.width} × ${pictures.height} pixels`;
  isReady = true;
  showSlice();
  showDepth();
  showPanel();

  return () => {
    controller.abort();
    pointing?.cancel();
    shown.cancel();
    beside.destroy();
    sweep.stop();
    controls.destroy();
    panels.destroy();
  };
}
