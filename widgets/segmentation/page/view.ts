/** The page's half of SegmentationView: the view shows what the model says, and the hand tells the model. */
import { makeSegments } from "../../shared/page/controls/segments.js";
import { element } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { makeReadout } from "../../shared/page/shell/readout.js";
import { makeViewFrame, sharedKeys } from "../../shared/page/shell/viewFrame.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import type { StageFrame } from "../../shared/page/stage/stage.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import { colourOf, colourTable, countIds } from "../colours.js";
import { blend, type SegmentLayer, sampleIds } from "../draw.js";
import {
  controlNames,
  type GroundName,
  type SegmentationControls,
  type SegmentationState,
} from "../state.js";
import { makeRegionControls, sharesOf } from "./controls.js";
import { paintRegion } from "./highlight.js";
import { makeLegend } from "./legend.js";
import { menuOfSegmentation } from "./menu.js";
import { picturesOf } from "./pictures.js";
import { readingFields, readingInWords, readingValues, readRegion } from "./reading.js";
import { segmentationStyle } from "./style.js";

const groundNames = { photo: "Photo", painted: "Painted", none: "None" } as const;
const drawings = ["fill", "contour", "both"] as const;

const keysOfSegmentation = [
  ["← ↑ ↓ →", "walk over the pixels; with Shift ten at once"],
  ["Space", "hold to see the picture without regions"],
  ["I", "show only the region under the cursor; again: all"],
  ["D", "fill, contour, both"],
  ["P", "next picture under the regions"],
  ...sharedKeys,
] as const;

/** Shows a SegmentationView's model in an element; returns how to end it. */
export function renderSegmentationView({ model, el }: RenderProps<SegmentationState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const pictures = picturesOf(model);
  const regions = model.get("regions");
  const counts = countIds(pictures.ids);
  const grounds = (["photo", "painted", "none"] as const).filter((name) => name === "none" || pictures[name]);
  let isLifted = false;
  let previewed: number | null = null;
  let outlined: number | undefined;
  let layer: SegmentLayer | undefined;
  let layerKey = "";
  let image: ImageData | undefined;

  const controlsOf = (): SegmentationControls =>
    Object.fromEntries(controlNames.map((key) => [key, model.get(key)])) as unknown as SegmentationControls;
  function change(changes: Partial<SegmentationControls>): void {
    for (const [key, value] of Object.entries(changes))
      model.set(key as keyof SegmentationControls, value as never);
    model.save_changes();
  }
  function paint(context: CanvasRenderingContext2D, view: StageFrame): void {
    const state = controlsOf();
    const { width, height, left, top, scale } = view;
    const key = [state.ground, width, height, left, top, scale].join(" ");
    if (key !== layerKey || !layer) layer = sampleIds(pictures, state.ground, view);
    layerKey = key;
    if (image?.width !== width || image.height !== height) image = new ImageData(width, height);
    const isolated = previewed === null ? state.isolated : [previewed];
    const table = colourTable(regions, { ...state, isolated });
    const how = { ...state, table, opacity: isLifted ? 0 : state.opacity };
    blend(layer, pictures, how, new Uint32Array(image.data.buffer));
    context.putImageData(image, 0, 0);
  }
  function lift(isUp: boolean): void {
    if (isLifted === isUp) return;
    isLifted = isUp;
    stage.repaint();
  }
  const idUnderCursor = (): number | undefined => {
    const pixel = model.get("cursor");
    return pixel ? pictures.ids[pixel.y * pictures.width + pixel.x] : undefined;
  };

  const groundChoice = makeSegments<GroundName>(
    "Picture under the regions",
    grounds.map((name) => [name, groundNames[name]] as const),
    (ground) => change({ ground }),
  );
  groundChoice.root.hidden = grounds.length === 1;
  const controls = makeRegionControls(change, pictures.margin && sharesOf(pictures.margin));
  const legend = makeLegend(regions, counts, pictures.ids.length, {
    change,
    preview(id) {
      previewed = id;
      stage.repaint();
    },
  });
  const readout = makeReadout(readingFields(pictures.painted !== undefined));
  const frame = makeViewFrame(
    el,
    {
      label: "Segmentation view",
      stage: {
        picture: pictures,
        paint,
        paintOverlay: (context, view) => paintRegion(context, view, layer, pictures.ids, idUnderCursor()),
      },
      head: [groundChoice.root],
      foot: [readout.root, controls.root, legend.root],
      keys: keysOfSegmentation,
      history: makeHistory(
        model,
        controlNames.filter((key) => key !== "cursor"),
        signal,
      ),
      menu: () => menuOfSegmentation(model, frame, counts, pictures.ids),
      note: model.get("note"),
    },
    signal,
  );
  frame.root.prepend(element("style", {}, segmentationStyle));
  const { stage } = frame;

  // From the hand to the model.
  const pointing = makePointing(
    () => model.get("cursor"),
    (cursor) => change({ cursor }),
  );
  bindPointer(stage, { onHover: pointing.hover, onPin: (pixel) => pointing.pin(pixel, false) }, signal);
  function pressKey(key: string): boolean {
    const id = idUnderCursor();
    switch (key.toLowerCase()) {
      case " ":
        lift(true);
        return true;
      case "i": {
        const { isolated } = controlsOf();
        if (isolated.length > 0) change({ isolated: [] });
        else if (regions.some((region) => region.id === id)) change({ isolated: [id as number] });
        return true;
      }
      case "d":
        change({ drawing: drawings[(drawings.indexOf(model.get("drawing")) + 1) % drawings.length] });
        return true;
      case "p":
        change({ ground: grounds[(grounds.indexOf(model.get("ground")) + 1) % grounds.length] });
        return true;
      default:
        return false;
    }
  }
  bindKeys(
    stage,
    {
      cursor: () => model.get("cursor"),
      onPin: (pixel) => pointing.pin(pixel, true),
      onKey: ({ key }) => pressKey(key) || frame.pressKey(key),
    },
    signal,
  );
  stage.root.addEventListener("keyup", ({ key }) => key === " " && lift(false), { signal });
  stage.root.addEventListener("blur", () => lift(false), { signal });

  // From the model to the eye.
  function showControls(): void {
    const state = controlsOf();
    groundChoice.setValue(state.ground);
    controls.show(state);
    legend.show(state);
    stage.repaint();
  }
  function showCursor(): void {
    const pixel = model.get("cursor");
    const isByKeys = pointing.changed(pixel);
    stage.setCursor(pixel, { isRevealed: isByKeys });
    const id = idUnderCursor();
    // Within a region the outline stays as it is.
    if (id !== outlined) stage.repaintOverlay();
    outlined = id;
    legend.mark(id);
    if (!pixel) return readout.show(null);
    const reading = readRegion(pictures, regions, pixel);
    const { region } = reading;
    const shown = region && colourOf(region, regions.indexOf(region), model.get("palette"));
    readout.show(readingValues(pixel, reading, shown));
    // By keys, not by a hovering mouse.
    if (isByKeys) frame.say(readingInWords(pixel, reading));
  }
  const onControls = controlNames
    .filter((key) => key !== "cursor")
    .map((key) => [key, showControls] as const);
  watch(model, { ...Object.fromEntries(onControls), cursor: showCursor }, signal);
  const kind = model.get("areInstances") ? "instances" : "classes";
  stage.description = `Segmentation, ${pictures.width} × ${pictures.height} pixels, ${regions.length} ${kind}`;
  showControls();
  showCursor();

  return () => {
    controller.abort();
    pointing.cancel();
  };
}
