/** The other picture of a view: beyond a bar, in a stage beside, or in turn with the first. */
import { type BesideState, modeOf } from "../../beside.js";
import { element, setText } from "../element.js";
import type { Stage, StageOptions } from "../stage/stage.js";
import { makeBlink } from "./blink.js";
import { makeSwipe } from "./swipe.js";
import { makeTwin } from "./twin.js";

export interface BesideTargets {
  /** paints the other picture, and the marks over it, in a stage of its own */
  readonly other: Pick<StageOptions, "paint" | "paintOverlay">;
  /** Binds pointer and keys to that stage. */
  readonly bind: (twin: Stage) => void;
  /** The bar was moved. */
  readonly onShare: (share: number) => void;
  /** The other picture is to be seen instead of the first, or no longer. */
  readonly onFlip: (isOther: boolean) => void;
}

export interface Beside {
  /** Shows a state; the pictures are called by these names. */
  show(state: BesideState, names: readonly [first: string, other: string]): void;
  /** Names what a key shows while it is held; nothing when it is let go. */
  hold(what: string | undefined): void;
  destroy(): void;
}

export function makeBeside(
  stage: Stage,
  { other, bind, onShare, onFlip }: BesideTargets,
  signal: AbortSignal,
): Beside {
  const swipe = makeSwipe(onShare);
  const name = element("span", { class: "peel-stage-name", "aria-hidden": "true", hidden: "" });
  stage.root.append(swipe.root, name);
  const twin = makeTwin(stage, other, bind, signal);
  let shown: readonly [string, string] = ["", ""];
  let flipped: 0 | 1 = 0;
  let isBlinking = false;
  let held: string | undefined;
  function showName(): void {
    setText(name, held ?? (isBlinking ? shown[flipped] : ""));
    name.hidden = name.textContent === "";
  }
  const blink = makeBlink((isOther) => {
    flipped = isOther ? 1 : 0;
    showName();
    onFlip(isOther);
  });
  return {
    show(state, names) {
      const mode = modeOf(state);
      shown = names;
      swipe.show(mode === "swipe" ? state.swipe : null, names);
      twin.show(mode === "side" ? names : null);
      isBlinking = mode === "blink";
      if (isBlinking) blink.start();
      else blink.stop();
      showName();
    },
    hold(what) {
      held = what;
      showName();
    },
    destroy: blink.stop,
  };
}
