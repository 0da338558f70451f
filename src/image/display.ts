import type { MimeBundle } from "./types.js";

/** The symbol by which a value tells a notebook how to show it (as in Deno and Peel's own kernel). */
export const DISPLAY: unique symbol = Symbol.for("Jupyter.display") as never;

/** Under this symbol a map of live views may stand, put there by a package of widgets. */
const VIEWS = Symbol.for("vision-peel.views.v1");

interface Displayed {
  [DISPLAY](): MimeBundle | Promise<MimeBundle>;
}
type ViewRegistry = Map<string, (value: unknown) => Displayed>;

/**
 * What a value shows of itself: its one line, a picture, and the live view registered for its kind.
 * The view adds its types; text and picture stay the value's own, for readers without the view.
 */
export function displayValue(
  kind: string,
  value: { toString(): string },
  picture: () => string,
): MimeBundle | Promise<MimeBundle> {
  const bundle: MimeBundle = { "text/plain": value.toString(), "image/png": picture() };
  const registry = (globalThis as { [VIEWS]?: ViewRegistry })[VIEWS];
  const createView = registry?.get(kind);
  if (!createView) return bundle;
  const live = createView(value)[DISPLAY]();
  return live instanceof Promise ? live.then((more) => ({ ...more, ...bundle })) : { ...live, ...bundle };
}
