import type { AnyModel } from "./afm.js";

/**
 * Calls a handler when its property changes, whoever changed it, until the signal aborts.
 *
 * @example watch(model, { near: showSlice, far: showSlice, cursor: showCursor }, signal);
 */
export function watch<State extends object>(
  model: AnyModel<State>,
  handlers: { readonly [Key in keyof State]?: () => void },
  signal: AbortSignal,
): void {
  for (const [key, handler] of Object.entries(handlers) as [string, () => void][]) {
    model.on(`change:${key}`, handler);
    signal.addEventListener("abort", () => model.off(`change:${key}`, handler), { once: true });
  }
}
