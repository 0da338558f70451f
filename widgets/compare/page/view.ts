/** The page's half of CompareView: the view shows what the model says, and the hand tells the model. */

import { placeOn } from "../../layers/draw.js";
import { layersOf } from "../../layers/page/layersOf.js";
import { makeMoreStages } from "../../layers/page/moreStages.js";
import { makeLayerPainter } from "../../layers/page/painter.js";
import { makeLayerReadout } from "../../layers/page/readout.js";
import { scaleOfLayer } from "../../layers/page/scales.js";
import { makeSources } from "../../layers/page/sources.js";
import { type Layer, valueText } from "../../layers/source.js";
import type { BesideState } from "../../shared/beside.js";
import { makeBeside } from "../../shared/page/beside/beside.js";
import { makeChoice } from "../../shared/page/controls/choice.js";
import { makeColourKey } from "../../shared/page/controls/colourKey.js";
import { makeSegments } from "../../shared/page/controls/segments.js";
import { element, setText } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { inPieces, shareText } from "../../shared/page/inPieces.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { makeViewFrame } from "../../shared/page/shell/viewFrame.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import type { Stage, StageFrame } from "../../shared/page/stage/stage.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import { areComparable, type Difference, difference } from "../difference.js";
import { type CompareControls, type CompareMode, type CompareState, controlNames } from "../state.js";
import { summaryText } from "../summaryText.js";
import { keysOfCompareView, pressKey } from "./keys.js";
import { menuOfCompareView } from "./menu.js";

/** Shows a CompareView's model in an element; returns how to end it. */
export function renderCompareView({ model, el }: RenderProps<CompareState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const grid = { width: model.get("width"), height: model.get("height") };
  const layers = layersOf(model as never);
  const titles = layers.map(({ state }) => state.title);
  const sourceOf = makeSources();
  const byTitle = (title: string): Layer => layers[Math.max(0, titles.indexOf(title))];
  const pair = () => [byTitle(model.get("first")), byTitle(model.get("second"))] as const;
  const controls = (): CompareControls =>
    Object.fromEntries(controlNames.map((key) => [key, model.get(key)])) as unknown as CompareControls;
  function change(changes: Partial<CompareControls>): void {
    for (const [key, value] of Object.entries(changes))
      model.set(key as keyof CompareControls, value as never);
    model.save_changes();
  }

  let shown: Difference | undefined;
  let isPeeking = false;
  function seen(): Layer {
    const mode = model.get("mode");
    if (mode === "all") return layers[0];
    if (isPeeking) return pair()[1];
    return mode === "difference" && shown ? shown.layer : pair()[0];
  }
  const [paint, paintBeyond, paintTwin] = [0, 1, 2].map(() => makeLayerPainter(grid));

  const choices = (["first", "second"] as const).map((name) =>
    makeChoice<string>(
      name === "first" ? "Compare" : "with",
      titles.map((title) => [title, title] as const),
      (title) => change({ [name]: title }),
    ),
  );
  const modes = makeSegments<CompareMode>(
    "How they are compared",
    [
      ["swipe", "bar"],
      ["side", "side by side"],
      ["blink", "in turn"],
      ["difference", "difference"],
      ["all", "all"],
    ],
    (mode) => change({ mode }),
  );
  const readout = makeLayerReadout(layers, sourceOf, grid, [{ name: "difference", label: "difference" }]);
  const legend = makeColourKey();
  const summary = element("p", { class: "peel-note", role: "status" });
  const frame = makeViewFrame(
    el,
    {
      label: "Compare view",
      stage: {
        picture: grid,
        paint(context, view) {
          paint(context, sourceOf(seen()), view);
          if (model.get("mode") !== "swipe" || isPeeking) return;
          paintBeyond(context, sourceOf(pair()[1]), view, Math.round(model.get("swipe") * view.width));
        },
      },
      head: [choices[0].root, choices[1].root, modes.root],
      foot: [readout.root, legend.root, summary],
      keys: keysOfCompareView,
      history: makeHistory(
        model,
        controlNames.filter((key) => key !== "cursor"),
        signal,
        ["first", "second", "mode"],
      ),
      menu: () => menuOfCompareView(model, frame, model.get("mode") === "difference" ? shown : undefined),
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
  const targets = {
    state: controls,
    titles,
    isComparable: () => areComparable(...pair()),
    change,
    peek: () => peek(true),
  };
  function bind(to: Stage): void {
    bindPointer(to, { onHover: pointing.hover, onPin: (pixel) => pointing.pin(pixel, false) }, signal);
    bindKeys(
      to,
      {
        cursor: () => model.get("cursor"),
        onPin: (pixel) => pointing.pin(pixel, true),
        onKey: ({ key }) => pressKey(key, targets) || frame.pressKey(key),
      },
      signal,
    );
    to.root.addEventListener("keyup", ({ key }) => key.toLowerCase() === "t" && peek(false), { signal });
    to.root.addEventListener("blur", () => peek(false), { signal });
  }
  bind(stage);
  const beside = makeBeside(
    stage,
    {
      other: { paint: (context, view) => paintTwin(context, sourceOf(pair()[1]), view) },
      bind,
      onShare: (share) => change({ swipe: share }),
      onFlip: show,
    },
    signal,
  );
  const more = makeMoreStages(
    stage,
    [
      { title: titles[0], paint: () => {} },
      ...layers.slice(1).map((layer) => {
        const painter = makeLayerPainter(grid);
        return {
          title: layer.state.title,
          paint: (context: CanvasRenderingContext2D, view: StageFrame) =>
            painter(context, sourceOf(layer), view),
        };
      }),
    ],
    bind,
    signal,
  );
  function show(isOther: boolean): void {
    isPeeking = isOther;
    stage.repaint();
  }
  function peek(isHeld: boolean): void {
    if (isHeld === isPeeking) return;
    show(isHeld);
    beside.hold(isHeld ? model.get("second") : undefined);
  }

  // From the model to the eye.
  const besideOf = (mode: CompareMode): BesideState => ({
    beside: mode === "side" || mode === "blink" ? mode : "none",
    swipe: mode === "swipe" ? model.get("swipe") : null,
  });
  let stopMeasuring = () => {};
  function showPictures(): void {
    const { first, second, mode } = controls();
    choices[0].setValue(first);
    choices[1].setValue(second);
    modes.setValue(mode);
    const canSubtract = areComparable(...pair());
    const input = modes.root.querySelector<HTMLInputElement>("input[value=difference]");
    if (input) input.disabled = !canSubtract;
    modes.root.title = canSubtract ? "" : "Only pictures of one kind have a difference";
    stopMeasuring();
    shown = undefined;
    legend.show(undefined);
    setText(summary, "");
    beside.show(besideOf(mode), [first, second]);
    more.show(mode === "all");
    if (mode === "difference" && canSubtract) measure();
    stage.repaint();
    showCursor();
  }
  function measure(): void {
    const [first, second] = pair();
    stopMeasuring = inPieces(difference(first, second, grid, model.get("most")), {
      onShare: (share) => setText(summary, `Comparing … ${shareText(share)}`),
      onDone(result) {
        shown = result;
        legend.show(scaleOfLayer(result.layer.state), `${result.layer.state.title}`);
        setText(summary, summaryText(result.layer, result.summary, first.state.kind));
        stage.repaint();
        showCursor();
      },
    });
  }
  function showBar(): void {
    beside.show(besideOf(model.get("mode")), [model.get("first"), model.get("second")]);
    stage.repaint();
  }
  function showCursor(): void {
    const pixel = model.get("cursor");
    const isByKeys = pointing.changed(pixel);
    stage.setCursor(pixel, { isRevealed: isByKeys });
    const at = pixel && shown ? placeOn(shown.layer.state, grid, pixel.x, pixel.y) : undefined;
    const apart =
      at !== undefined && shown?.layer.state.scale
        ? valueText(shown.layer.data[at], shown.layer.state.scale)
        : "";
    readout.show(pixel, { difference: apart });
    if (pixel && isByKeys)
      frame.say([readout.inWords(pixel), apart && `difference ${apart}`].filter(Boolean).join(", "));
  }
  watch(
    model,
    {
      first: showPictures,
      second: showPictures,
      mode: showPictures,
      most: showPictures,
      swipe: showBar,
      cursor: showCursor,
    },
    signal,
  );
  stage.description = `${titles.join(", ")}, ${grid.width} × ${grid.height} pixels`;
  showPictures();

  return () => {
    controller.abort();
    stopMeasuring();
    pointing.cancel();
    beside.destroy();
  };
}
