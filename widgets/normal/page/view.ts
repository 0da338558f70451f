/** The page's half of NormalView: the view shows what the model says, and the hand tells the model. */
import { modeAfter, modeOf, stateFor } from "../../shared/beside.js";
import { makeBeside } from "../../shared/page/beside/beside.js";
import { breathe } from "../../shared/page/breathe.js";
import { makeChoice } from "../../shared/page/controls/choice.js";
import { makeColourKey } from "../../shared/page/controls/colourKey.js";
import { element } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { followState } from "../../shared/page/shell/livePanels.js";
import { makePanels } from "../../shared/page/shell/panels.js";
import { makeReadout } from "../../shared/page/shell/readout.js";
import { makeViewFrame } from "../../shared/page/shell/viewFrame.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import type { Stage } from "../../shared/page/stage/stage.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import { directionInWords, normalAt } from "../directions.js";
import { countDirections, type MainDirection, mainDirections } from "../gauss.js";
import { readPatch, shareInCone } from "../measure.js";
import {
  controlNames,
  type NormalControls,
  type NormalPanelName,
  type NormalPictureName,
  type NormalState,
  pictureNamesOf,
} from "../state.js";
import { makeBall } from "./ball.js";
import { makeBallControls } from "./ballControls.js";
import { keysOfNormalView, pressKey } from "./keys.js";
import { menuOfNormals } from "./menu.js";
import { panelsOfNormals } from "./panels/index.js";
import { pictureNames } from "./pictureNames.js";
import { inAxes, picturesOf } from "./pictures.js";
import { readingInWords, readingValues, readNormal, readoutFields } from "./readout.js";
import { scaleOf } from "./scales.js";
import { makeNormalSight } from "./sight.js";
import { angleTool, makeToolRow, patchTool } from "./tools.js";

/** Shows a NormalView's model in an element; returns how to end it. */
export function renderNormalView({ model, el }: RenderProps<NormalState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const given = picturesOf(model);
  let pictures = inAxes(given, model.get("axes"));
  const names = pictureNamesOf(given);

  const controlsOf = (): NormalControls =>
    Object.fromEntries(controlNames.map((key) => [key, model.get(key)])) as unknown as NormalControls;
  function change(changes: Partial<NormalControls>): void {
    for (const [key, value] of Object.entries(changes))
      model.set(key as keyof NormalControls, value as never);
    model.save_changes();
  }
  const sight = makeNormalSight(() => pictures, names, controlsOf);
  const normalUnderCursor = () => {
    const pixel = model.get("cursor");
    return pixel ? normalAt(pictures.normals, pixel.y * pictures.width + pixel.x) : null;
  };
  const lift = (isUp: boolean): void => {
    if (sight.lift(isUp)) repaint();
  };
  const peek = (isHeld: boolean): void => {
    if (sight.peek(isHeld)) repaint();
  };

  const pictureChoice = makeChoice<NormalPictureName>(
    "Picture",
    names.map((name) => [name, pictureNames[name]] as const),
    (picture) => change({ picture }),
  );
  const legends = [makeColourKey(), makeColourKey()];
  const readout = makeReadout(readoutFields(pictures));
  const ball = makeBall(change, (text) => frame.say(text));
  const ballControls = makeBallControls(change);
  const toolRow = makeToolRow(change);
  const bodies = followState(panelsOfNormals(given, names, change), (panel) =>
    panel.show(controlsOf(), pictures),
  );
  const panels = makePanels(bodies.panels, (panel) => change({ panel: panel as NormalPanelName | null }));
  const frame = makeViewFrame(
    el,
    {
      label: "Normal view",
      stage: { picture: given, ...sight.first },
      head: [pictureChoice.root],
      foot: [
        readout.root,
        ...legends.map(({ root }) => root),
        element("div", { class: "peel-ball-row" }, ball.root, ballControls.root),
        toolRow.root,
        panels.root,
      ],
      keys: keysOfNormalView,
      history: makeHistory(
        model,
        controlNames.filter((key) => key !== "cursor"),
        signal,
      ),
      menu: () => menuOfNormals(model, frame, pictures, given.depth),
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
  const tools = {
    read: undefined,
    angle: angleTool(given, () => model.get("anchor"), change),
    patch: patchTool(given, () => model.get("patch"), change),
  };
  const tool = () => tools[model.get("tool")];
  const targets = {
    state: controlsOf,
    names,
    normal: normalUnderCursor,
    change,
    lift: () => holdAll(true),
    peek: () => holdReference(true),
    nextBeside: () => change(stateFor(modeAfter(controlsOf()))),
    focusBall: () => ball.root.querySelector("canvas")?.focus(),
  };
  function bind(to: Stage): void {
    bindPointer(to, { onHover: pointing.hover, onPin: (pixel) => pointing.pin(pixel, false), tool }, signal);
    bindKeys(
      to,
      {
        cursor: () => model.get("cursor"),
        onPin: (pixel) => pointing.pin(pixel, true),
        tool,
        onKey: ({ key }) => pressKey(key, targets) || frame.pressKey(key),
      },
      signal,
    );
    const letGo = (key: string): void => {
      if (key === " ") holdAll(false);
      if (key.toLowerCase() === "t") holdReference(false);
    };
    to.root.addEventListener("keyup", ({ key }) => letGo(key), { signal });
    to.root.addEventListener("blur", () => [" ", "t"].forEach(letGo), { signal });
  }
  bind(stage);
  const beside = makeBeside(
    stage,
    { other: sight.other, bind, onShare: (share) => change({ swipe: share }), onFlip: peek },
    signal,
  );

  // What a key shows while it is held has a name.
  function holdAll(isHeld: boolean): void {
    lift(isHeld);
    beside.hold(isHeld && model.get("direction") ? "All directions" : undefined);
  }
  function holdReference(isHeld: boolean): void {
    peek(isHeld);
    beside.hold(isHeld ? pictureNames[sight.reference] : undefined);
  }

  // From the model to the eye.
  function showPicture(): void {
    const state = controlsOf();
    pictureChoice.setValue(state.picture);
    sight.refresh();
    beside.show(state, [pictureNames[state.picture], pictureNames[sight.reference]]);
    const { reference } = sight;
    const isBeside = modeOf(state) !== "none" && reference !== state.picture;
    const others = isBeside ? scaleOf(reference, state.lengthLimit) : undefined;
    legends[0].show(scaleOf(state.picture, state.lengthLimit), others ? pictureNames[state.picture] : "");
    legends[1].show(others, pictureNames[reference]);
    repaint();
    bodies.refresh();
  }
  function repaint(): void {
    stage.repaint();
  }
  function showBall(): void {
    ball.show({ ...controlsOf(), normal: normalUnderCursor() });
  }
  function showLight(): void {
    showBall();
    showPicture();
  }
  let share: number | undefined;
  function showDirection(): void {
    const { direction, cone } = controlsOf();
    share = direction ? shareInCone(pictures.normals, direction, cone) : undefined;
    showBallControls();
    stage.repaint();
  }
  function showBallControls(): void {
    ballControls.show(controlsOf(), share);
    showBall();
  }
  function showMarks(): void {
    const { tool: name, patch } = controlsOf();
    toolRow.show(name, patch ? readPatch(pictures.normals, given.width, patch) : undefined);
    stage.repaintOverlay();
    bodies.refresh();
  }
  function showAxes(): void {
    pictures = inAxes(given, model.get("axes"));
    showPicture();
    showDirection();
    showMarks();
    showCursor();
    void count();
  }
  function showCursor(): void {
    const pixel = model.get("cursor");
    const isByKeys = pointing.changed(pixel);
    stage.setCursor(pixel, { isRevealed: isByKeys });
    showBall();
    if (model.get("anchor")) stage.repaintOverlay();
    if (!pixel) return readout.show(null);
    const reading = readNormal(pictures, pixel, model.get("anchor"));
    readout.show(readingValues(pixel, reading));
    // By keys, not by a hovering mouse.
    if (isByKeys) frame.say(readingInWords(pixel, reading));
  }
  async function count(): Promise<void> {
    const counted = pictures.normals;
    try {
      const map = await countDirections(counted, () => breathe(signal));
      // Other axes have come meanwhile.
      if (counted !== pictures.normals) return;
      const main = mainDirections(map);
      ball.setCounts(map);
      ballControls.showMain(main);
      stage.description = describe(given.width, given.height, map.total, main);
    } catch {
      // The view is gone.
    }
  }
  watch(
    model,
    {
      ...{ picture: showPicture, reference: showPicture, beside: showPicture, swipe: showPicture },
      axes: showAxes,
      direction: showDirection,
      cone: showDirection,
      light: showLight,
      ambient: showLight,
      specular: showLight,
      albedo: showLight,
      lengthLimit() {
        showPicture();
      },
      needles: showMarks,
      anchor() {
        showMarks();
        showCursor();
      },
      patch: showMarks,
      tool: showMarks,
      ball: showBallControls,
      handle: showBallControls,
      turn: showBallControls,
      panel: () => panels.show(model.get("panel")),
      cursor: showCursor,
    },
    signal,
  );
  stage.description = `Normals, ${given.width} × ${given.height} pixels`;
  showPicture();
  showDirection();
  showMarks();
  showCursor();
  panels.show(model.get("panel"));
  void count();

  return () => {
    controller.abort();
    pointing.cancel();
    beside.destroy();
    ball.destroy();
    panels.destroy();
  };
}

function describe(width: number, height: number, total: number, main: readonly MainDirection[]): string {
  const empty = 1 - total / (width * height);
  const none = empty > 0 ? `, ${(100 * empty).toFixed(1)} % without a surface` : "";
  const facing = main.map(
    ({ direction, share }) => `${directionInWords(direction)} ${Math.round(100 * share)} %`,
  );
  return `Normals, ${width} × ${height} pixels${none}; mostly facing ${facing.join("; ") || "nowhere"}`;
}
