import { frameLoop } from "../frameLoop.js";
import type { Pixel } from "./stage.js";

export interface Pointing {
  /** The pixel under the pointer, or null when it has left. */
  hover(pixel: Pixel | null): void;
  /** A pixel that stays when the pointer leaves. */
  pin(pixel: Pixel | null, byKeys: boolean): void;
  /** The model's cursor has changed; returns whether keys have moved it, so that it is to be seen and heard. */
  changed(pixel: Pixel | null): boolean;
  cancel(): void;
}

/** Decides which pixel the cursor is on: the hovered one, else the pinned one, which a cell may set too. */
export function makePointing(cursor: () => Pixel | null, setCursor: (pixel: Pixel | null) => void): Pointing {
  let pinned = cursor();
  let hovered: Pixel | null = null;
  let mover: "hand" | "keys" | undefined;

  function point(pixel: Pixel | null, byKeys: boolean): void {
    const now = cursor();
    if (pixel?.x === now?.x && pixel?.y === now?.y) return;
    mover = byKeys ? "keys" : "hand";
    setCursor(pixel);
    mover = undefined;
  }

  const frame = frameLoop(() => point(hovered ?? pinned, false));
  return {
    hover(pixel) {
      hovered = pixel;
      frame.request();
    },
    pin(pixel, byKeys) {
      pinned = pixel;
      point(pixel, byKeys);
    },
    changed(pixel) {
      if (!mover) pinned = pixel;
      return mover === "keys";
    },
    cancel: frame.cancel,
  };
}
