import type { AnyModel } from "./afm.js";

/**
 * A model without a kernel: what a saved output, a page of its own and a test give to a view. It keeps
 * what the hand changes and tells whoever listens.
 *
 * @example render({ model: staticModel({ _view_name: "DepthView", width, height, depth }), el });
 */
export function staticModel<State extends object>(initial: State): AnyModel<State> {
  const state: State = { ...initial };
  const handlers = new Map<string, Set<() => void>>();
  return {
    get: (key) => state[key],
    set(key, value) {
      if (Object.is(state[key], value)) return;
      state[key] = value;
      for (const handler of [...(handlers.get(`change:${key}`) ?? [])]) handler();
    },
    save_changes: () => {},
    on: (event, handler) => void handlers.set(event, (handlers.get(event) ?? new Set()).add(handler)),
    off: (event, handler) => void handlers.get(event)?.delete(handler),
  };
}
