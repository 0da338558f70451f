/** The page's half of SegmentationView: the view shows what the model says, and the hand tells the model. */
import { makeBeside } from "../../shared/page/beside/beside.js";
import { makeSegments } from "../../shared/page/controls/segments.js";
import { element } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { makePanels } from "../../shared/page/shell/panels.js";
import { makeReadout } from "../../shared/page/shell/readout.js";
import { makeViewFrame } from "../../shared/page/shell/viewFrame.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import type { Stage } from "../../shared/page/stage/stage.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import { colourOf } from "../colours.js";
import { namesAtSwipe } from "../draw/parts.js";
import { idControls } from "../shownIds.js";
import {
  controlNames,
  type GroundName,
  type SegmentationControls,
  type SegmentationPanelName,
  type SegmentationState,
} from "../state.js";
import { makeRegionControls } from "./controls.js";
import { makeDecoding } from "./current.js";
import { describeRegions } from "./describe.js";
import { letGoTool, makeFraming } from "./framing.js";
import { keysOfSegmentation, pressKey } from "./keys.js";
import { makeLegend } from "./legend.js";
import { paintBox, paintRegion } from "./marks.js";
import { menuOfSegmentation } from "./menu.js";
import { makeSegmentationPanels } from "./panels/index.js";
import { picturesOf } from "./pictures.js";
import { makePrompt } from "./prompt.js";
import { readingFields, readingInWords, readingValues, readRegion } from "./reading.js";
import { type Held, makeSight } from "./sight.js";
import { segmentationStyle } from "./style.js";

/** What is seen while a key is held; what is seen in turn has the names of its pictures. */
const namesHeld = { nothing: "Without regions", truth: "Truth", other: undefined } as const;

const groundNames = { photo: "Photo", painted: "Painted", none: "None" } as const;
/** Pieces are counted for the legend when the picture has been seen and the hand rests. */
const COUNT_MS = 200;

/** Shows a SegmentationView's model in an element; returns how to end it. */
export function renderSegmentationView({ model, el }: RenderProps<SegmentationState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const pictures = picturesOf(model);
  const regions = model.get("regions");
  const areInstances = model.get("areInstances");
  const byId = new Map(regions.map((region) => [region.id, region]));
  const placeOf = new Map(regions.map(({ id }, place) => [id, place]));
  const grounds = (["photo", "painted", "none"] as const).filter((name) => name === "none" || pictures[name]);
  const overlays = pictures.truth ? (["regions", "truth", "agreement"] as const) : (["regions"] as const);
  let outlined: number | undefined;

  const controlsOf = (): SegmentationControls =>
    Object.fromEntries(controlNames.map((key) => [key, model.get(key)])) as unknown as SegmentationControls;
  function change(changes: Partial<SegmentationControls>): void {
    for (const [key, value] of Object.entries(changes))
      model.set(key as keyof SegmentationControls, value as never);
    model.save_changes();
  }
  const decoding = makeDecoding(pictures, areInstances, controlsOf(), showIds);
  const sight = makeSight(pictures, regions, controlsOf, () => decoding.current.ids);
  const framing = makeFraming(byId, () => decoding.current.things());
  const placeUnderCursor = (): number | undefined => {
    const pixel = model.get("cursor");
    return pixel ? pixel.y * pictures.width + pixel.x : undefined;
  };
  const codeUnderCursor = (): number | undefined => {
    const place = placeUnderCursor();
    return place === undefined ? undefined : sight.codeAt(place);
  };
  const regionUnderCursor = (): number | undefined => {
    const id = decoding.current.ids[placeUnderCursor() ?? -1];
    return byId.has(id) ? id : undefined;
  };

  const groundChoice = makeSegments<GroundName>(
    "Picture under the regions",
    grounds.map((name) => [name, groundNames[name]] as const),
    (ground) => change({ ground }),
  );
  groundChoice.root.hidden = grounds.length === 1;
  const controls = makeRegionControls(change, pictures.truth !== undefined);
  const legend = makeLegend(regions, {
    change,
    preview(id) {
      sight.preview(id);
      repaintAll();
    },
  });
  const bodies = makeSegmentationPanels({ pictures, regions, areInstances, change }, (panel) =>
    panel.show(controlsOf(), decoding.current),
  );
  const panels = makePanels(bodies.panels, (panel) =>
    change({ panel: panel as SegmentationPanelName | null }),
  );
  const readout = makeReadout(readingFields(pictures));
  const frame = makeViewFrame(
    el,
    {
      label: "Segmentation view",
      stage: {
        picture: pictures,
        paint: sight.paint,
        paintOverlay(context, view) {
          paintRegion(context, view, sight.seen, codeUnderCursor());
          const instance = model.get("instance");
          const box = instance && decoding.current.things().at(instance)?.box;
          if (box) paintBox(context, view, box);
        },
      },
      head: [groundChoice.root],
      foot: [makePrompt(model.get("prompt") ?? null), readout.root, controls.root, legend.root, panels.root],
      keys: keysOfSegmentation(pictures.truth !== undefined),
      history: makeHistory(
        model,
        controlNames.filter((key) => key !== "cursor"),
        signal,
      ),
      menu: () => menuOfSegmentation(model, frame, pictures, decoding.current),
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
  const hold = (what?: Held): void => {
    if (sight.hold(what)) repaintAll();
  };
  /** What a key shows while it is held has a name. */
  const holdKey = (what?: Held): void => {
    hold(what);
    beside.hold(what && (what !== "truth" || pictures.truth) ? namesHeld[what] : undefined);
  };
  const letGo = letGoTool(() => change({ instance: null }));
  function step(by: 1 | -1): void {
    const instance = framing.step(controlsOf(), by);
    if (instance) change({ instance });
  }
  function bind(to: Stage): void {
    bindPointer(to, { onHover: pointing.hover, onPin: (pixel) => pointing.pin(pixel, false) }, signal);
    bindKeys(
      to,
      {
        cursor: () => model.get("cursor"),
        onPin: (pixel) => pointing.pin(pixel, true),
        tool: () => (model.get("instance") ? letGo : undefined),
        onKey: ({ key }) => {
          const on = { state: controlsOf, grounds, overlays, change, hold: holdKey, step };
          const at = { regionAtCursor: regionUnderCursor, listed: () => legend.listed };
          return pressKey(key, { ...on, ...at }) || frame.pressKey(key);
        },
      },
      signal,
    );
    const release = ({ key }: KeyboardEvent): void => {
      if (key === " " || key.toLowerCase() === "b") holdKey();
    };
    to.root.addEventListener("keyup", release, { signal });
    to.root.addEventListener("blur", () => holdKey(), { signal });
  }
  bind(stage);
  const beside = makeBeside(
    stage,
    {
      other: { paint: sight.paintOther },
      bind,
      onShare: (share) => change({ swipe: share }),
      onFlip: (isOther) => hold(isOther ? "other" : undefined),
    },
    signal,
  );

  // From the model to the eye.
  function repaintAll(): void {
    stage.repaint();
    stage.repaintOverlay();
  }
  function showOverlay(): void {
    sight.refresh();
    repaintAll();
  }
  function showControls(): void {
    const state = controlsOf();
    groundChoice.setValue(state.ground);
    controls.show(state);
    beside.show(state, namesAtSwipe(state.overlay, pictures.truth !== undefined));
    legend.show(state, decoding.current);
    bodies.refresh();
  }
  let counting = 0;
  function showIds(): void {
    stage.description = describeRegions(pictures, decoding.current.counts, regions, areInstances);
    showControls();
    showOverlay();
    showCursor();
    clearTimeout(counting);
    counting = window.setTimeout(() => legend.showParts(decoding.current.things().counts), COUNT_MS);
  }
  function showInstance(): void {
    const words = framing.show(stage, model.get("instance"));
    if (words) frame.say(words);
    stage.repaintOverlay();
    bodies.refresh();
  }
  function showCursor(): void {
    const pixel = model.get("cursor");
    const isByKeys = pointing.changed(pixel);
    stage.setCursor(pixel, { isRevealed: isByKeys });
    const code = codeUnderCursor();
    // Within a region the outline stays as it is.
    if (code !== outlined) stage.repaintOverlay();
    outlined = code;
    if (!pixel) {
      legend.mark(undefined);
      return readout.show(null);
    }
    const reading = readRegion(pictures, decoding.current.ids, byId, pixel);
    legend.mark(reading.id);
    const { region } = reading;
    const shown = region && colourOf(region, placeOf.get(region.id) ?? 0, model.get("palette"));
    readout.show(readingValues(pixel, reading, shown));
    // By keys, not by a hovering mouse.
    if (isByKeys) frame.say(readingInWords(pixel, reading));
  }
  const handlers: { [key in keyof SegmentationControls]?: () => void } = Object.fromEntries(
    controlNames.map((key) => [key, showControls]),
  );
  for (const key of ["overlay", "palette", "hatching", "hidden", "isolated", "confusion"] as const)
    handlers[key] = () => {
      showControls();
      showOverlay();
    };
  for (const key of ["opacity", "drawing", "thickness", "ground", "surroundings", "beside", "swipe"] as const)
    handlers[key] = () => {
      showControls();
      stage.repaint();
    };
  for (const key of idControls)
    handlers[key] = () => {
      decoding.update(controlsOf());
      showControls();
      stage.repaint();
    };
  handlers.panel = () => panels.show(model.get("panel"));
  handlers.instance = showInstance;
  handlers.cursor = showCursor;
  watch(model, handlers, signal);
  showIds();
  showInstance();
  panels.show(model.get("panel"));

  return () => {
    controller.abort();
    pointing.cancel();
    decoding.cancel();
    beside.destroy();
    clearTimeout(counting);
    panels.destroy();
  };
}
