import { element, setText } from "../element.js";

export interface Swipe {
  /** to be put on a stage */
  readonly root: HTMLElement;
  /** Shows the bar at a share of the stage's width, between what has these names; null takes it away. */
  show(share: number | null, names: readonly [left: string, right: string]): void;
}

/**
 * A bar over a stage that two pictures meet at: dragged by hand, moved by arrow keys as
 * https://www.w3.org/WAI/ARIA/apg/patterns/slider/ has it. The pictures themselves never move.
 */
export function makeSwipe(onShare: (share: number) => void): Swipe {
  const labels = ["left", "right"].map((side) =>
    element("span", { class: `peel-swipe-name peel-swipe-${side}`, "aria-hidden": "true" }),
  );
  const root = element(
    "div",
    {
      class: "peel-swipe",
      role: "slider",
      tabindex: "0",
      hidden: "",
      "aria-valuemin": "0",
      "aria-valuemax": "100",
    },
    ...labels,
    element("span", { class: "peel-swipe-grip" }),
  );
  let share = 0.5;
  let isHeld = false;
  const move = (to: number): void => onShare(Math.round(1000 * Math.min(1, Math.max(0, to))) / 1000);

  function follow(event: PointerEvent): void {
    const box = root.parentElement?.getBoundingClientRect();
    if (isHeld && box && box.width > 0) move((event.clientX - box.left) / box.width);
    // The stage under it is not meant.
    event.stopPropagation();
  }
  root.addEventListener("pointerdown", (event) => {
    isHeld = event.button === 0;
    root.setPointerCapture(event.pointerId);
    root.focus({ preventScroll: true });
    event.stopPropagation();
  });
  root.addEventListener("pointermove", follow);
  for (const name of ["pointerup", "pointercancel"] as const)
    root.addEventListener(name, (event) => {
      isHeld = false;
      event.stopPropagation();
    });
  root.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 0.1 : 0.01;
    const to = {
      ArrowLeft: share - step,
      ArrowDown: share - step,
      ArrowRight: share + step,
      ArrowUp: share + step,
      PageDown: share - 0.1,
      PageUp: share + 0.1,
      Home: 0,
      End: 1,
    }[event.key];
    if (to === undefined) return;
    move(to);
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    root,
    show(next, [left, right]) {
      root.hidden = next === null;
      if (next === null) return;
      share = next;
      root.setAttribute("aria-label", `Bar between ${left} and ${right}`);
      const percent = Math.round(100 * next);
      root.style.left = `${100 * next}%`;
      root.setAttribute("aria-valuenow", String(percent));
      root.setAttribute("aria-valuetext", `${percent} % ${left}`);
      setText(labels[0], next > 0.12 ? left : "");
      setText(labels[1], next < 0.88 ? right : "");
    },
  };
}
