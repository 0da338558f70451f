/** The page's half of FigureGrid: the figure as it will be printed, its measures beside it. */
import { drawLayer } from "../../layers/draw.js";
import { layersOf } from "../../layers/page/layersOf.js";
import { type Layer, sourceOfLayer } from "../../layers/source.js";
import { makeSlider } from "../../shared/page/controls/slider.js";
import { element } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { keepPlainKeys } from "../../shared/page/hosts/hostShortcuts.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { stateAsCode } from "../../shared/page/shell/copyState.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import { makeMenu } from "../../shared/page/shell/menu.js";
import { makeNotice } from "../../shared/page/shell/notice.js";
import { injectStyle } from "../../shared/page/style.js";
import { type FigureLayout, figureLayout, INCH_MM, PRINT_DPI } from "../layout.js";
import { controlNames, type FigureGridControls, type FigureGridState, figureGridDefaults } from "../state.js";
import { figureSvg } from "../svg.js";

/** Shows a FigureGrid's model in an element; returns how to end it. */
export function renderFigureGrid({ model, el }: RenderProps<FigureGridState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const layers = layersOf(model as never);
  const canvases = layers.map(canvasOf);
  const png = canvases.map((canvas) => canvas.toDataURL("image/png").split(",")[1]);
  function change(changes: Partial<FigureGridControls>): void {
    for (const [key, value] of Object.entries(changes))
      model.set(key as keyof FigureGridControls, value as never);
    model.save_changes();
  }
  const layoutNow = (): FigureLayout =>
    figureLayout(
      {
        ...{ rows: model.get("rows"), columns: model.get("columns"), caption: model.get("caption") },
        ...{ widthMm: model.get("widthMm"), fontPt: model.get("fontPt"), gapMm: model.get("gapMm") },
      },
      layers.map(({ state }) => state),
    );
  const slider = (
    name: "widthMm" | "fontPt" | "gapMm",
    label: string,
    [min, max, step]: readonly [number, number, number],
    unit: string,
  ) =>
    makeSlider(
      {
        ...{ label, min, max, step },
        inWords: (value) => `${value}\u00a0${unit}`,
        onValue: (value) => change({ [name]: value }),
      },
      figureGridDefaults[name],
    );
  const sliders = {
    widthMm: slider("widthMm", "Width", [40, 300, 1], "mm"),
    fontPt: slider("fontPt", "Letters", [4, 20, 0.5], "pt"),
    gapMm: slider("gapMm", "Gaps", [0, 10, 0.1], "mm"),
  };
  const notice = makeNotice();
  const menu = makeMenu(
    "⋯",
    "Save and copy",
    () => [
      {
        text: "Save the figure (SVG)",
        run: () => saveFile("figure.svg", new Blob([svg()], { type: "image/svg+xml" })),
      },
      {
        text: `Save the figure (PNG, ${PRINT_DPI} dots per inch)`,
        run: async () => saveFile("figure.png", await pngOf(printed())),
      },
      {
        text: "Copy the call that writes a PDF",
        async run() {
          await navigator.clipboard.writeText('await view.save("figure.pdf");');
          notice.say("Copied: paste it in a cell after the view’s own.");
        },
      },
      {
        text: "Copy the state as code",
        async run() {
          const state = Object.fromEntries(controlNames.map((name) => [name, model.get(name)]));
          await navigator.clipboard.writeText(stateAsCode(state, { ...figureGridDefaults }));
          notice.say("Copied: paste it in a cell after the view’s own.");
        },
      },
    ],
    notice.fail,
  );
  const sheet = element("div", { class: "peel-figure-sheet", role: "img" });
  const root = element(
    "div",
    { class: "peel-view", role: "group", "aria-label": "Figure grid" },
    element(
      "div",
      { class: "peel-head" },
      ...Object.values(sliders).map((one) => one.root),
      element("div", { class: "peel-tools" }, menu.root),
    ),
    sheet,
    ...(model.get("note") ? [element("p", { class: "peel-note" }, model.get("note") ?? "")] : []),
    notice.root,
  );
  keepPlainKeys(root, signal);
  injectStyle(el);
  el.append(root);

  const svg = (): string => figureSvg(layoutNow(), png);
  /** The figure in its pixels, pictures not smoothed. */
  function printed(): HTMLCanvasElement {
    const { width, height, pictures, texts, fontSize } = layoutNow();
    const dots = PRINT_DPI / INCH_MM;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(width * dots), Math.round(height * dots)];
    const context = canvas.getContext("2d");
    if (!context) throw new Error("This browser cannot draw on a canvas: try another one.");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const { layer, x, y, width: wide, height: high } of pictures) {
      context.imageSmoothingEnabled = canvases[layer].width > wide * dots;
      context.drawImage(canvases[layer], x * dots, y * dots, wide * dots, high * dots);
    }
    context.fillStyle = "#111";
    context.font = `${fontSize * dots}px Helvetica, Arial, "DejaVu Sans", sans-serif`;
    for (const { text, x, y, anchor, isTurned } of texts) {
      context.save();
      context.translate(x * dots, y * dots);
      if (isTurned) context.rotate(-Math.PI / 2);
      context.textAlign = anchor === "middle" ? "center" : "left";
      context.fillText(text, 0, 0);
      context.restore();
    }
    return canvas;
  }
  function show(): void {
    for (const [name, one] of Object.entries(sliders)) one.setValue(model.get(name as keyof typeof sliders));
    // Our own text, made of numbers and escaped words.
    sheet.innerHTML = svg();
    const rows = model
      .get("rows")
      .map(({ label, cells }, i) => `${label || `row ${i + 1}`}: ${cells.length} pictures`);
    sheet.setAttribute(
      "aria-label",
      [`Figure of ${rows.join("; ")}`, model.get("caption")].filter(Boolean).join(". "),
    );
  }
  watch(
    model,
    Object.fromEntries(controlNames.map((name) => [name, show])) as Record<string, () => void>,
    signal,
  );
  show();
  return () => {
    controller.abort();
    notice.destroy();
    root.remove();
  };
}

/** A layer's own pixels, unknown ones as they are drawn. */
function canvasOf(layer: Layer): HTMLCanvasElement {
  const { width, height } = layer.state;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const words = drawLayer(sourceOfLayer(layer), layer.state, { width, height, left: 0, top: 0, scale: 1 });
  const image = new ImageData(new Uint8ClampedArray(words.buffer as ArrayBuffer), width, height);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}
