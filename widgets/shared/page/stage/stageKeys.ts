import type { Pixel, Stage } from "./stage.js";
import type { StageTool } from "./stageTool.js";

export interface KeyHandlers {
  /** Where the cursor is now, or null. */
  readonly cursor: () => Pixel | null;
  /** The cursor was moved by arrow keys, or given up by Escape. */
  readonly onPin: (pixel: Pixel | null) => void;
  /** Any other key; returns whether it meant something. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  readonly tool?: () => StageTool | undefined;
}

const middleOf = ({ x, y }: Pixel): Pixel => ({ x: x + 0.5, y: y + 0.5 });

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Arrows walk over the pixels (Shift: ten at once), Enter draws at the cursor, + − 0 zoom, Escape leaves;
 * the rest is the view's own.
 */
export function bindKeys(
  stage: Stage,
  { cursor, onPin, onKey, tool }: KeyHandlers,
  signal: AbortSignal,
): void {
  const clamp = (at: number, size: number): number => Math.min(Math.max(at, 0), size - 1);

  function move([dx, dy]: readonly [number, number], step: number): true {
    const from = cursor();
    const { width, height } = stage.picture;
    const to = from
      ? { x: clamp(from.x + step * dx, width), y: clamp(from.y + step * dy, height) }
      : stage.middlePixel;
    onPin(to);
    tool?.()?.move(middleOf(to));
    return true;
  }

  /** Two Enters at two pixels draw what a drag between them draws. */
  function draw(): boolean {
    const at = cursor();
    const drawing = tool?.();
    if (!at || !drawing) return false;
    drawing.press(middleOf(at));
    drawing.release(middleOf(at));
    return true;
  }

  function handle(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const arrow = arrows[event.key];
    if (arrow) return move(arrow, event.shiftKey ? 10 : 1);
    switch (event.key) {
      case "+":
      case "=":
        stage.zoomBy(1.5);
        return true;
      case "-":
      case "_":
      case "−":
        stage.zoomBy(1 / 1.5);
        return true;
      case "0":
        stage.fit();
        return true;
      case "Enter":
        return draw() || onKey(event);
      case "Escape":
        if (tool?.()?.cancel()) return true;
        if (!cursor()) return false;
        onPin(null);
        return true;
      default:
        return onKey(event);
    }
  }

  stage.root.addEventListener(
    "keydown",
    (event) => {
      if (event.target !== stage.root || !handle(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal },
  );
}
