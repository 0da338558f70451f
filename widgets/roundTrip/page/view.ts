/** The page's half of RoundTripView: four pictures of one way, made anew whenever a disturbance is moved. */

import { depthTables } from "vision-peel/codecs";
import { codeColours } from "../../depth/draw/colours.js";
import { usualMost } from "../../errors/measured.js";
import { layersOf } from "../../layers/page/layersOf.js";
import { makeMoreStages } from "../../layers/page/moreStages.js";
import { makeLayerPainter } from "../../layers/page/painter.js";
import { makeLayerReadout } from "../../layers/page/readout.js";
import { scaleOfLayer } from "../../layers/page/scales.js";
import { type Layer, type LayerSource, sourceOfLayer } from "../../layers/source.js";
import { makeColourKey } from "../../shared/page/controls/colourKey.js";
import { makeSlider, type Slider } from "../../shared/page/controls/slider.js";
import { element, setText } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { makeButton } from "../../shared/page/shell/button.js";
import { stateAsCode } from "../../shared/page/shell/copyState.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { seenWithBar } from "../../shared/page/shell/seenWithBar.js";
import { makeViewFrame, sharedKeys } from "../../shared/page/shell/viewFrame.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import type { Stage, StageFrame } from "../../shared/page/stage/stage.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import type { RoundTrip, ToldTrip } from "../roundTrip.js";
import {
  controlNames,
  type Disturbance,
  disturbances,
  type RoundTripControls,
  type RoundTripState,
  roundTripDefaults,
} from "../state.js";
import { makeErrorChart } from "./errorChart.js";
import { makeTrips } from "./trips.js";

const keys = [
  ["← ↑ ↓ →", "walk over the pixels"],
  ["N", "other noise of the same kind"],
  ["+ − 0", "zoom, fit"],
  ...sharedKeys,
] as const;

const words: Readonly<
  Record<Disturbance, readonly [label: string, most: number, step: number, unit: string]>
> = {
  drift: ["Drift of colours", 20, 0.5, "levels"],
  noise: ["Noise", 20, 0.1, "levels"],
  grid: ["Grid", 10, 0.1, "levels"],
  edges: ["Blur at edges", 5, 0.05, "pixels"],
  ring: ["Overshoot at edges", 0.5, 0.005, "of the step"],
  jpeg: ["JPEG", 100, 1, ""],
  shift: ["Shift", 10, 0.25, "pixels"],
};

/** Shows a RoundTripView's model in an element; returns how to end it. */
export function renderRoundTripView({ model, el }: RenderProps<RoundTripState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const grid = { width: model.get("width"), height: model.get("height") };
  const [truth] = layersOf(model as never);
  const { kind } = truth.state;
  const controls = (): RoundTripControls =>
    Object.fromEntries(controlNames.map((name) => [name, model.get(name)])) as unknown as RoundTripControls;
  function change(changes: Partial<RoundTripControls>): void {
    for (const [key, value] of Object.entries(changes))
      model.set(key as keyof RoundTripControls, value as never);
    model.save_changes();
  }

  const trips = makeTrips(truth, controls, takeTrip, (notice) => setText(summary, notice));
  const begun = trips.begin();
  let trip = scaled(begun.trip);
  const layers = (): Layer[] => [trip.painted, trip.disturbed, trip.decoded, trip.error];
  let sources: LayerSource[] = [];
  function makeSources(): void {
    const colours = codeColours(depthTables({ lambda: model.get("lambda"), c: model.get("c") }));
    sources = layers().map((layer) =>
      sourceOfLayer(layer, kind === "depth" ? { depthColours: colours } : {}),
    );
  }
  function scaled(made: RoundTrip): RoundTrip {
    const { state, data } = made.error;
    const { scale } = state;
    if (!scale || kind !== "depth") return made;
    const most = usualMost(data as Float32Array);
    return {
      ...made,
      error: { state: { ...state, scale: { ...scale, most, decimals: most < 0.1 ? 4 : 3 } }, data },
    };
  }
  makeSources();

  const paints = [0, 1, 2, 3].map((i) => {
    const paint = makeLayerPainter(grid);
    return (context: CanvasRenderingContext2D, view: StageFrame) => paint(context, sources[i], view);
  });
  // Titles and kinds stay; what they read is that of now.
  const readout = makeLayerReadout(layers(), (layer) => sources[titles.indexOf(layer.state.title)], grid);
  const titles = layers().map(({ state }) => state.title);
  const legend = makeColourKey();
  const summary = element("p", { class: "peel-note", role: "status" });
  const chart = makeErrorChart();
  const sliders = new Map<Disturbance | "lambda" | "c", Slider>();
  for (const name of disturbances) {
    const [label, most, step, unit] = words[name];
    const slider = makeSlider(
      {
        ...{ label, min: 0, max: most, step },
        inWords: (value) =>
          value === 0 ? "none" : name === "jpeg" ? `quality ${value}` : `${Number(value.toFixed(3))} ${unit}`,
        onValue: (value) => change({ [name]: value }),
      },
      roundTripDefaults[name],
    );
    sliders.set(name, slider);
  }
  if (kind === "depth") {
    sliders.set(
      "lambda",
      makeSlider(
        {
          ...{ label: "λ", min: -10, max: -1.1, step: 0.1 },
          inWords: (value) => value.toFixed(1).replace("-", "−"),
          onValue: (lambda) => change({ lambda }),
        },
        roundTripDefaults.lambda,
      ),
    );
    sliders.set(
      "c",
      makeSlider(
        {
          ...{ label: "c", min: 0.3, max: 30, step: 0.1 },
          inWords: (value) => `${value.toFixed(1)}\u00a0m`,
          onValue: (c) => change({ c }),
        },
        roundTripDefaults.c,
      ),
    );
  }
  const none = Object.fromEntries(disturbances.map((name) => [name, 0])) as Record<Disturbance, number>;
  const published = Object.fromEntries(disturbances.map((name) => [name, roundTripDefaults[name]]));
  const chip = (text: string, tip: string, run: () => void): HTMLElement => {
    const button = makeButton(text, tip, run);
    button.classList.add("peel-chip");
    return button;
  };
  const presets = element(
    "div",
    { class: "peel-row", role: "group", "aria-label": "Disturbances" },
    element("span", { class: "peel-label" }, "Disturbed as"),
    chip("nothing does", "No disturbance: what eight bits alone lose", () => change(none)),
    chip("published pictures are", "As measured on 25 published pictures", () => change(published)),
    chip("JPEG 75 alone", "A file of quality 75, 4:2:0", () => change({ ...none, jpeg: 75 })),
    chip("New noise (N)", "The same kind, another seed", () => change({ seed: model.get("seed") + 1 })),
  );
  const frame = makeViewFrame(
    el,
    {
      label: "Round trip view",
      stage: { picture: grid, paint: paints[0] },
      head: [element("span", { class: "peel-label" }, "Painted → disturbed → decoded → error")],
      foot: [
        readout.root,
        legend.root,
        summary,
        presets,
        element("div", { class: "peel-options" }, ...[...sliders.values()].map(({ root }) => root)),
        chart.root,
      ],
      keys,
      history: makeHistory(
        model,
        controlNames.filter((name) => name !== "cursor"),
        signal,
      ),
      menu: () => [
        {
          text: "Save the pictures as seen (PNG)",
          run: async () => saveFile("round-trip.png", await pngOf(seenWithBar(frame))),
        },
        {
          text: "Copy the state as code",
          async run() {
            await navigator.clipboard.writeText(stateAsCode({ ...controls() }, { ...roundTripDefaults }));
            frame.notice.say("Copied: paste it in a cell after the view’s own.");
          },
        },
      ],
      note: model.get("note"),
    },
    signal,
  );
  const { stage } = frame;
  const pointing = makePointing(
    () => model.get("cursor"),
    (cursor) => change({ cursor }),
  );
  function bind(to: Stage): void {
    bindPointer(to, { onHover: pointing.hover, onPin: (pixel) => pointing.pin(pixel, false) }, signal);
    bindKeys(
      to,
      {
        cursor: () => model.get("cursor"),
        onPin: (pixel) => pointing.pin(pixel, true),
        onKey({ key }) {
          if (key.toLowerCase() !== "n") return frame.pressKey(key);
          change({ seed: model.get("seed") + 1 });
          return true;
        },
      },
      signal,
    );
  }
  bind(stage);
  makeMoreStages(
    stage,
    titles.map((title, i) => ({ title, paint: paints[i] })),
    bind,
    signal,
  ).show(true);

  function showTrip({ summary: words, bins }: ToldTrip, notice = ""): void {
    for (const [name, slider] of sliders) slider.setValue(model.get(name));
    legend.show(scaleOfLayer(trip.error.state), "Error");
    setText(summary, notice || words);
    chart.show(bins);
    stage.repaint();
    showCursor();
  }
  function takeTrip(told: ToldTrip, notice: string): void {
    trip = scaled(told.trip);
    makeSources();
    showTrip(told, notice);
  }
  function showCursor(): void {
    const pixel = model.get("cursor");
    const isByKeys = pointing.changed(pixel);
    stage.setCursor(pixel, { isRevealed: isByKeys });
    readout.show(pixel);
    if (pixel && isByKeys) frame.say(readout.inWords(pixel));
  }
  const again = Object.fromEntries(
    controlNames.filter((name) => name !== "cursor").map((name) => [name, trips.request]),
  );
  watch(model, { ...again, cursor: showCursor }, signal);
  stage.description = `${titles.join(", ")}, ${grid.width} × ${grid.height} pixels`;
  showTrip(begun);

  return () => {
    controller.abort();
    pointing.cancel();
    trips.destroy();
  };
}
