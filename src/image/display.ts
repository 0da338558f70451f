import { liveView } from "./liveView.js";
import type { MimeBundle } from "./types.js";

/** The symbol by which a value tells a notebook how to show it (as in Deno and Peel's own kernel). */
export const DISPLAY: unique symbol = Symbol.for("Jupyter.display") as never;

/** What a value shows of itself: its one line, a picture, and the live view registered for its kind. */
export function displayValue(
  kind: string,
  value: { toString(): string },
  picture: () => string,
): MimeBundle | Promise<MimeBundle> {
  return liveView(kind, value, { "text/plain": value.toString(), "image/png": picture() });
}
