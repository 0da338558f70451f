import { element } from "../element.js";

export type HandleName = "near" | "far";

/** A limit that can be dragged and moved by keys. Its value is a place on the bar in percent, its text says it in words. */
export function makeHandle(name: HandleName, label: string): HTMLElement {
  return element("div", {
    class: `peel-handle peel-handle-${name}`,
    role: "slider",
    tabindex: "0",
    "aria-label": label,
    "aria-orientation": "horizontal",
    "aria-valuemin": "0",
    "aria-valuemax": "100",
  });
}

/** Steps of the code that one press of an arrow key moves; Shift and the page keys move ten times as far. */
const KEY_STEPS = 4;

/** What a handle moves. */
export interface HandleTargets {
  /** where it is now, 0 to 1 */
  readonly place: () => number;
  /** the smallest difference that shows, in the same measure */
  readonly step: number;
  /** A hand has taken it, or let it go. */
  readonly grasp: (isHeld: boolean) => void;
  /** A hand drags it to a place. */
  readonly dragTo: (position: number) => void;
  /** A key moves it to a place. */
  readonly moveTo: (position: number) => void;
}

/** Binds pointer and keys to a handle. */
export function bindHandle(
  handle: HTMLElement,
  track: HTMLElement,
  { place, step, grasp, dragTo, moveTo }: HandleTargets,
  signal: AbortSignal,
): void {
  // Where in the handle it was taken: it must not jump to the pointer.
  let offset: number | undefined;
  const placeOf = (event: MouseEvent): number => {
    const box = track.getBoundingClientRect();
    return (event.clientX - box.left) / box.width;
  };
  handle.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      handle.setPointerCapture(event.pointerId);
      handle.focus({ preventScroll: true });
      grasp(true);
      offset = place() - placeOf(event);
    },
    { signal },
  );
  handle.addEventListener(
    "pointermove",
    (event) => {
      if (offset !== undefined) dragTo(placeOf(event) + offset);
    },
    { signal },
  );
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
    handle.addEventListener(
      name,
      () => {
        if (offset !== undefined) grasp(false);
        offset = undefined;
      },
      { signal },
    );
  }

  handle.addEventListener(
    "keydown",
    (event) => {
      const by = keySteps(event);
      if (by === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      moveTo(Number.isFinite(by) ? place() + by * step : by > 0 ? 1 : 0);
    },
    { signal },
  );
}

function keySteps(event: KeyboardEvent): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const arrow = KEY_STEPS * (event.shiftKey ? 10 : 1);
  switch (event.key) {
    case "ArrowRight":
    case "ArrowUp":
      return arrow;
    case "ArrowLeft":
    case "ArrowDown":
      return -arrow;
    case "PageUp":
      return 10 * KEY_STEPS;
    case "PageDown":
      return -10 * KEY_STEPS;
    case "Home":
      return Number.NEGATIVE_INFINITY;
    case "End":
      return Number.POSITIVE_INFINITY;
    default:
      return undefined;
  }
}
