/** The page's half of CodeCube: the picture, the cube beside it, and the transform; each points at the others. */
import { layersOf } from "../../layers/page/layersOf.js";
import { makeLayerPainter } from "../../layers/page/painter.js";
import { sourceOfLayer } from "../../layers/source.js";
import { makeSegments } from "../../shared/page/controls/segments.js";
import { makeSlider } from "../../shared/page/controls/slider.js";
import { makeToggle } from "../../shared/page/controls/toggle.js";
import { element, setText } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { stateAsCode } from "../../shared/page/shell/copyState.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { makeReadout } from "../../shared/page/shell/readout.js";
import { makeViewFrame, sharedKeys } from "../../shared/page/shell/viewFrame.js";
import { bindOrbit } from "../../shared/page/stage/orbitHand.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import type { StageFrame } from "../../shared/page/stage/stage.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import { boxOf, countColours } from "../bins.js";
import { type CodeInCube, codeInCube } from "../code.js";
import {
  type CubeColouring,
  type CubeControls,
  type CubeState,
  controlNames,
  cubeDefaults,
} from "../state.js";
import { makeCubeCanvas } from "./cubeCanvas.js";
import { makeTransformChart } from "./transformChart.js";

const keys = [
  ["← ↑ ↓ →", "walk over the pixels; in the cube, turn it"],
  ["+ − 0", "zoom, fit; in the cube, too"],
  ["C", "to the cube"],
  ...sharedKeys,
] as const;

/** Shows a CodeCube's model in an element; returns how to end it. */
export function renderCodeCube({ model, el }: RenderProps<CubeState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const [picture] = layersOf(model as never);
  const rgb = picture?.data as Uint8Array | undefined;
  const grid = picture ? { width: model.get("width"), height: model.get("height") } : { width: 4, height: 3 };
  const bins = rgb && countColours(rgb);
  const controls = (): CubeControls =>
    Object.fromEntries(controlNames.map((key) => [key, model.get(key)])) as unknown as CubeControls;
  function change(changes: Partial<CubeControls>): void {
    for (const [key, value] of Object.entries(changes)) model.set(key as keyof CubeControls, value as never);
    model.save_changes();
  }
  const kind = model.get("code");
  const codeNow = (): CodeInCube =>
    codeInCube({ code: kind, regions: model.get("regions"), lambda: model.get("lambda"), c: model.get("c") });
  let code = codeNow();

  const drawnWords = element("span", { class: "peel-label" });
  const cube = makeCubeCanvas({
    ...{ code: () => code, bins, controls, hasCells: kind === "legend" },
    onDrawn: (pixels) => setText(drawnWords, rgb ? shareText(pixels / (rgb.length / 3)) : ""),
  });
  const colouring = makeSegments<CubeColouring>(
    "Colours of the points",
    [
      ["painted", "as painted"],
      ["decoded", "as decoded"],
      ["residual", "how far off"],
    ],
    (value) => change({ colouring: value }),
  );
  const least = makeSlider(
    {
      ...{ label: "Only what is off by", min: 0, max: 64, step: 1 },
      inWords: (levels) => (levels === 0 ? "anything" : `${levels} levels`),
      onValue: (leastResidual) => change({ leastResidual }),
    },
    0,
  );
  const cells = makeToggle("Cells on the far faces", (isOn) => change({ cells: isOn }));
  cells.root.hidden = kind !== "legend";
  const chart = makeTransformChart(change);
  chart.root.hidden = kind !== "depth";
  const readout = makeReadout([
    { name: "rgb", label: "painted", swatch: true },
    { name: "nearest", label: "nearest of the code", swatch: true },
    { name: "residual", label: "off by" },
    { name: "value", label: "is" },
    { name: "count", label: "pixels of about this colour", optional: true },
  ]);
  const paint = makeLayerPainter(grid);
  const source = picture && sourceOfLayer(picture);
  /** the box of colours that is pointed at in the cube; its pixels are framed in the picture */
  let pointed = -1;
  const frame = makeViewFrame(
    el,
    {
      label: "Code cube",
      stage: {
        picture: grid,
        paint: (context, view) => source && paint(context, source, view),
        paintOverlay: (context, view) => paintPointed(context, view),
      },
      head: [colouring.root],
      foot: [
        readout.root,
        element("div", { class: "peel-row" }, least.root, drawnWords, cells.root),
        chart.root,
      ],
      keys,
      history: makeHistory(
        model,
        controlNames.filter((key) => key !== "cursor"),
        signal,
        ["colouring", "cells"],
      ),
      menu: () => [
        {
          text: "Save the cube as seen (PNG)",
          run: async () => saveFile("cube.png", await pngOf(cube.root)),
        },
        {
          text: "Copy the state as code",
          async run() {
            await navigator.clipboard.writeText(stateAsCode({ ...controls() }, { ...cubeDefaults }));
            frame.notice.say("Copied: paste it in a cell after the view’s own.");
          },
        },
      ],
      note: model.get("note"),
    },
    signal,
  );
  const { stage } = frame;
  const body = stage.root.parentElement;
  body?.classList.add("peel-two");
  stage.root.after(cube.root);
  stage.root.hidden = !picture;
  frame.root.style.maxWidth = picture ? "1000px" : "560px";
  colouring.root.hidden = !picture;
  least.root.hidden = !picture;
  stage.description = picture ? `Painted picture, ${grid.width} × ${grid.height} pixels` : "";

  function paintPointed(context: CanvasRenderingContext2D, view: StageFrame): void {
    if (!rgb || pointed < 0) return;
    context.fillStyle = "#fff";
    const side = Math.max(2, view.scale);
    for (let i = 0; i < rgb.length / 3; i++) {
      if (boxOf(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]) !== pointed) continue;
      const x = ((i % grid.width) - view.left) * view.scale;
      const y = (Math.floor(i / grid.width) - view.top) * view.scale;
      if (x > -side && y > -side && x < view.width && y < view.height) context.fillRect(x, y, side, side);
    }
  }

  // From the hand to the model.
  const pointing = makePointing(
    () => model.get("cursor"),
    (cursor) => change({ cursor }),
  );
  bindPointer(stage, { onHover: pointing.hover, onPin: (pixel) => pointing.pin(pixel, false) }, signal);
  bindKeys(
    stage,
    {
      cursor: () => model.get("cursor"),
      onPin: (pixel) => pointing.pin(pixel, true),
      onKey({ key }) {
        if (key.toLowerCase() !== "c") return frame.pressKey(key);
        cube.root.focus();
        return true;
      },
    },
    signal,
  );
  bindOrbit(
    cube.root,
    () => model.get("viewpoint"),
    (viewpoint) => change({ viewpoint }),
    (place) => pointInCube(place ? cube.boxAt(place) : -1),
    () => change({ viewpoint: cubeDefaults.viewpoint }),
  );
  function pointInCube(box: number): void {
    if (box === pointed) return;
    pointed = box;
    stage.repaintOverlay();
    if (box < 0 || !bins) return showCursor();
    const [r, g, b] = bins.means.subarray(3 * box, 3 * box + 3);
    showColour([Math.round(r), Math.round(g), Math.round(b)], bins.counts[box]);
  }

  // From the model to the eye.
  function showColour(colour: readonly [number, number, number] | null, count?: number): void {
    cube.mark(colour);
    if (!colour) {
      readout.show(null);
      return chart.show(controls(), undefined);
    }
    const { nearest, residual, text, position } = code.read(...colour);
    const words = (levels: readonly number[]): string => levels.map(Math.round).join(" ");
    readout.show({
      rgb: { text: words(colour), colour: `rgb(${words(colour)})` },
      nearest: { text: words(nearest), colour: `rgb(${words(nearest)})` },
      residual: `${residual.toFixed(1)} levels`,
      value: text,
      count: count === undefined ? "" : count.toLocaleString("en"),
    });
    chart.show(controls(), position);
  }
  function showCursor(): void {
    const pixel = picture ? model.get("cursor") : null;
    const isByKeys = pointing.changed(pixel);
    stage.setCursor(pixel, { isRevealed: isByKeys });
    if (!pixel || !rgb) return showColour(null);
    const at = 3 * (pixel.y * grid.width + pixel.x);
    const colour = [rgb[at], rgb[at + 1], rgb[at + 2]] as const;
    showColour(colour);
    if (isByKeys) {
      const { residual, text } = code.read(...colour);
      frame.say(
        `x ${pixel.x}, y ${pixel.y}: painted ${colour.join(" ")}, off by ${residual.toFixed(1)} levels, ${text}`,
      );
    }
  }
  function showLook(): void {
    colouring.setValue(model.get("colouring"));
    least.setValue(model.get("leastResidual"));
    cells.setValue(model.get("cells"));
    cube.repaint();
  }
  function showCode(): void {
    code = codeNow();
    cube.repaint();
    showCursor();
  }
  watch(
    model,
    {
      ...{ lambda: showCode, c: showCode, viewpoint: cube.repaint },
      ...{ colouring: showLook, leastResidual: showLook, cells: showLook, cursor: showCursor },
    },
    signal,
  );
  showLook();
  showCode();

  return () => {
    controller.abort();
    pointing.cancel();
    cube.destroy();
  };
}

const shareText = (share: number): string => `${(100 * share).toFixed(1)}\u00a0% of the pixels are shown`;
