import { element } from "../element.js";
import type { Pixel, Stage } from "./stage.js";
import type { StageTool } from "./stageTool.js";

export interface PointerHandlers {
  /** The pixel under the pointer, or null when it has left. */
  readonly onHover: (pixel: Pixel | null) => void;
  /** A pixel was clicked or tapped. */
  readonly onPin: (pixel: Pixel | null) => void;
  /** What a press means instead of pan and pin, while something is being drawn. */
  readonly tool?: () => StageTool | undefined;
}

/** Movement that still counts as a click, in CSS pixels. */
const CLICK_SLOP = 4;
const HINT_MS = 1500;

/**
 * Mouse, pen and touch on a stage: hover reads, a drag pans what is zoomed, two fingers pinch,
 * Ctrl or ⌘ with the wheel zooms. The wheel alone is left to the page.
 */
export function bindPointer(
  stage: Stage,
  { onHover, onPin, tool }: PointerHandlers,
  signal: AbortSignal,
): void {
  const { root } = stage;
  const held = new Map<number, Pixel>();
  let drawing: StageTool | undefined;
  let start: Pixel | undefined;
  let hasMoved = false;
  let lastMove = Number.NEGATIVE_INFINITY;

  const placeOf = (event: MouseEvent): Pixel => {
    const box = root.getBoundingClientRect();
    return { x: event.clientX - box.left - root.clientLeft, y: event.clientY - box.top - root.clientTop };
  };
  const listen = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    handler: (event: HTMLElementEventMap[Name]) => void,
    passive = true,
  ): void => root.addEventListener(name, handler as EventListener, { signal, passive });

  listen("pointerdown", (event) => {
    if (event.button !== 0) return;
    root.focus({ preventScroll: true });
    root.setPointerCapture(event.pointerId);
    const place = placeOf(event);
    held.set(event.pointerId, place);
    start = place;
    hasMoved = held.size > 1;
    // A second finger means to pinch, not to draw.
    if (held.size > 1) stopDrawing();
    else {
      drawing = tool?.();
      drawing?.press(stage.placeAt(place.x, place.y));
    }
    onHover(stage.pixelAt(place.x, place.y));
  });

  function stopDrawing(): void {
    drawing?.cancel();
    drawing = undefined;
  }

  listen("pointermove", (event) => {
    const place = placeOf(event);
    lastMove = event.timeStamp;
    const last = held.get(event.pointerId);
    (drawing ?? tool?.())?.move(stage.placeAt(place.x, place.y));
    if (!last || drawing) return onHover(stage.pixelAt(place.x, place.y));
    if (start && Math.hypot(place.x - start.x, place.y - start.y) > CLICK_SLOP) hasMoved = true;
    held.set(event.pointerId, place);
    if (held.size === 2) pinch(event.pointerId, last, place);
    else if (held.size === 1 && hasMoved && stage.isZoomed) stage.panBy(place.x - last.x, place.y - last.y);
    else if (held.size === 1) onHover(stage.pixelAt(place.x, place.y));
  });

  function pinch(moved: number, last: Pixel, place: Pixel): void {
    const other = [...held].find(([id]) => id !== moved)?.[1];
    if (!other) return;
    const before = Math.hypot(last.x - other.x, last.y - other.y);
    const after = Math.hypot(place.x - other.x, place.y - other.y);
    stage.panBy((place.x - last.x) / 2, (place.y - last.y) / 2);
    if (before > 0) {
      stage.zoomBy(after / before, { x: (place.x + other.x) / 2, y: (place.y + other.y) / 2 });
    }
  }

  listen("pointerup", (event) => {
    const place = placeOf(event);
    const wasHeld = held.delete(event.pointerId);
    if (drawing) {
      drawing.release(stage.placeAt(place.x, place.y));
      drawing = undefined;
    } else if (wasHeld && held.size === 0 && !hasMoved) onPin(stage.pixelAt(place.x, place.y));
  });
  listen("pointercancel", (event) => {
    held.delete(event.pointerId);
    stopDrawing();
    onHover(null);
  });
  listen("pointerleave", (event) => {
    if (!held.has(event.pointerId)) onHover(null);
  });

  const hint = element("div", { class: "peel-hint", hidden: "" }, "Hold Ctrl or ⌘ to zoom with the wheel");
  root.append(hint);
  let hiding = 0;
  signal.addEventListener("abort", () => clearTimeout(hiding));
  listen(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        hint.hidden = true;
        const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 * event.deltaY : event.deltaY;
        stage.zoomBy(Math.exp(-Math.max(-100, Math.min(100, pixels)) / 250), placeOf(event));
      } else if (event.timeStamp - lastMove < 800) {
        // A page that scrolls under a resting mouse is no wish to zoom.
        hint.hidden = false;
        clearTimeout(hiding);
        hiding = window.setTimeout(() => {
          hint.hidden = true;
        }, HINT_MS);
      }
    },
    false,
  );
}
