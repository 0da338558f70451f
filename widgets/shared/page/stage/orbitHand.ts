/** What a hand does with a cloud of points: turn it, come nearer, move it; the wheel alone is the page's. */
import type { Viewpoint } from "../../state.js";

const STEP_DEGREES = 5;
const STEP_SHARE = 0.05;
/** Degrees that a drag over the whole width turns. */
const DRAG_DEGREES = 240;
const ZOOMS = [0.05, 50] as const;

const limit = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value));
const round = (value: number): number => Number(value.toFixed(3));

const turned = (from: Viewpoint, right: number, up: number): Viewpoint => ({
  ...from,
  right: round(from.right + right),
  up: round(limit(from.up + up, [-89, 89])),
});
const moved = (from: Viewpoint, x: number, y: number): Viewpoint => ({
  ...from,
  x: round(limit(from.x + x, [-50, 50])),
  y: round(limit(from.y + y, [-50, 50])),
});
const nearer = (from: Viewpoint, factor: number): Viewpoint => ({
  ...from,
  zoom: round(limit(from.zoom * factor, ZOOMS)),
});

/** Where a finger is on the page. */
interface Place {
  readonly x: number;
  readonly y: number;
}
const middleOf = (places: readonly Place[]): Place => {
  const mean = (of: (place: Place) => number): number =>
    places.reduce((sum, place) => sum + of(place), 0) / places.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
};
/** How far the first two fingers are apart. */
const spreadOf = ([a, b]: readonly Place[]): number => (a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0);

/**
 * Binds pointer, fingers and keys to a canvas.
 *
 * @param see takes the next viewpoint
 * @param point told where the pointer is, in shares of the canvas; null when it has left
 */
export function bindOrbit(
  canvas: HTMLElement,
  viewpoint: () => Viewpoint,
  see: (next: Viewpoint) => void,
  point: (at: { x: number; y: number } | null) => void,
  reset: () => void,
): void {
  const held = new Map<number, Place>();
  let start: { at: Place; spread: number; from: Viewpoint; moves: boolean } | undefined;
  /** A finger has come or gone: what follows begins here. */
  function begin(moves = false): void {
    const [at, spread] = [middleOf([...held.values()]), spreadOf([...held.values()])];
    start = held.size === 0 ? undefined : { at, spread, from: viewpoint(), moves };
  }
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true });
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    begin(event.shiftKey || event.button !== 0);
    point(null);
  });
  canvas.addEventListener("pointermove", (event) => {
    const box = canvas.getBoundingClientRect();
    if (!start)
      return point({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
    if (!held.has(event.pointerId)) return;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const places = [...held.values()];
    const at = middleOf(places);
    const [x, y] = [(at.x - start.at.x) / box.width, (at.y - start.at.y) / box.width];
    // Two fingers come nearer and move, as on every map.
    if (places.length > 1) {
      const factor = start.spread > 0 ? spreadOf(places) / start.spread : 1;
      see(nearer(moved(start.from, x, y), factor));
    } else
      see(start.moves ? moved(start.from, x, y) : turned(start.from, DRAG_DEGREES * x, -DRAG_DEGREES * y));
  });
  for (const name of ["pointerup", "pointercancel"] as const)
    canvas.addEventListener(name, ({ pointerId }) => {
      held.delete(pointerId);
      begin();
    });
  canvas.addEventListener("pointerleave", () => point(null));
  // A drag with the other button moves it.
  canvas.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    event.stopPropagation();
  });
  canvas.addEventListener("dblclick", reset);
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      see(nearer(viewpoint(), Math.exp(-limit(event.deltaY, [-100, 100]) / 250)));
    },
    { passive: false },
  );
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = afterKey(event.key, event.shiftKey, viewpoint());
    if (event.key === "0") reset();
    else if (next) see(next);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function afterKey(key: string, isShifted: boolean, from: Viewpoint): Viewpoint | undefined {
  const arrow = arrows[key];
  if (arrow && isShifted) return moved(from, STEP_SHARE * arrow[0], -STEP_SHARE * arrow[1]);
  if (arrow) return turned(from, STEP_DEGREES * arrow[0], STEP_DEGREES * arrow[1]);
  if (key === "+" || key === "=") return nearer(from, 1.25);
  return key === "-" || key === "_" || key === "−" ? nearer(from, 0.8) : undefined;
}
