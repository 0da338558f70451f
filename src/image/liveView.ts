import type { MimeBundle } from "./types.js";

/** Under this symbol a map of live views may stand, put there by a package of widgets. */
const VIEWS = Symbol.for("vision-peel.views.v1");
const DISPLAY = Symbol.for("Jupyter.display");

type ViewRegistry = Map<string, (value: unknown) => { [DISPLAY](): MimeBundle | Promise<MimeBundle> }>;

/**
 * A bundle with the live view registered for a kind of value, if there is one. The view adds its types; text and
 * picture stay the value's own, for readers without the view.
 */
export function liveView(kind: string, value: unknown, bundle: MimeBundle): MimeBundle | Promise<MimeBundle> {
  const registry = (globalThis as { [VIEWS]?: ViewRegistry })[VIEWS];
  const createView = registry?.get(kind);
  if (!createView) return bundle;
  const live = createView(value)[DISPLAY]();
  return live instanceof Promise ? live.then((more) => ({ ...more, ...bundle })) : { ...live, ...bundle };
}
