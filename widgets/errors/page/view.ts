/** The page's half of ErrorView: prediction, truth and error side by side, and what can be told of them. */
import { layersOf } from "../../layers/page/layersOf.js";
import { makeMoreStages } from "../../layers/page/moreStages.js";
import { makeLayerPainter } from "../../layers/page/painter.js";
import { makeLayerReadout } from "../../layers/page/readout.js";
import { scaleOfLayer } from "../../layers/page/scales.js";
import { type Layer, sourceOfLayer } from "../../layers/source.js";
import { makeColourKey } from "../../shared/page/controls/colourKey.js";
import { makeHistogram } from "../../shared/page/controls/histogram.js";
import { makeSlider } from "../../shared/page/controls/slider.js";
import { element } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { makeButton } from "../../shared/page/shell/button.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { seenWithBar } from "../../shared/page/shell/seenWithBar.js";
import { makeViewFrame, sharedKeys } from "../../shared/page/shell/viewFrame.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import type { Stage, StageFrame } from "../../shared/page/stage/stage.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import type { ErrorControls, ErrorState, WorstBlock } from "../state.js";
import { makeTables } from "./tables.js";
import { type TableFormat, tableText } from "./tableText.js";

/** Of the slider: a hundredth of the usual end to ten times it, in equal steps of its logarithm. */
const DECADES = [-2, 1] as const;

const keys = [
  ["← ↑ ↓ →", "walk over the pixels"],
  ["W", "to the next of the worst places"],
  ["+ − 0", "zoom, fit"],
  ...sharedKeys,
] as const;

/** Shows an ErrorView's model in an element; returns how to end it. */
export function renderErrorView({ model, el }: RenderProps<ErrorState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const grid = { width: model.get("width"), height: model.get("height") };
  const layers = layersOf(model as never);
  const sources = layers.map((layer) => sourceOfLayer(layer));
  const error = layers[2];
  const usual = error.state.scale?.most ?? 1;
  const worst = model.get("worst");
  function change(changes: Partial<ErrorControls>): void {
    for (const [key, value] of Object.entries(changes)) model.set(key as keyof ErrorControls, value as never);
    model.save_changes();
  }

  /** The layer of errors with the colours' end that is asked for. */
  function shownError(): Layer {
    const { scale } = error.state;
    const most = model.get("most") ?? usual;
    return scale ? { ...error, state: { ...error.state, scale: { ...scale, most } } } : error;
  }
  const paints = layers.map((_, i) => {
    const paint = makeLayerPainter(grid);
    return (context: CanvasRenderingContext2D, view: StageFrame) => paint(context, sources[i], view);
  });
  const readout = makeLayerReadout(layers, (layer) => sources[layers.indexOf(layer)], grid);
  const legend = makeColourKey();
  const decimals = error.state.scale?.decimals ?? 2;
  const most = makeSlider(
    {
      label: "Strongest colour at",
      ...{ min: DECADES[0], max: DECADES[1], step: 0.02 },
      inWords: (power) => `${(usual * 10 ** power).toPrecision(2)}\u00a0${error.state.scale?.unit ?? ""}`,
      onValue: (power) => change({ most: Number((usual * 10 ** power).toFixed(decimals + 2)) }),
    },
    0,
  );
  const isRight = error.state.scale?.names !== undefined;
  most.root.hidden = isRight;
  const histogram = makeHistogram("How often each error occurs");
  const scale = element(
    "div",
    { class: "peel-scale" },
    element("span", {}, model.get("binsFrom")),
    element("span", {}, model.get("binsTo")),
  );
  const spread = element("div", {}, histogram.root, scale);
  spread.hidden = isRight;
  const places = element(
    "div",
    { class: "peel-row", role: "group", "aria-label": "Where it is worst" },
    element("span", { class: "peel-label" }, "Worst blocks of 16 × 16 pixels"),
    ...worst.map(makePlace),
  );
  places.hidden = worst.length === 0;
  const frame = makeViewFrame(
    el,
    {
      label: "Error view",
      stage: { picture: grid, paint: paints[0] },
      head: [element("span", { class: "peel-label" }, "Prediction, truth, error")],
      foot: [readout.root, legend.root, most.root, spread, places, makeTables(model.get("tables"))],
      keys,
      history: makeHistory(model, ["most"], signal),
      menu: () => [
        {
          text: "Save the pictures as seen (PNG)",
          run: async () => saveFile("errors.png", await pngOf(seenWithBar(frame))),
        },
        ...(["csv", "markdown", "latex"] as const).map((format) => ({
          text: `Copy the scores as ${{ csv: "CSV", markdown: "Markdown", latex: "LaTeX" }[format]}`,
          run: () => copyTables(format),
        })),
      ],
      note: model.get("note"),
    },
    signal,
  );
  const { stage } = frame;

  async function copyTables(format: TableFormat): Promise<void> {
    const text = model
      .get("tables")
      .map((table) => tableText(table, format))
      .join("\n");
    await navigator.clipboard.writeText(text);
    frame.notice.say("Copied.");
  }
  function makePlace(block: WorstBlock): HTMLElement {
    const { x, y, text } = block;
    const button = makeButton(`${text} at ${x}, ${y}`, `Go to the block that is ${text}`, () => goTo(block));
    button.classList.add("peel-chip");
    return button;
  }
  let last = -1;
  function goTo({ x, y }: WorstBlock): void {
    last = worst.findIndex((block) => block.x === x && block.y === y);
    const side = Math.min(grid.width, grid.height, 64);
    const at = (middle: number, most: number): number =>
      Math.min(most - side, Math.max(0, middle - side / 2));
    stage.showBox({ x: at(x, grid.width), y: at(y, grid.height), width: side, height: side });
    pointing.pin({ x, y }, true);
  }

  const pointing = makePointing(
    () => model.get("cursor"),
    (cursor) => change({ cursor }),
  );
  function pressKey(key: string): boolean {
    if (key.toLowerCase() !== "w" || worst.length === 0) return frame.pressKey(key);
    goTo(worst[(last + 1) % worst.length]);
    return true;
  }
  function bind(to: Stage): void {
    bindPointer(to, { onHover: pointing.hover, onPin: (pixel) => pointing.pin(pixel, false) }, signal);
    bindKeys(
      to,
      {
        cursor: () => model.get("cursor"),
        onPin: (pixel) => pointing.pin(pixel, true),
        onKey: ({ key }) => pressKey(key),
      },
      signal,
    );
  }
  bind(stage);
  const order = layers.map(({ state }, i) => ({ title: state.title, paint: paints[i] }));
  makeMoreStages(stage, order, bind, signal).show(true);

  function showError(): void {
    const shown = shownError();
    sources[2] = sourceOfLayer(shown);
    legend.show(scaleOfLayer(shown.state), "Error");
    most.setValue(Math.log10((model.get("most") ?? usual) / usual));
    stage.repaint();
    showCursor();
  }
  function showCursor(): void {
    const pixel = model.get("cursor");
    const isByKeys = pointing.changed(pixel);
    stage.setCursor(pixel, { isRevealed: isByKeys });
    readout.show(pixel);
    if (pixel && isByKeys) frame.say(readout.inWords(pixel));
  }
  watch(model, { most: showError, cursor: showCursor }, signal);
  histogram.setCounts(Uint32Array.from(model.get("counts")));
  stage.description = `${layers.map(({ state }) => state.title).join(", ")}, ${grid.width} × ${grid.height} pixels`;
  showError();

  return () => {
    controller.abort();
    pointing.cancel();
  };
}
