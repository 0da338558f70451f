/** What stands beside the ball: what it shows, what a hand on it moves, the cone, the main directions. */
import { makeSegments } from "../../shared/page/controls/segments.js";
import { makeSlider } from "../../shared/page/controls/slider.js";
import { element } from "../../shared/page/element.js";
import { makeButton } from "../../shared/page/shell/button.js";
import { directionInWords } from "../directions.js";
import type { MainDirection } from "../gauss.js";
import { type BallContent, type BallHandle, type NormalControls, normalDefaults } from "../state.js";

export interface BallControls {
  readonly root: HTMLElement;
  /** @param share of all pixels, inside of the cone; undefined without a direction */
  show(state: NormalControls, share: number | undefined): void;
  showMain(directions: readonly MainDirection[]): void;
}

export function makeBallControls(change: (changes: Partial<NormalControls>) => void): BallControls {
  let share: number | undefined;
  const content = makeSegments<BallContent>(
    "The ball shows",
    [
      ["legend", "Legend"],
      ["density", "How often"],
    ],
    (ball) => change({ ball }),
  );
  const handle = makeSegments<BallHandle>(
    "A hand on the ball moves",
    [
      ["direction", "Pick"],
      ["light", "Light"],
      ["turn", "Turn"],
    ],
    (value) => change({ handle: value }),
  );
  const cone = makeSlider(
    {
      label: "Within",
      min: 1,
      max: 90,
      step: 1,
      inWords: (value) => `${value}°${share === undefined ? "" : `: ${(100 * share).toFixed(1)} %`}`,
      onValue: (value) => change({ cone: value }),
    },
    normalDefaults.cone,
  );
  const clear = makeButton("All", "Show all directions (Esc on the ball)", () => change({ direction: null }));
  const back = makeButton("Back", "Show the other half of the ball", () =>
    change({ turn: isBack ? [0, 0] : [180, 0] }),
  );
  let isBack = false;
  const main = element("div", {
    class: "peel-row peel-main",
    role: "group",
    "aria-label": "Main directions",
  });
  return {
    root: element(
      "div",
      { class: "peel-ball-controls" },
      element("div", { class: "peel-row" }, content.root, handle.root, back),
      element("div", { class: "peel-row" }, cone.root, clear),
      main,
    ),
    show(state, given) {
      share = given;
      isBack = Math.abs(state.turn[0]) > 90;
      back.setAttribute("aria-pressed", String(isBack));
      content.setValue(state.ball);
      handle.setValue(state.handle);
      cone.setValue(state.cone);
      clear.disabled = state.direction === null;
    },
    showMain(directions) {
      main.replaceChildren(
        ...directions.map(({ direction, share: part }) => {
          const words = `${directionInWords(direction)} ${Math.round(100 * part)} %`;
          const button = makeButton(words, `Look for ${words} of the normals`, () => change({ direction }));
          button.classList.add("peel-chip");
          return button;
        }),
      );
    },
  };
}
