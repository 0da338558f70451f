import type { AnyModel } from "../hosts/afm.js";

/** Changes of one property closer together than this are one step: a drag is undone as a whole. */
const SAME_GESTURE_MS = 500;
const MOST_STEPS = 100;

export interface History {
  undo(): boolean;
  redo(): boolean;
}

/**
 * Remembers what some properties were, by hand or by a cell, so that a change can be taken back.
 *
 * @param keys properties that belong to it; the cursor, which moves all the time, does not
 * @param discrete those of them that no hand drags: each of their changes is a step, however soon it comes
 */
export function makeHistory<State extends object>(
  model: AnyModel<State>,
  keys: readonly (keyof State & string)[],
  signal: AbortSignal,
  discrete: readonly (keyof State & string)[] = [],
): History {
  type Snapshot = Map<keyof State & string, unknown>;
  const snapshot = (): Snapshot => new Map(keys.map((key) => [key, model.get(key)]));
  const past: Snapshot[] = [];
  const future: Snapshot[] = [];
  let present = snapshot();
  let isOurs = false;
  let lastChange = Number.NEGATIVE_INFINITY;
  /** what the last step has changed */
  const lastKeys = new Set<string>();

  function note(key: string): void {
    if (isOurs) return;
    const now = performance.now();
    const isDragged = !discrete.includes(key as never);
    const isSameGesture = isDragged && now - lastChange < SAME_GESTURE_MS && lastKeys.has(key);
    // Setting several properties at once is one step too.
    const isSameCall = now - lastChange < 5;
    if (!isSameGesture && !isSameCall) {
      past.push(present);
      if (past.length > MOST_STEPS) past.shift();
      future.length = 0;
      lastKeys.clear();
    }
    lastChange = now;
    lastKeys.add(key);
    present = snapshot();
  }

  function go(from: Snapshot[], to: Snapshot[]): boolean {
    const target = from.pop();
    if (!target) return false;
    to.push(present);
    isOurs = true;
    for (const [key, value] of target) model.set(key, value as State[typeof key]);
    model.save_changes();
    isOurs = false;
    present = target;
    lastChange = Number.NEGATIVE_INFINITY;
    return true;
  }

  for (const key of keys) {
    const handler = (): void => note(key);
    model.on(`change:${key}`, handler);
    signal.addEventListener("abort", () => model.off(`change:${key}`, handler), { once: true });
  }
  return { undo: () => go(past, future), redo: () => go(future, past) };
}
