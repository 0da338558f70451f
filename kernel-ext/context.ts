/**
 * Which request the running code belongs to. Output of a timer that a cell started goes to that
 * cell, also when another cell runs meanwhile: AsyncLocalStorage follows the code.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { DisplayOrder } from "./displayOrder.js";
import { moment } from "./wire/interruptFlag.js";
import type { Header, Json } from "./wire/message.js";

/** Receives what would have been published under the cell. */
export type Capture = (msgType: string, content: Json) => void;

export interface RequestContext {
  header: Header;
  identities: Uint8Array[];
  /** A silent request publishes nothing. */
  silent: boolean;
  allowStdin: boolean;
  /** What the reply will ask the front end to do. */
  payload: Json[];
  /** What `display` shows. */
  order: DisplayOrder;
  /** Takes the place of the page for everything shown. */
  capture?: Capture;
  /** Whose mistakes these are: the cell that has registered the handler that runs. */
  blamed?: RequestContext;
  /** What calls the running code again and again. */
  interval?: { timer: NodeJS.Timeout; calledAt: number };
}

const storage = new AsyncLocalStorage<RequestContext>();
let lastCell: RequestContext | undefined;

export function runInContext<T>(context: RequestContext, fn: () => T): T {
  return storage.run(context, fn);
}

/** Remembers the cell that output without a known origin is shown under. */
export function setLastCell(context: RequestContext): void {
  lastCell = context;
}

export function currentContext(): RequestContext | undefined {
  return storage.getStore() ?? lastCell;
}

/** Runs a function whose output goes to `capture`, also what it shows later, in timers and after awaits. */
export function runCaptured<T>(capture: Capture, fn: () => T): T {
  const current = currentContext();
  return storage.run({ ...(current ?? nobody()), silent: false, capture, blamed: undefined }, fn);
}

/** Runs a handler, whose errors, also the later ones, belong to whoever has registered it. */
export function runFor<T>(blamed: RequestContext | undefined, fn: () => T): T {
  return storage.run({ ...(currentContext() ?? nobody()), blamed }, fn);
}

/** Where an error is shown that nobody has caught. */
export function errorContext(): RequestContext | undefined {
  const context = currentContext();
  return context?.blamed ?? context;
}

/** Runs a function that an interval calls. */
export function runInInterval<T>(timer: NodeJS.Timeout, fn: () => T): T {
  const interval = { timer, calledAt: moment() };
  return storage.run({ ...(currentContext() ?? nobody()), interval }, fn);
}

/** Shows what `make` gives after all that was given to this function before, in the same cell. */
export function showInOrder<T, R>(make: () => T | Promise<T>, show: (made: T) => R): R | Promise<R> {
  const context = currentContext() ?? nobody();
  // What a value shows while it is drawn must not wait for the value.
  const made = storage.run({ ...context, order: new DisplayOrder() }, make);
  return context.order.after(made, show);
}

const nobody = (): RequestContext => ({
  header: {} as Header,
  identities: [],
  silent: false,
  allowStdin: false,
  payload: [],
  order: new DisplayOrder(),
});
