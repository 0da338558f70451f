/** The page's half of PointCloudView: the picture, and beside it its points in space; each points at the other. */

import { accessTo } from "../../depth/page/access.js";
import { fileOf } from "../../depth/page/files.js";
import { makeLooks } from "../../depth/page/looks.js";
import { makePainter } from "../../depth/page/painter.js";
import { makePointsPanel } from "../../depth/page/panels/pointsPanel.js";
import { picturesOf } from "../../depth/page/pictures.js";
import { readingInWords, readPixel } from "../../depth/page/readout.js";
import { farMetres } from "../../depth/state.js";
import { metresInWords, metresText, roundMetres } from "../../shared/metresText.js";
import { makeSlider } from "../../shared/page/controls/slider.js";
import { makeToggle } from "../../shared/page/controls/toggle.js";
import { element } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { stateAsCode } from "../../shared/page/shell/copyState.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { makeReadout } from "../../shared/page/shell/readout.js";
import { makeViewFrame, sharedKeys } from "../../shared/page/shell/viewFrame.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import { controlNames, type PointState, pointDefaults } from "../state.js";

const keys = [
  ["← ↑ ↓ →", "in the cloud: turn it, with Shift move it; in the picture: walk over its pixels"],
  ["+ − 0", "nearer, farther, back to the camera"],
  ["P", "picture beside the points, or not"],
  ...sharedKeys,
] as const;

/** Shows a PointCloudView's model in an element; returns how to end it. */
export function renderPointCloudView({ model, el }: RenderProps<PointState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const access = accessTo(model);
  const { change, controls } = access;
  const pictures = picturesOf(model);
  const looks = makeLooks(pictures, controls());
  const shown = { pictures, decoded: pictures.metres, alignment: "none" } as const;
  const painter = makePainter(pictures);
  const pointing = makePointing(
    () => model.get("cursor"),
    (cursor) => change({ cursor }),
  );
  const points = makePointsPanel({ change, hover: pointing.hover }, pictures, looks);
  const readout = makeReadout([
    { name: "metres", label: "depth" },
    { name: "x", label: "x" },
    { name: "y", label: "y", joined: true },
  ]);
  const [least, most] = rangeOf(pictures.metres);
  const limit = (label: string, key: "near" | "far", open: number) =>
    makeSlider(
      {
        ...{ label, min: 0, max: 1, step: 0.005 },
        inWords: (share) => (share === open ? "open" : metresText(metresAt(share))),
        onValue: (share) =>
          change({ [key]: share === open ? (key === "near" ? 0 : Infinity) : roundMetres(metresAt(share)) }),
      },
      open,
    );
  const metresAt = (share: number): number => least * (most / least) ** share;
  const shareOf = (metres: number): number => Math.log(metres / least) / Math.log(most / least);
  const [near, far] = [limit("Near", "near", 0), limit("Far", "far", 1)];
  let isBeside = true;
  const beside = makeToggle("Picture beside", (isOn) => showBeside(isOn));
  const frame = makeViewFrame(
    el,
    {
      label: "Point cloud view",
      stage: {
        picture: pictures,
        paint: (context, view) =>
          painter.paint(context, view, looks.source(pictures.photo ? "photo" : "depth"), access.slice()),
      },
      head: [beside.root],
      foot: [readout.root, element("div", { class: "peel-row" }, near.root, far.root)],
      keys,
      history: makeHistory(
        model,
        controlNames.filter((name) => name !== "cursor"),
        signal,
      ),
      menu: () => [
        {
          text: "Save the points as seen (PNG)",
          run: async () => saveFile("points.png", await pngOf(cloud())),
        },
        ...(["points.ply", "surface.glb"] as const).map((name) => ({
          text: name === "points.ply" ? "Save points (PLY)" : "Save the surface (GLB)",
          run: async () => saveFile(name, (await fileOf(name, pictures, access)).content),
        })),
        {
          text: "Copy the state as code",
          async run() {
            const all = controls() as unknown as Record<string, unknown>;
            const state = Object.fromEntries(controlNames.map((name) => [name, all[name]]));
            const code = stateAsCode(
              { ...state, far: farMetres(model.get("far")) },
              { ...pointDefaults, far: Infinity },
            );
            await navigator.clipboard.writeText(code);
            frame.notice.say("Copied: paste it in a cell after the view’s own.");
          },
        },
      ],
      note: model.get("note"),
    },
    signal,
  );
  const { stage } = frame;
  const cloud = () => points.root.querySelector<HTMLCanvasElement>("canvas") as HTMLCanvasElement;
  const body = stage.root.parentElement;
  body?.classList.add("peel-two");
  points.root.classList.add("peel-beside");
  stage.root.after(points.root);
  stage.description = `${pictures.photo ? "Photo" : "Depth"}, ${pictures.width} × ${pictures.height} pixels`;
  frame.root.style.maxWidth = `${2 * Number.parseFloat(frame.root.style.maxWidth)}px`;
  function showBeside(isOn: boolean): void {
    isBeside = isOn;
    stage.root.hidden = !isOn;
    beside.setValue(isOn);
  }
  function pressKey(key: string): boolean {
    if (key.toLowerCase() !== "p") return frame.pressKey(key);
    showBeside(!isBeside);
    if (!isBeside) cloud().focus();
    return true;
  }
  bindPointer(stage, { onHover: pointing.hover, onPin: (pixel) => pointing.pin(pixel, false) }, signal);
  bindKeys(
    stage,
    {
      cursor: () => model.get("cursor"),
      onPin: (pixel) => pointing.pin(pixel, true),
      onKey: ({ key }) => pressKey(key),
    },
    signal,
  );
  points.root.addEventListener("keydown", (event) => {
    if (event.target !== cloud() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!pressKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });

  function showCursor(): void {
    const pixel = model.get("cursor");
    const isByKeys = pointing.changed(pixel);
    stage.setCursor(pixel, { isRevealed: isByKeys });
    points.show(controls());
    if (!pixel) return readout.show(null);
    const read = readPixel(shown as never, pixel, "metres");
    readout.show({ metres: metresText(read.metres), x: String(pixel.x), y: String(pixel.y) });
    if (isByKeys) frame.say(readingInWords(pixel, read) || metresInWords(read.metres));
  }
  function showPoints(): void {
    looks.update(controls());
    points.show(controls());
  }
  function showSlice(): void {
    const slice = access.slice();
    near.setValue(slice.near <= least ? 0 : Math.min(1, shareOf(slice.near)));
    far.setValue(slice.far >= most ? 1 : Math.max(0, shareOf(slice.far)));
    stage.repaint();
    showPoints();
  }
  watch(
    model,
    {
      ...{
        cursor: showCursor,
        near: showSlice,
        far: showSlice,
        viewpoint: showPoints,
        pointSize: showPoints,
      },
      ...{ pointColours: showPoints, edgeLimit: showPoints, fieldOfView: showPoints, measures: showPoints },
      ...{ colormap: showPoints, scale: showPoints, colourRange: showPoints },
    },
    signal,
  );
  showBeside(true);
  points.onShow?.(true);
  showSlice();
  showCursor();

  return () => {
    controller.abort();
    pointing.cancel();
    points.destroy();
  };
}

/** The finite depths of a picture, a little wider; metres above 0. */
function rangeOf(metres: Float32Array): readonly [number, number] {
  let [least, most] = [Infinity, 0];
  for (const depth of metres) {
    if (!(depth > 0 && depth < Infinity)) continue;
    if (depth < least) least = depth;
    if (depth > most) most = depth;
  }
  return most > least ? [0.98 * least, 1.02 * most] : [0.1, 10];
}
