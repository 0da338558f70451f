/** From the hand to the model: pointer, keys, and what is drawn on the picture. */
import { modeAfter, stateFor } from "../../shared/beside.js";
import type { ViewFrame } from "../../shared/page/shell/viewFrame.js";
import { makePointing, type Pointing } from "../../shared/page/stage/pointing.js";
import type { Pixel, Stage } from "../../shared/page/stage/stage.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import type { DepthPanelName, DepthPictureName, PixelPair } from "../state.js";
import type { DepthAccess } from "./access.js";
import { pressKey } from "./keys.js";
import { pairTool } from "./tools.js";

export interface HandTargets {
  readonly frame: ViewFrame;
  readonly access: DepthAccess;
  readonly size: { readonly width: number; readonly height: number };
  readonly pictures: readonly DepthPictureName[];
  /** metres under the cursor; NaN where there are none */
  readonly metres: () => number;
  /** Shows the picture without the slice, while Space is held. */
  readonly lift: (isUp: boolean) => void;
  /** Shows the truth, or the photo, while B is held. */
  readonly peek: (isHeld: boolean) => void;
  /** Shows a pair that is being drawn; null when there is none. */
  readonly preview: (pair: PixelPair | null) => void;
}

export interface Hand {
  /** who moves the cursor */
  readonly pointing: Pointing;
  /** Binds the same to a stage beside the view's own. */
  readonly bind: (stage: Stage) => void;
}

/** Binds everything that a hand can do to the stage. */
export function bindHand(
  { frame, access, size, pictures, metres, lift, peek, preview }: HandTargets,
  signal: AbortSignal,
): Hand {
  const { get, change } = access;
  const pointing = makePointing(
    () => get("cursor"),
    (cursor) => change({ cursor }),
  );
  const tools = {
    read: undefined,
    measure: pairTool(size, preview, (pair) => change({ measures: [...get("measures"), pair] })),
    line: pairTool(size, preview, (line) => change({ line, profile: "line" })),
  };
  const tool = () => tools[get("tool")];
  const targets = {
    ...{ metres, change, pictures },
    slice: access.slice,
    picture: () => get("picture"),
    lift: () => lift(true),
    peek: () => peek(true),
    toggleSweep: () => change({ sweep: !get("sweep") }),
    togglePanel: (name: DepthPanelName) => change({ panel: get("panel") === name ? null : name }),
    toggleMeasuring: () =>
      change(get("tool") === "measure" ? { tool: "read" } : { tool: "measure", panel: "measure" }),
    nextBeside: () => {
      if (pictures.length > 1) change(stateFor(modeAfter({ beside: get("beside"), swipe: get("swipe") })));
    },
    toggleIsolines: () => change({ isolines: !get("isolines") }),
  };
  const letGo = (key: string): void => {
    if (key === " ") lift(false);
    if (key === "b" || key === "B") peek(false);
  };
  function bind(stage: Stage): void {
    const onPin = (pixel: Pixel | null): void => pointing.pin(pixel, false);
    bindPointer(stage, { onHover: pointing.hover, onPin, tool }, signal);
    bindKeys(
      stage,
      {
        cursor: () => get("cursor"),
        onPin: (pixel) => pointing.pin(pixel, true),
        tool,
        onKey: ({ key }) => pressKey(key, targets) || frame.pressKey(key),
      },
      signal,
    );
    stage.root.addEventListener("keyup", ({ key }) => letGo(key), { signal });
    stage.root.addEventListener("blur", () => [" ", "b"].forEach(letGo), { signal });
  }
  bind(frame.stage);
  return { pointing, bind };
}
